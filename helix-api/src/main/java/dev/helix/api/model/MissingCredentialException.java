/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.model;

/** Thrown when no credential is configured for an endpoint that needs one. */
public final class MissingCredentialException extends PermanentModelException {
    private static final long serialVersionUID = 1L;

    /** Creates the error; its message says which reference was looked up and how to provide it. */
    public MissingCredentialException(String message) {
        super("model-credential-missing", message, null);
    }
}
