/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.core.engine.ModelCapabilities.ReasoningKind;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelCatalogTest {
    private final ModelCatalog standard = ModelCatalog.standard();

    @ParameterizedTest
    @CsvSource({
        "anthropic, claude-sonnet-4-5-20250929, 64000, BUDGET",
        "anthropic, claude-opus-4-6, 128000, EFFORT",
        "anthropic, claude-3-haiku-20240307, 4096, NONE",
        "openai, gpt-4.1-mini, 32768, NONE",
        "openai, gpt-5.4-nano, 128000, EFFORT",
        "gemini, gemini-2.5-flash, 65536, BUDGET",
        "deepseek, deepseek-chat, 8192, BUDGET",
        "anthropic, claude-opus-5-5, 128000, EFFORT",
        "anthropic, claude-opus-4-20250514, 32000, BUDGET",
        "openai, gpt-6-astra, 128000, EFFORT",
        "gemini, gemini-3.8-flash, 65536, EFFORT",
    })
    void theEntryThatSaysMostAboutANameCounts(String vendor, String name, int maxOutput, ReasoningKind reasoning) {
        ModelCapabilities model = standard.find(vendor, name).orElseThrow();

        assertThat(model.maxOutputTokens()).hasValue(maxOutput);
        assertThat(model.reasoning()).isEqualTo(reasoning);
        assertThat(model.source()).isNotBlank();
    }

    @Test
    void aModelNobodyDescribedIsNotKnown() {
        assertThat(standard.find("anthropic", "gpt-5")).isEmpty();
        assertThat(standard.find("nobody", "claude-haiku-4-5")).isEmpty();
        assertThat(standard.knows("nobody")).isFalse();
    }

    @Test
    void aHostCorrectsAnEntryAndAddsItsOwn() {
        ModelCapabilities mine =
                ModelCapabilities.builder().windowTokens(1_000_000).build();
        ModelCatalog own = standard.toBuilder()
                .model("anthropic", "claude-sonnet-4-5*", mine)
                .model("lab", "coder", mine)
                .build();

        assertThat(own.find("anthropic", "claude-sonnet-4-5")).contains(mine);
        assertThat(own.find("lab", "coder")).contains(mine);
        assertThat(own.find("lab", "coder-2")).isEmpty();
        assertThat(own.find("openai", "gpt-5")).isEqualTo(standard.find("openai", "gpt-5"));
        assertThat(standard.find("lab", "coder")).isEmpty();
    }

    @Test
    void aPatternWithAStarInTheMiddleIsRefused() {
        assertThatThrownBy(() -> ModelCatalog.builder()
                        .model("lab", "a*b", ModelCapabilities.builder().build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a*b");
    }

    @Test
    void pricesAreThoseOfTheModelAndNotOfItsFamily() {
        assertThat(standard.prices("openai", "gpt-5").orElseThrow().input()).isEqualByComparingTo("1.25");
        assertThat(standard.prices("openai", "gpt-5-mini-2025-08-07")
                        .orElseThrow()
                        .input())
                .isEqualByComparingTo("0.25");
        assertThat(standard.prices("anthropic", "claude-haiku-4-5-20251001")
                        .orElseThrow()
                        .cacheWrite())
                .hasValueSatisfying(price -> assertThat(price).isEqualByComparingTo("1.25"));
    }

    @Test
    void modelWithoutAPriceHasNoneThoughItsFamilyIsKnown() {
        assertThat(standard.find("openai", "gpt-5-turbo")).isPresent();
        assertThat(standard.prices("openai", "gpt-5-turbo")).isEmpty();
        assertThat(standard.prices("ollama", "qwen3")).isEmpty();
    }

    @Test
    void everyPriceThatIsShippedNamesItsSourceAndDate() {
        for (String name : List.of("claude-sonnet-4-5", "claude-opus-4-6", "claude-3-haiku-20240307")) {
            ModelPrices prices = standard.prices("anthropic", name).orElseThrow();

            assertThat(prices.source()).contains("pricing");
            assertThat(prices.asOf()).isPresent();
        }
    }

    @Test
    void hostsPricesTakeThePlaceOfThoseShippedAndLeaveCapabilitiesAlone() {
        ModelPrices agreed = ModelPrices.builder(BigDecimal.ONE, BigDecimal.TEN).build();
        ModelCatalog own = standard.toBuilder()
                .prices("anthropic", "claude-sonnet-4-5*", agreed)
                .prices("lab", "coder", agreed)
                .build();

        assertThat(own.prices("anthropic", "claude-sonnet-4-5")).contains(agreed);
        assertThat(own.prices("openai", "gpt-5")).isEqualTo(standard.prices("openai", "gpt-5"));
        assertThat(own.find("anthropic", "claude-sonnet-4-5"))
                .isEqualTo(standard.find("anthropic", "claude-sonnet-4-5"));
        assertThat(own.prices("lab", "coder")).contains(agreed);
        assertThat(own.knows("lab"))
                .as("a price says nothing about who serves a bare name")
                .isFalse();
    }
}
