/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Tests of limits and their builder. */
class LimitsTest {
    @Test
    void builderOfLimitsStartsFromThem() {
        Limits first = Limits.builder()
                .modelCallsPerTurn(7)
                .turnTime(Duration.ofSeconds(9))
                .build();

        Limits second = first.toBuilder().modelCallsPerTurn(8).build();

        assertThat(second.modelCallsPerTurn()).isEqualTo(8);
        assertThat(second.turnTime()).isEqualTo(Duration.ofSeconds(9));
        assertThat(first.modelCallsPerTurn()).isEqualTo(7);
    }

    @Test
    void limitsStayAsTheyWereBuiltThoughTheirBuilderGoesOn() {
        Limits.Builder builder = Limits.builder().repeatedCalls(3);
        Limits built = builder.build();

        builder.repeatedCalls(5);

        assertThat(built.repeatedCalls()).isEqualTo(3);
    }

    @Test
    void valueOutOfRangeIsNamed() {
        Limits.Builder builder = Limits.builder();

        assertThatThrownBy(() -> builder.repeatedCalls(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("repeatedCalls")
                .hasMessageContaining("was 1");
    }
}
