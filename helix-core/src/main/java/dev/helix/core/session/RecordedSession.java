/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.session;

import dev.helix.api.AgentName;
import dev.helix.api.InvalidRequestException;
import dev.helix.api.SessionId;
import dev.helix.api.journal.Journal;
import dev.helix.api.journal.JournalStore;
import dev.helix.api.session.DeliveryEvents;
import dev.helix.api.session.UnknownSessionException;
import dev.helix.api.tool.Tool;
import dev.helix.api.worktree.BindingInfo;
import dev.helix.api.worktree.RepositoryUnsuitableException;
import dev.helix.api.worktree.Reviewer;
import dev.helix.api.worktree.WorktreeBinding;
import dev.helix.api.worktree.WorktreeStateException;
import dev.helix.core.delivery.WorkArea;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A session that is taken up again: its journal, open, and what that adds up to. Whoever opens one closes the journal,
 * or the log that goes on with it. Confined to one thread.
 */
public record RecordedSession(Journal journal, SessionState state) {
    /**
     * Opens and reads the journal of a session.
     *
     * @throws UnknownSessionException if there is none
     */
    public static RecordedSession open(SessionId id, JournalStore journals) {
        Journal journal = journals.open(id);
        boolean known = journal.lastSequence() > 0;
        try {
            if (!known) {
                throw new UnknownSessionException(id);
            }
            return new RecordedSession(journal, SessionState.of(journal));
        } catch (RuntimeException | Error refused) {
            journal.close();
            if (!known) {
                // Opening it created it.
                journals.delete(id);
            }
            throw refused;
        }
    }

    /** {@return the names by which the host's own tools are recognised} */
    public static List<String> toolNames(List<Tool> tools) {
        return tools.stream().map(tool -> tool.spec().name()).toList();
    }

    /** {@return the names by which the host's own reviewers are recognised} */
    public static List<String> reviewerNames(List<Reviewer> reviewers) {
        return reviewers.stream().map(Reviewer::name).toList();
    }

    /**
     * Compares what the host names again with what there was.
     *
     * @param kind {@code tool} or {@code reviewer}
     * @throws InvalidRequestException if something is missing
     */
    public void requireAll(String kind, List<String> had, List<String> named) {
        List<String> missing = new ArrayList<>(had);
        missing.removeAll(named);
        if (!missing.isEmpty()) {
            String whose = state.task().map(task -> "task " + task).orElse("session " + journal.session());
            throw new InvalidRequestException(whose + " had the " + kind + " '" + String.join("', '", missing)
                    + "', which was not named again; pass it to ResumeSpec.builder()." + kind + "s(...)");
        }
    }

    /**
     * Takes up the worktree of an earlier process; one that is gone is reported as lost.
     *
     * @param words what asked for its work
     * @param teller in whose name it is reported
     * @throws InvalidRequestException if this Helix instance has no worktrees
     * @throws RepositoryUnsuitableException if the repository cannot be used now
     * @throws WorktreeStateException if it could not be looked at
     */
    public static Optional<WorktreeBinding> reopen(
            WorkArea area, BindingInfo info, Optional<String> words, AgentName teller, EventLog log) {
        WorkArea.Repository repository = area.repository()
                .orElseThrow(() -> new InvalidRequestException("session " + info.session() + " works in the worktree "
                        + info.worktree() + "; build Helix with worktrees(GitWorktrees.create()) to resume it"));
        try {
            return Optional.of(repository.bindings().reopen(info, words));
        } catch (WorktreeStateException gone) {
            if (gone.getCause() != null) {
                // Nobody could look: that says nothing about what is there.
                throw gone;
            }
            lost(info, String.valueOf(gone.getMessage()), teller, log);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new WorktreeStateException(
                    "interrupted while the worktree " + info.worktree() + " was taken up; resume again", interrupted);
        }
        return Optional.empty();
    }

    private static void lost(BindingInfo info, String explanation, AgentName teller, EventLog log) {
        log.event(teller, DeliveryEvents.WorktreeLost.of(info.id(), explanation));
    }
}
