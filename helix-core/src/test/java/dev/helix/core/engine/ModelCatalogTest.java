/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.core.engine.ModelCapabilities.ReasoningKind;
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
        "deepseek, deepseek-chat, 8192, NONE",
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
}
