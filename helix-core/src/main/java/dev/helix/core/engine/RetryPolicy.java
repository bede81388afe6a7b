/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.engine;

import static java.util.Objects.requireNonNull;

import dev.helix.api.InvalidRequestException;
import dev.helix.api.model.ModelException;
import dev.helix.api.model.ProviderUnavailableException;
import dev.helix.api.model.RateLimitedException;
import dev.helix.api.model.TransientModelException;
import java.time.Duration;

/**
 * A policy that decides whether a failed model call is tried again and how long to wait before that. Immutable.
 *
 * <p>The wait starts at {@link #initialDelay()} and doubles with each failure up to {@link #maxDelay()}; jitter
 * shortens it. A wait the provider asks for is kept instead, jitter then lengthens it, so that nobody comes back too
 * early. When the provider asks for more than {@link #maxDelay()}, the call ends with an error that names the wait.
 */
public final class RetryPolicy {
    private final int attempts;
    private final Duration initialDelay;
    private final Duration maxDelay;
    private final double jitter;

    private RetryPolicy(Builder builder) {
        this.attempts = builder.attempts;
        this.initialDelay = builder.initialDelay;
        this.maxDelay = builder.maxDelay;
        this.jitter = builder.jitter;
    }

    /** {@return the policy with every default of the {@link Builder}, 3 attempts, 2 s doubling to at most 60 s} */
    public static RetryPolicy defaults() {
        return builder().build();
    }

    /** {@return a builder that holds the defaults} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return how often a call is sent at most, the first attempt included, at least 1} */
    public int attempts() {
        return attempts;
    }

    /** {@return the wait after the first failure, before jitter, not negative} */
    public Duration initialDelay() {
        return initialDelay;
    }

    /** {@return the longest wait before any attempt, at least {@link #initialDelay()}} */
    public Duration maxDelay() {
        return maxDelay;
    }

    /**
     * Decides what follows a failure.
     *
     * @param failure the last failure
     * @param failures how many attempts have failed so far, this one included, at least 1
     * @param random where in the jitter's range to fall, from 0 (inclusive) to 1
     */
    RetryDecision decide(ModelException failure, int failures, double random) {
        if (!(failure instanceof TransientModelException passing) || failures >= attempts) {
            return new RetryDecision.GiveUp(failure);
        }
        if (passing.retryAfter().isEmpty()) {
            return new RetryDecision.TryAgain(scaled(backoff(failures), 1 - jitter * random));
        }
        Duration asked = passing.retryAfter().get();
        if (asked.compareTo(maxDelay) > 0) {
            return new RetryDecision.GiveUp(tooLong(failure, asked));
        }
        return new RetryDecision.TryAgain(shorter(maxDelay, scaled(asked, 1 + jitter * random)));
    }

    private Duration backoff(int failures) {
        Duration delay = initialDelay;
        for (int i = 1; i < failures && delay.compareTo(maxDelay) < 0; i++) {
            delay = delay.multipliedBy(2);
        }
        return shorter(maxDelay, delay);
    }

    private ModelException tooLong(ModelException failure, Duration asked) {
        String message =
                "the provider asks to wait " + asked.toSeconds() + " s, longer than the " + maxDelay.toSeconds()
                        + " s this retry policy allows; come back later or raise maxDelay: " + failure.getMessage();
        ModelException named = failure instanceof RateLimitedException
                ? new RateLimitedException(message, asked)
                : new ProviderUnavailableException(message, asked, null);
        named.addSuppressed(failure);
        return named;
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    private static Duration scaled(Duration delay, double factor) {
        return Duration.ofMillis(Math.round(delay.toMillis() * factor));
    }

    @Override
    public String toString() {
        return "RetryPolicy[attempts=" + attempts + ", initialDelay=" + initialDelay + ", maxDelay=" + maxDelay
                + ", jitter=" + jitter + "]";
    }

    /**
     * A builder that collects the settings of a {@link RetryPolicy}. Confined to one thread; reusable after {@link
     * #build()}.
     *
     * <ul>
     *   <li>attempts: 3
     *   <li>initial delay: 2 s
     *   <li>longest delay: 60 s
     *   <li>jitter: 0.25, so a wait of 4 s becomes 3 to 4 s
     * </ul>
     */
    public static final class Builder {
        private static final Duration ONE_DAY = Duration.ofDays(1);

        private int attempts = 3;
        private Duration initialDelay = Duration.ofSeconds(2);
        private Duration maxDelay = Duration.ofSeconds(60);
        private double jitter = 0.25;

        private Builder() {}

        /** Sets how often a call is sent at most, the first time included, 1 to 100; 1 means no retry. */
        public Builder attempts(int attempts) {
            this.attempts = attempts;
            return this;
        }

        /** Sets the wait after the first failure, zero to one day. */
        public Builder initialDelay(Duration initialDelay) {
            this.initialDelay = requireNonNull(initialDelay, "initialDelay");
            return this;
        }

        /** Sets the longest wait, also for what a provider asks: at least the initial delay, at most one day. */
        public Builder maxDelay(Duration maxDelay) {
            this.maxDelay = requireNonNull(maxDelay, "maxDelay");
            return this;
        }

        /**
         * Sets how far a wait is spread, so that many sessions do not come back at the same instant.
         *
         * @param jitter share of the wait, 0 to 1
         */
        public Builder jitter(double jitter) {
            this.jitter = jitter;
            return this;
        }

        /**
         * Makes the policy.
         *
         * @throws InvalidRequestException if a value is out of its range
         */
        public RetryPolicy build() {
            check(attempts >= 1 && attempts <= 100, "attempts is " + attempts + ", allowed are 1 to 100");
            check(!initialDelay.isNegative(), "initialDelay is " + initialDelay + ", it must not be negative");
            check(
                    maxDelay.compareTo(initialDelay) >= 0 && maxDelay.compareTo(ONE_DAY) <= 0,
                    "maxDelay is " + maxDelay + ", allowed are initialDelay (" + initialDelay + ") to one day");
            check(jitter >= 0 && jitter <= 1, "jitter is " + jitter + ", allowed are 0 to 1");
            return new RetryPolicy(this);
        }

        private static void check(boolean fine, String message) {
            if (!fine) {
                throw new InvalidRequestException("retry policy: " + message);
            }
        }
    }
}
