/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.process;

import dev.helix.api.HelixException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a process was not started: the program or directory is missing, the program is not executable, or the
 * runner is closed.
 */
public final class ProcessStartException extends HelixException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the error; its message says what was to be started, why it was not, and the way
     * out.
     */
    public ProcessStartException(String message, @Nullable Throwable cause) {
        super("process-start-failed", message, cause);
    }
}
