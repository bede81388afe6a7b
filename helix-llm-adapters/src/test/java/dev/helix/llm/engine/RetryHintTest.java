/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryHintTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    @ParameterizedTest(name = "{0}: {1} means {2}")
    @CsvSource(delimiter = '|', textBlock = """
                    retry-after    | 7                             | PT7S
                    retry-after    | 0                             | PT0S
                    retry-after    | 1.5                           | PT1.5S
                    retry-after    | -3                            | PT0S
                    retry-after    | 99999999999999                | PT8760H
                    retry-after    | Thu, 01 Jan 2026 12:00:30 GMT | PT30S
                    retry-after    | Thu, 01 Jan 2026 11:00:00 GMT | PT0S
                    retry-after    | Thursday, 01-Jan-26 12:00:30 GMT | PT30S
                    retry-after    | Thursday, 01-Jan-26 11:00:30 GMT | PT0S
                    retry-after    | Thu Jan  1 12:00:30 2026      | PT30S
                    retry-after    | Sun Nov 16 08:49:37 2025      | PT0S
                    retry-after    | soon                          |
                    retry-after    | NaN                           |
                    retry-after-ms | 250                           | PT0.25S
                    retry-after-ms | 0.5                           | PT0.001S
                    """)
    void waitsAreReadInEveryForm(String header, String value, Duration expected) {
        assertThat(hint(Map.of(header, value)).delay()).isEqualTo(expected);
    }

    @Test
    void millisecondsOverruleSecondsUnlessTheyMakeNoSense() {
        assertThat(hint(Map.of("retry-after-ms", "100", "retry-after", "9")).delay())
                .isEqualTo(Duration.ofMillis(100));
        assertThat(hint(Map.of("retry-after-ms", "x", "retry-after", "9")).delay())
                .isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void theProvidersWordIsReadOrAbsent() {
        assertThat(hint(Map.of("x-should-retry", "true")).shouldRetry()).isTrue();
        assertThat(hint(Map.of("x-should-retry", "false")).shouldRetry()).isFalse();
        assertThat(hint(Map.of("x-should-retry", "maybe")).shouldRetry()).isNull();
        assertThat(hint(Map.of())).isEqualTo(new RetryHint(null, null));
    }

    private static RetryHint hint(Map<String, String> headers) {
        return RetryHint.of(name -> Optional.ofNullable(headers.get(name)), NOW);
    }
}
