/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.session;

import dev.helix.api.HelixException;

/** Thrown when a turn was cancelled before it could end. */
public final class TurnCancelledException extends HelixException {
    private static final long serialVersionUID = 1L;

    /** Creates the error; its message says which turn and by whom. */
    public TurnCancelledException(String message) {
        super("turn-cancelled", message);
    }
}
