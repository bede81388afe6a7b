/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.model;

/** Thrown when the provider does not accept the credential. */
public final class AuthenticationFailedException extends PermanentModelException {
    private static final long serialVersionUID = 1L;

    /** Creates the error; its message says what the provider said, without the credential. */
    public AuthenticationFailedException(String message) {
        super("model-authentication-failed", message, null);
    }
}
