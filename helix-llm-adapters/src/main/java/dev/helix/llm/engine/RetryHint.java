/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the headers of a failed answer say about trying again. Immutable.
 *
 * @param shouldRetry the provider's own word, null when it says nothing; it overrules the status code
 * @param delay how long it asks to wait, null when it does not say; never negative
 */
public record RetryHint(
        @Nullable Boolean shouldRetry, @Nullable Duration delay) {
    /** Beyond this a wait is "not today"; also keeps absurd numbers from overflowing. */
    private static final double LONGEST_MILLIS = Duration.ofDays(365).toMillis();

    /** The hint of an answer that gives none. */
    public static final RetryHint NONE = new RetryHint(null, null);

    /** The three forms of a date in HTTP without the day of the week, which is not worth a refusal when it is wrong. */
    private static final List<DateTimeFormatter> DATES = List.of(
            DateTimeFormatter.RFC_1123_DATE_TIME,
            new DateTimeFormatterBuilder()
                    .appendPattern("dd-MMM-")
                    .appendValueReduced(ChronoField.YEAR, 2, 2, 1976)
                    .appendPattern(" HH:mm:ss 'GMT'")
                    .toFormatter(Locale.US)
                    .withZone(ZoneOffset.UTC),
            new DateTimeFormatterBuilder()
                    .appendPattern("MMM ")
                    .padNext(2)
                    .appendValue(ChronoField.DAY_OF_MONTH)
                    .appendPattern(" HH:mm:ss yyyy")
                    .toFormatter(Locale.US)
                    .withZone(ZoneOffset.UTC));

    private static final Pattern DAY_OF_WEEK = Pattern.compile("^[A-Za-z]+,? ");

    /**
     * Reads the headers of an answer.
     *
     * @param header looks up a header
     * @param now the time from which dates are counted
     * @return what they say
     */
    public static RetryHint of(Function<String, Optional<String>> header, Instant now) {
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
        String date = DAY_OF_WEEK.matcher(value.strip()).replaceFirst("");
        for (DateTimeFormatter format : DATES) {
            try {
                Instant then = ZonedDateTime.parse(date, format).toInstant();
                return Optional.of(then.isAfter(now) ? Duration.between(now, then) : Duration.ZERO);
            } catch (DateTimeParseException e) {
                // Another form, or no date at all.
            }
        }
        return Optional.empty();
    }
}
