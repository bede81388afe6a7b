/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.session;

import static java.util.Objects.requireNonNull;

import dev.helix.api.HelixException;
import dev.helix.api.SessionId;

/** Thrown when there is no record of a session. */
public final class UnknownSessionException extends HelixException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the error.
     *
     * @param session the id nobody knows
     */
    public UnknownSessionException(SessionId session) {
        super(
                "unknown-session",
                "there is no record of session " + requireNonNull(session, "session") + " here; check id and home",
                null);
    }
}
