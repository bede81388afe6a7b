/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.manager;

import static java.util.Objects.requireNonNull;

import dev.helix.api.HelixException;
import dev.helix.api.TaskId;
import java.util.Locale;

/** Thrown when a task that is to be taken up again has ended for good. */
public final class TaskEndedException extends HelixException {
    private static final long serialVersionUID = 1L;

    private final TaskOutcome.Kind outcome;

    /**
     * Creates the error.
     *
     * @param task the task
     * @param outcome how it ended
     * @param explanation why it ended this way
     */
    public TaskEndedException(TaskId task, TaskOutcome.Kind outcome, String explanation) {
        super(
                "task-ended",
                "task " + requireNonNull(task, "task") + " has ended ("
                        + requireNonNull(outcome, "outcome").name().toLowerCase(Locale.ROOT) + ": "
                        + requireNonNull(explanation, "explanation") + "); submit a new one for what is left to do",
                null);
        this.outcome = outcome;
    }

    /** {@return how it ended} */
    public TaskOutcome.Kind outcome() {
        return outcome;
    }
}
