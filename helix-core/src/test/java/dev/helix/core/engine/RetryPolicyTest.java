/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.InvalidRequestException;
import dev.helix.api.model.AuthenticationFailedException;
import dev.helix.api.model.ModelException;
import dev.helix.api.model.ProviderUnavailableException;
import dev.helix.api.model.RateLimitedException;
import dev.helix.api.model.RequestRejectedException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPolicyTest {
    private static final RetryPolicy MANY =
            RetryPolicy.builder().attempts(10).jitter(0.25).build();

    @ParameterizedTest(name = "after {0} failures, random {1}: {2} ms")
    @CsvSource({
        "1, 0.0, 2000",
        "1, 1.0, 1500",
        "2, 0.0, 4000",
        "2, 0.5, 3500",
        "3, 0.0, 8000",
        "5, 0.0, 32000",
        "6, 0.0, 60000",
        "9, 0.0, 60000",
        "9, 1.0, 45000",
    })
    void theWaitDoublesUpToTheLongestAndJitterShortensIt(int failures, double random, long millis) {
        assertThat(MANY.decide(unavailable(null), failures, random))
                .isEqualTo(new RetryDecision.TryAgain(Duration.ofMillis(millis)));
    }

    @ParameterizedTest(name = "asked {0} ms, random {1}: {2} ms")
    @CsvSource({
        "0, 0.9, 0",
        "500, 0.0, 500",
        "7000, 0.0, 7000",
        "8000, 1.0, 10000",
        "60000, 0.0, 60000",
        "60000, 1.0, 60000",
    })
    void theProvidersWaitIsKeptAndNeverCutShort(long asked, double random, long millis) {
        assertThat(MANY.decide(new RateLimitedException("slow down", Duration.ofMillis(asked)), 1, random))
                .isEqualTo(new RetryDecision.TryAgain(Duration.ofMillis(millis)));
    }

    @Test
    void aWaitBeyondTheLongestEndsTheCallAndIsNamed() {
        RateLimitedException limited = new RateLimitedException("quota used up", Duration.ofMinutes(10));

        ModelException end = givenUp(MANY.decide(limited, 1, 0));

        assertThat(end)
                .isInstanceOf(RateLimitedException.class)
                .hasMessageContainingAll("600 s", "60 s", "quota used up")
                .hasSuppressedException(limited);
        assertThat(((RateLimitedException) end).retryAfter()).contains(Duration.ofMinutes(10));
        assertThat(givenUp(MANY.decide(unavailable(Duration.ofHours(1)), 1, 0)))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("3600 s");
    }

    @ParameterizedTest(name = "of {0} attempts {1} have failed: again is {2}")
    @CsvSource({"1, 1, false", "3, 1, true", "3, 2, true", "3, 3, false", "3, 4, false"})
    void attemptsAreCounted(int attempts, int failures, boolean again) {
        RetryPolicy policy = RetryPolicy.builder().attempts(attempts).build();

        assertThat(policy.decide(unavailable(null), failures, 0) instanceof RetryDecision.TryAgain)
                .isEqualTo(again);
    }

    @Test
    void whatARetryCannotCureIsNotRepeated() {
        ModelException denied = new AuthenticationFailedException("no");
        ModelException rejected = new RequestRejectedException("no", null);

        assertThat(givenUp(MANY.decide(denied, 1, 0))).isSameAs(denied);
        assertThat(givenUp(MANY.decide(rejected, 1, 0))).isSameAs(rejected);
    }

    @Test
    void theDefaultsAreThreeAttemptsTwoSecondsAndAMinute() {
        RetryPolicy policy = RetryPolicy.defaults();

        assertThat(policy.attempts()).isEqualTo(3);
        assertThat(policy.initialDelay()).isEqualTo(Duration.ofSeconds(2));
        assertThat(policy.maxDelay()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void valuesOutOfRangeAreNamed() {
        assertThatThrownBy(() -> RetryPolicy.builder().attempts(0).build())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("attempts is 0");
        assertThatThrownBy(() ->
                        RetryPolicy.builder().maxDelay(Duration.ofMillis(1)).build())
                .hasMessageContaining("maxDelay is PT0.001S");
        assertThatThrownBy(() -> RetryPolicy.builder()
                        .initialDelay(Duration.ofMillis(-1))
                        .build())
                .hasMessageContaining("initialDelay");
        assertThatThrownBy(() -> RetryPolicy.builder().jitter(1.1).build()).hasMessageContaining("jitter is 1.1");
    }

    private static ModelException givenUp(RetryDecision decision) {
        return ((RetryDecision.GiveUp) decision).failure();
    }

    private static ProviderUnavailableException unavailable(Duration retryAfter) {
        return new ProviderUnavailableException("down", retryAfter, null);
    }
}
