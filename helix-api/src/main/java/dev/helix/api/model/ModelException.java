/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.model;

import dev.helix.api.HelixException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Thrown when a model call fails; the subtypes say how. */
public abstract class ModelException extends HelixException {
    private static final long serialVersionUID = 1L;

    private final boolean retriable;
    private final @Nullable Duration retryAfter;

    /**
     * Creates an error that a retry cannot cure.
     *
     * @param code stable identifier
     * @param message what failed and the way out
     * @param cause the failure underneath, or null
     */
    protected ModelException(String code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
        this.retriable = false;
        this.retryAfter = null;
    }

    /**
     * Creates an error that a retry may cure.
     *
     * @param code stable identifier
     * @param message what failed and the way out
     * @param retryAfter how long the provider asks to wait, or null when it does not say
     * @param cause the failure underneath, or null
     */
    protected ModelException(String code, String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(code, message, cause);
        this.retriable = true;
        this.retryAfter = retryAfter;
    }

    @Override
    public final boolean retriable() {
        return retriable;
    }

    /**
     * {@return how long the provider asks to wait before the next attempt, the wait, or empty when the provider did
     * not say}
     */
    public final Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
