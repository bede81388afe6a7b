/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.session;

import dev.helix.api.AgentName;
import dev.helix.api.InvalidRequestException;
import dev.helix.api.SessionId;
import dev.helix.api.journal.Journal;
import dev.helix.api.model.ModelId;
import dev.helix.api.session.DeliveryEvents;
import dev.helix.api.session.ResumeSpec;
import dev.helix.api.session.SessionEvents;
import dev.helix.api.session.SessionSpec;
import dev.helix.api.session.UnknownSessionException;
import dev.helix.api.tool.Tool;
import dev.helix.api.worktree.Reviewer;
import dev.helix.api.worktree.WorktreeBinding;
import dev.helix.core.delivery.WorkArea;
import java.nio.file.Files;
import java.util.Optional;

/**
 * The way back to a plain session: its journal is read, what the host names again is compared with what it had, and what
 * the end of its process left open is settled. Confined to one thread.
 *
 * <p>Whoever starts one owns {@link #log()} and closes it when the rest fails.
 */
final class Resumption {
    private final SessionState state;
    private final SessionSpec spec;
    private final SessionEnvironment environment;
    private final Journal journal;
    private final EventLog log;

    private Resumption(SessionState state, SessionSpec spec, SessionEnvironment environment, Journal journal) {
        this.state = state;
        this.spec = spec;
        this.environment = environment;
        this.journal = journal;
        this.log = environment.log(state, Optional.empty(), journal);
    }

    /** {@return the first event of a session} */
    static SessionEvents.SessionCreated created(SessionSpec spec, ModelId model) {
        return SessionEvents.SessionCreated.of(
                spec.directory(),
                model,
                RecordedSession.toolNames(spec.tools()),
                RecordedSession.reviewerNames(spec.reviewers()),
                spec.verification());
    }

    /**
     * Opens and reads the journal of a session.
     *
     * @throws UnknownSessionException if there is none
     * @throws InvalidRequestException if something it needs is missing
     */
    static Resumption of(SessionId id, ResumeSpec again, SessionEnvironment shared) {
        RecordedSession recorded = RecordedSession.open(id, shared.journals());
        try {
            SessionSpec spec = spec(id, recorded, again);
            return new Resumption(recorded.state(), spec, shared.with(spec), recorded.journal());
        } catch (RuntimeException | Error refused) {
            recorded.journal().close();
            throw refused;
        }
    }

    private static SessionSpec spec(SessionId id, RecordedSession recorded, ResumeSpec again) {
        SessionState state = recorded.state();
        state.task().ifPresent(task -> {
            throw new InvalidRequestException("session " + id + " belongs to the managed task " + task
                    + "; take that up again with manager().resume(...)");
        });
        SessionEvents.SessionCreated created = state.created()
                .orElseThrow(() -> new InvalidRequestException("the journal of session " + id
                        + " does not begin with its creation, so nobody knows where it works"));
        recorded.requireAll("tool", created.tools(), RecordedSession.toolNames(again.tools()));
        recorded.requireAll("reviewer", created.reviewers(), RecordedSession.reviewerNames(again.reviewers()));
        if (!Files.isDirectory(created.directory())) {
            throw new InvalidRequestException(
                    "session " + id + " works in " + created.directory() + ", which is no directory any more");
        }
        SessionSpec.Builder spec = SessionSpec.in(created.directory())
                .model(again.model()
                        .orElseGet(() -> state.agent(AgentName.CODER)
                                .ofTurn()
                                .orElse(created.model())
                                .toString()))
                .tools(again.tools().toArray(Tool[]::new))
                .reviewers(again.reviewers().toArray(Reviewer[]::new));
        created.verification().forEach(command -> spec.verifyWith(command.toArray(String[]::new)));
        again.limits().ifPresent(spec::limits);
        again.routing().ifPresent(spec::routing);
        again.listener().ifPresent(spec::listener);
        return spec.build();
    }

    /** {@return the settings the session goes on with} */
    SessionSpec spec() {
        return spec;
    }

    SessionEnvironment environment() {
        return environment;
    }

    EventLog log() {
        return log;
    }

    /** Settles what the end of the process left open, takes up the worktree, and tells what all of it adds up to. */
    SessionState settle(WorkArea area) {
        long before = log.size();
        log.event(
                AgentName.CODER,
                SessionEvents.SessionResumed.of(
                        journal.recovery(), state.openTurns().values().stream().toList()));
        InterruptedTurns.settle(state, log);
        state.binding()
                .flatMap(info -> RecordedSession.reopen(area, info, state.boundFor(), AgentName.CODER, log))
                .flatMap(WorktreeBinding::merged)
                // It landed, and the process ended before that was on record.
                .ifPresent(merged -> log.event(AgentName.CODER, DeliveryEvents.MergeAttempted.of(merged)));
        log.force();
        log.events(before + 1).forEach(state::apply);
        return state;
    }
}
