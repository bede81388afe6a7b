/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.session;

import dev.helix.api.HelixException;

/** Thrown when an agent ran into one of the limits it was given. */
public final class LimitReachedException extends HelixException {
    private static final long serialVersionUID = 1L;

    /** Creates the error; its message says which limit, its value, and how to raise it. */
    public LimitReachedException(String message) {
        super("limit-reached", message);
    }
}
