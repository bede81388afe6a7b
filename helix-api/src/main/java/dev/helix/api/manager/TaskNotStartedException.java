/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.manager;

import static java.util.Objects.requireNonNull;

import dev.helix.api.HelixException;
import dev.helix.api.worktree.MergeOutcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Thrown when a task was not started because the host did not want it to, given what is in the way of its merge. */
public final class TaskNotStartedException extends HelixException {
    private static final long serialVersionUID = 1L;

    private final transient List<MergeOutcome.Blocked> blockers;

    /**
     * Creates the error.
     *
     * @param message what is in the way and how to clear it
     * @param blockers the same as values
     * @param cause the failure of the host that was asked, or null
     */
    public TaskNotStartedException(String message, List<MergeOutcome.Blocked> blockers, @Nullable Throwable cause) {
        super("task-not-started", message, cause);
        this.blockers = List.copyOf(requireNonNull(blockers, "blockers"));
    }

    /** {@return what is in the way, at least one} */
    public List<MergeOutcome.Blocked> blockers() {
        return blockers;
    }
}
