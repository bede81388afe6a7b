/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.anthropic;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the headers of a failed answer say about trying again. Immutable.
 *
 * @param shouldRetry the provider's own word, null when it says nothing; it overrules the status code
 * @param delay how long it asks to wait, null when it does not say; never negative
 */
record RetryHint(@Nullable Boolean shouldRetry, @Nullable Duration delay) {
    /** Beyond this a wait is "not today"; also keeps absurd numbers from overflowing. */
    private static final double LONGEST_MILLIS = Duration.ofDays(365).toMillis();

    static RetryHint of(Function<String, Optional<String>> header, Instant now) {
        Boolean shouldRetry = header.apply("x-should-retry")
                .map(String::strip)
                .filter(value -> value.equals("true") || value.equals("false"))
                .map(Boolean::valueOf)
                .orElse(null);
        Duration delay = header.apply("retry-after-ms")
                .flatMap(value -> number(value, 1))
                .or(() -> header.apply("retry-after").flatMap(value -> number(value, 1000)))
                .or(() -> header.apply("retry-after").flatMap(value -> date(value, now)))
                .orElse(null);
        return new RetryHint(shouldRetry, delay);
    }

    private static Optional<Duration> number(String value, int millisPerUnit) {
        try {
            double millis = Double.parseDouble(value.strip()) * millisPerUnit;
            return Double.isNaN(millis)
                    ? Optional.empty()
                    : Optional.of(Duration.ofMillis((long) Math.ceil(Math.max(0, Math.min(LONGEST_MILLIS, millis)))));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> date(String value, Instant now) {
        try {
            Instant then = ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(then.isAfter(now) ? Duration.between(now, then) : Duration.ZERO);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
