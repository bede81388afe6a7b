/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api;

/** Thrown when a host passes a value the library cannot work with; nothing was started and nothing was changed. */
public final class InvalidRequestException extends HelixException {
    private static final long serialVersionUID = 1L;

    /** Creates the error; its message names the value, what is allowed, and the way out. */
    public InvalidRequestException(String message) {
        super("invalid-request", message);
    }
}
