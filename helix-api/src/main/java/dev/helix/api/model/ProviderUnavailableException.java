/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Thrown when a provider is overloaded, failing or unreachable, or an answer broke off; a later retry may succeed. */
public final class ProviderUnavailableException extends TransientModelException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the error.
     *
     * @param message what happened
     * @param retryAfter how long the provider asks to wait, or null
     * @param cause the failure underneath, or null
     */
    public ProviderUnavailableException(String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super("model-unavailable", message, retryAfter, cause);
    }
}
