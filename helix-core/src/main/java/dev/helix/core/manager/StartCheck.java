/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.manager;

import dev.helix.api.manager.TaskContext;
import dev.helix.api.manager.TaskHost;
import dev.helix.api.manager.TaskNotStartedException;
import dev.helix.api.worktree.MergeOutcome;
import dev.helix.api.worktree.WorktreeService;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The question to the host whether a task starts although something is in the way of its merge. */
record StartCheck(WorktreeService worktrees, TaskHost host, TaskContext context) {
    /** Asks, if there is anything to ask, before anything is spent. */
    void requireConsent() {
        List<MergeOutcome.Blocked> blockers = List.of();
        try {
            blockers = worktrees.blockers(context.repository().root());
            if (!blockers.isEmpty() && !host.startDespite(blockers, context)) {
                throw notStarted(blockers, null);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw notStarted(blockers, interrupted);
        } catch (TaskNotStartedException refused) {
            throw refused;
        } catch (RuntimeException hostFailed) {
            if (blockers.isEmpty()) {
                throw hostFailed;
            }
            throw notStarted(blockers, hostFailed);
        }
    }

    private static TaskNotStartedException notStarted(List<MergeOutcome.Blocked> blockers, @Nullable Exception cause) {
        return new TaskNotStartedException(
                "the task was not started: "
                        + blockers.stream()
                                .map(MergeOutcome.Blocked::explanation)
                                .collect(Collectors.joining("; ")),
                blockers,
                cause);
    }
}
