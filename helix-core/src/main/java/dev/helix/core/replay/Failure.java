/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.replay;

import dev.helix.api.model.AuthenticationFailedException;
import dev.helix.api.model.ModelException;
import dev.helix.api.model.ProviderUnavailableException;
import dev.helix.api.model.RateLimitedException;
import dev.helix.api.model.RequestRejectedException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A failure an authored cassette asks for.
 *
 * @param as one of {@link #KINDS}
 * @param times how many attempts fail, every one when empty
 * @param retryAfter what the provider says about waiting
 * @param message what the provider says
 */
record Failure(String as, Optional<Integer> times, Optional<Duration> retryAfter, String message) {
    static final List<String> KINDS = List.of("rate-limited", "unavailable", "rejected", "authentication");

    boolean strikes(int attempt) {
        return times.isEmpty() || attempt <= times.get();
    }

    ModelException exception() {
        return switch (as) {
            case "rate-limited" -> new RateLimitedException(message, retryAfter.orElse(null));
            case "unavailable" -> new ProviderUnavailableException(message, retryAfter.orElse(null), null);
            case "authentication" -> new AuthenticationFailedException(message);
            default -> new RequestRejectedException(message, null);
        };
    }
}
