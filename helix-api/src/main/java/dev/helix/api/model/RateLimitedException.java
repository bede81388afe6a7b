/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Thrown when the provider counts too many requests or tokens from this key; a later retry may succeed. */
public final class RateLimitedException extends TransientModelException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the error.
     *
     * @param message what the provider said
     * @param retryAfter how long it asks to wait, or null
     */
    public RateLimitedException(String message, @Nullable Duration retryAfter) {
        super("model-rate-limited", message, retryAfter, null);
    }
}
