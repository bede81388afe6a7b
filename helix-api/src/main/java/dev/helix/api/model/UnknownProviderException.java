/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.model;

/** Thrown when the provider of a model id was not configured. */
public final class UnknownProviderException extends PermanentModelException {
    private static final long serialVersionUID = 1L;

    /** Creates the error; its message names the provider, the configured ones, and the way out. */
    public UnknownProviderException(String message) {
        super("provider-unknown", message, null);
    }
}
