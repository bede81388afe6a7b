/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.session;

import dev.helix.api.HelixException;

/** Thrown when a turn has the request id of an earlier one of the session and says something else; it was not queued. */
public final class RequestIdReusedException extends HelixException {
    private static final long serialVersionUID = 1L;

    /** Creates the error; its message names the id, and the way out. */
    public RequestIdReusedException(String message) {
        super("request-id-reused", message);
    }
}
