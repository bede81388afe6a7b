/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.session;

import dev.helix.api.HelixException;

/** Reports a turn submitted to a session, or a session asked of a Helix instance, that was closed. */
public final class SessionClosedException extends HelixException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the error.
     *
     * @param message what was closed and the way out
     */
    public SessionClosedException(String message) {
        super("session-closed", message);
    }
}
