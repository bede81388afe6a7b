/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when Helix could not do what was asked; the root of every error type of the library.
 *
 * <p>The message says what was asked, with which value, what is allowed and what to do next. It never carries a
 * secret. Instances are immutable apart from what {@link Throwable} itself allows.
 */
public abstract class HelixException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * Creates an error without a cause.
     *
     * @param code stable identifier of the condition, lower-case words joined by hyphens
     * @param message what failed, on which value, and the way out
     */
    protected HelixException(String code, String message) {
        this(code, message, null);
    }

    /**
     * Creates an error that keeps what caused it.
     *
     * @param code stable identifier of the condition, lower-case words joined by hyphens
     * @param message what failed, on which value, and the way out
     * @param cause the failure underneath, or null when there is none
     * @throws NullPointerException if code or message is null
     */
    protected HelixException(String code, String message, @Nullable Throwable cause) {
        super(requireNonNull(message, "message"), cause);
        this.code = requireNonNull(code, "code");
    }

    /**
     * {@return the identifier of the condition, stable across releases and safe to branch on, lower-case words joined
     * by hyphens, for example {@code review-required}}
     */
    public final String code() {
        return code;
    }

    /**
     * {@return whether the same request may succeed when it is simply repeated later; false unless the type says
     * otherwise, as {@link dev.helix.api.model.TransientModelException} and
     * {@link dev.helix.api.session.AwaitTimeoutException} do}
     */
    public boolean retriable() {
        return false;
    }
}
