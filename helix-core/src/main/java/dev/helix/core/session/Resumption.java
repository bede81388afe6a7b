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
import dev.helix.api.worktree.BindingInfo;
import dev.helix.api.worktree.RepositoryUnsuitableException;
import dev.helix.api.worktree.Reviewer;
import dev.helix.api.worktree.WorktreeBinding;
import dev.helix.api.worktree.WorktreeStateException;
import dev.helix.core.delivery.WorkArea;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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
                spec.directory(), model, names(spec.tools()), reviewers(spec.reviewers()), spec.verification());
    }

    /**
     * Opens and reads the journal of a session.
     *
     * @throws UnknownSessionException if there is none
     * @throws InvalidRequestException if something it needs is missing
     */
    static Resumption of(SessionId id, ResumeSpec again, SessionEnvironment shared) {
        Journal journal = shared.journals().open(id);
        boolean known = journal.lastSequence() > 0;
        try {
            if (!known) {
                throw new UnknownSessionException(id);
            }
            SessionState state = SessionState.of(journal);
            SessionSpec spec = spec(id, state, again);
            return new Resumption(state, spec, shared.with(spec), journal);
        } catch (RuntimeException | Error refused) {
            journal.close();
            if (!known) {
                // Opening it created it.
                shared.journals().delete(id);
            }
            throw refused;
        }
    }

    private static SessionSpec spec(SessionId id, SessionState state, ResumeSpec again) {
        state.task().ifPresent(task -> {
            throw new InvalidRequestException("session " + id + " belongs to the managed task " + task
                    + "; take that up again with manager().resume(...)");
        });
        SessionEvents.SessionCreated created = state.created()
                .orElseThrow(() -> new InvalidRequestException("the journal of session " + id
                        + " does not begin with its creation, so nobody knows where it works"));
        requireAll("tool", created.tools(), names(again.tools()), id);
        requireAll("reviewer", created.reviewers(), reviewers(again.reviewers()), id);
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

    private static void requireAll(String kind, List<String> had, Collection<String> named, SessionId id) {
        List<String> missing = new ArrayList<>(had);
        missing.removeAll(named);
        if (!missing.isEmpty()) {
            throw new InvalidRequestException("session " + id + " had the " + kind + " '" + String.join("', '", missing)
                    + "', which was not named again; pass it to ResumeSpec.builder()." + kind + "s(...)");
        }
    }

    private static List<String> names(List<Tool> tools) {
        return tools.stream().map(tool -> tool.spec().name()).toList();
    }

    private static List<String> reviewers(List<Reviewer> reviewers) {
        return reviewers.stream().map(Reviewer::name).toList();
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
                .ifPresent(binding -> area.repository()
                        .ifPresentOrElse(
                                repository -> reopen(repository, binding),
                                () -> lost(
                                        binding,
                                        "this Helix instance has no worktrees; its work is on branch "
                                                + binding.branch())));
        log.force();
        log.events(before + 1).forEach(state::apply);
        return state;
    }

    private void reopen(WorkArea.Repository repository, BindingInfo info) {
        try {
            WorktreeBinding binding = repository.bindings().reopen(info, state.boundFor());
            // It landed, and the process ended before that was on record.
            binding.merged().ifPresent(merged -> log.event(AgentName.CODER, DeliveryEvents.MergeAttempted.of(merged)));
        } catch (WorktreeStateException | RepositoryUnsuitableException gone) {
            lost(info, String.valueOf(gone.getMessage()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new WorktreeStateException(
                    "interrupted while the worktree " + info.worktree() + " was taken up; resume again", interrupted);
        }
    }

    private void lost(BindingInfo info, String explanation) {
        log.event(AgentName.CODER, DeliveryEvents.WorktreeLost.of(info.id(), explanation));
    }
}
