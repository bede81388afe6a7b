/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.model;

/** Thrown when an endpoint does not serve the model asked for. */
public final class UnknownModelException extends PermanentModelException {
    private static final long serialVersionUID = 1L;

    /** Creates the error; its message names the model, the endpoint and the way out. */
    public UnknownModelException(String message) {
        super("model-unknown", message, null);
    }
}
