/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.session;

import dev.helix.api.HelixException;

/** Thrown when a turn is submitted to a closed session, or a session is asked of a closed Helix instance. */
public final class SessionClosedException extends HelixException {
    private static final long serialVersionUID = 1L;

    /** Creates the error; its message says what was closed and the way out. */
    public SessionClosedException(String message) {
        super("session-closed", message);
    }
}
