/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.model;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Thrown when a model call fails and the same call may succeed later. */
public abstract class TransientModelException extends ModelException {
    private static final long serialVersionUID = 1L;

    private final @Nullable Duration retryAfter;

    /**
     * Creates the error.
     *
     * @param code stable identifier
     * @param message what failed and the way out
     * @param retryAfter how long the provider asks to wait, or null when it does not say
     * @param cause the failure underneath, or null
     */
    protected TransientModelException(
            String code, String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(code, message, cause);
        this.retryAfter = retryAfter;
    }

    /** {@return true} */
    @Override
    public final boolean retriable() {
        return true;
    }

    /** {@return how long the provider asks to wait before the next attempt, or empty when it does not say} */
    public final Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
