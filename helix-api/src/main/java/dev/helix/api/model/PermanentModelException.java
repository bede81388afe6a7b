/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.model;

import org.jspecify.annotations.Nullable;

/** Thrown when a model call fails and would fail again unless something is changed. */
public abstract class PermanentModelException extends ModelException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the error.
     *
     * @param code stable identifier
     * @param message what failed and the way out
     * @param cause the failure underneath, or null
     */
    protected PermanentModelException(String code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }

    /** {@return false} */
    @Override
    public final boolean retriable() {
        return false;
    }
}
