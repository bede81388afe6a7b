/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.session;

import dev.helix.api.HelixException;

/** Thrown when something waited for has not ended within the time the caller gave; it goes on. */
public final class TurnPendingException extends HelixException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the error.
     *
     * @param message what was waited for and how long
     */
    public TurnPendingException(String message) {
        super("turn-pending", message);
    }

    @Override
    public boolean retriable() {
        return true;
    }
}
