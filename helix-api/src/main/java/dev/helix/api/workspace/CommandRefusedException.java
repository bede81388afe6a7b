/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.workspace;

import dev.helix.api.HelixException;
import org.jspecify.annotations.Nullable;

/** Thrown when a command was not run, because no boundary holds commands here or the boundary could not be set up. */
public final class CommandRefusedException extends HelixException {
    private static final long serialVersionUID = 1L;

    /** Creates the error; its message says why nothing was run, and the way out. */
    public CommandRefusedException(String message, @Nullable Throwable cause) {
        super("command-refused", message, cause);
    }
}
