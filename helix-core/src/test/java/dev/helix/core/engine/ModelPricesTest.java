/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.model.Usage;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class ModelPricesTest {
    private static final Usage CACHED = Usage.builder()
            .inputTokens(1_000_000)
            .outputTokens(200_000)
            .cacheReadTokens(3)
            .cacheWriteTokens(4)
            .build();

    private static ModelPrices.Builder threeAndFifteen() {
        return ModelPrices.builder(BigDecimal.valueOf(3), BigDecimal.valueOf(15));
    }

    @Test
    void everyKindOfTokenHasItsOwnPriceAndNothingIsRounded() {
        ModelPrices prices = threeAndFifteen()
                .cacheRead(new BigDecimal("0.30"))
                .cacheWrite(new BigDecimal("3.75"))
                .build();

        assertThat(prices.cost(CACHED))
                .hasValueSatisfying(cost -> assertThat(cost).isEqualByComparingTo("6.0000159"));
        assertThat(prices.cost(Usage.NONE))
                .hasValueSatisfying(cost -> assertThat(cost).isZero());
    }

    @Test
    void tokensWithoutAPriceMakeTheWholeCostUnknown() {
        ModelPrices prices = threeAndFifteen().cacheRead(BigDecimal.ONE).build();

        assertThat(prices.cost(CACHED)).isEmpty();
        assertThat(prices.cost(Usage.of(1_000_000, 0)))
                .hasValueSatisfying(cost -> assertThat(cost).isEqualByComparingTo("3"));
    }

    @Test
    void negativePriceIsRefused() {
        assertThatThrownBy(() -> threeAndFifteen().cacheWrite(new BigDecimal("-0.01")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cacheWrite must be at least 0, was -0.01");
    }
}
