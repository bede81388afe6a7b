/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api;

import org.jspecify.annotations.Nullable;

/**
 * Tells a host that Helix could not do what was asked.
 *
 * <p>Every error Helix raises on purpose is a subtype named after the condition, so hosts catch the
 * condition they can act on and this type for all others. The message says what was asked, the value
 * it was asked with, what is allowed and the way out; it never holds a secret. Programs that store or
 * translate errors use {@link #code()}, because messages may be reworded in any release.
 *
 * <p>Argument mistakes ({@code null}, numbers out of range) stay {@link NullPointerException} and
 * {@link IllegalArgumentException}.
 */
public abstract class HelixException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an error that no other error led to.
     *
     * @param message what was asked, the actual value, what is allowed and the way out
     */
    protected HelixException(String message) {
        this(message, null);
    }

    /**
     * Creates an error that another error led to.
     *
     * @param message what was asked, the actual value, what is allowed and the way out
     * @param cause what led here, or {@code null} if nothing else failed
     */
    protected HelixException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /**
     * Names the condition for programs.
     *
     * @return lower-case words joined by dashes, such as {@code review-required}; the same for every
     *     instance of a type and never changed once released
     */
    public abstract String code();
}
