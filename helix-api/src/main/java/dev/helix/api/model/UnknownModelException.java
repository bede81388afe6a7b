/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.model;

/** Reports a model that its endpoint does not serve. */
public final class UnknownModelException extends ModelException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the error.
     *
     * @param message the model, the endpoint and the way out
     */
    public UnknownModelException(String message) {
        super("model-unknown", message, null);
    }
}
