/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.manager;

import static java.util.Objects.requireNonNull;

import dev.helix.api.HelixException;
import dev.helix.api.TaskId;

/** Thrown when there is no record of a task. */
public final class UnknownTaskException extends HelixException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the error.
     *
     * @param task the id nobody knows
     */
    public UnknownTaskException(TaskId task) {
        super(
                "unknown-task",
                "there is no record of task " + requireNonNull(task, "task") + " here; check id and home",
                null);
    }
}
