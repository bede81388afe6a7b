/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.acceptance;

import dev.helix.api.manager.TaskContext;
import dev.helix.api.manager.TaskHost;
import dev.helix.api.scope.ScopeConfirmation;
import dev.helix.api.scope.ScopeDecision;
import dev.helix.api.scope.ScopeDraft;
import dev.helix.api.scope.ScopeProposal;
import dev.helix.api.session.EventBody;
import dev.helix.api.session.Progress;
import dev.helix.api.session.SessionEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

/** A host that keeps what it hears and answers as it was told. Thread-safe. */
final class RecordingHost implements TaskHost {
    private final List<SessionEvent> events = new CopyOnWriteArrayList<>();
    private final List<Progress> progress = new CopyOnWriteArrayList<>();
    private final Function<ScopeProposal, ScopeDecision> answers;
    private volatile ScopeConfirmation confirmation = ScopeConfirmation.none();
    private volatile Consumer<SessionEvent> also = event -> {};

    RecordingHost() {
        this(proposal -> ScopeDecision.defer());
    }

    RecordingHost(Function<ScopeProposal, ScopeDecision> answers) {
        this.answers = answers;
    }

    /** Also does something at each event. */
    RecordingHost also(Consumer<SessionEvent> action) {
        also = action;
        return this;
    }

    @Override
    public void event(SessionEvent event) {
        events.add(event);
        also.accept(event);
    }

    @Override
    public void progress(Progress news) {
        progress.add(news);
    }

    /** Answers what an unclear request may change. */
    RecordingHost confirming(ScopeConfirmation answer) {
        confirmation = answer;
        return this;
    }

    @Override
    public ScopeConfirmation confirmScope(ScopeDraft draft, TaskContext context) {
        return confirmation;
    }

    @Override
    public ScopeDecision decide(ScopeProposal proposal, TaskContext context) {
        return answers.apply(proposal);
    }

    List<SessionEvent> events() {
        return List.copyOf(events);
    }

    List<Progress> heard() {
        return List.copyOf(progress);
    }

    /** {@return the bodies of one kind, in order} */
    <T extends EventBody> List<T> bodies(Class<T> kind) {
        return bodies(events, kind);
    }

    static <T extends EventBody> List<T> bodies(List<SessionEvent> events, Class<T> kind) {
        return events.stream()
                .map(SessionEvent::body)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }
}
