/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.helix.api.model.AmbiguousModelException;
import dev.helix.api.model.ModelId;
import dev.helix.api.model.UnknownModelException;
import dev.helix.api.model.UnknownProviderException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelNamesTest {
    /** Providers are written {@code name} or {@code name=vendor}. */
    private static ModelNames names(String providers) {
        Map<String, String> vendors = new TreeMap<>();
        Arrays.stream(providers.split(" ")).forEach(provider -> {
            String[] parts = provider.split("=");
            vendors.put(parts[0], parts[parts.length - 1]);
        });
        return new ModelNames(vendors, ModelCatalog.standard());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "anthropic openai         |                | claude-haiku-4-5         | anthropic:claude-haiku-4-5",
                "anthropic openai         |                | Claude-Haiku-4-5         | anthropic:Claude-Haiku-4-5",
                "anthropic openai         |                | claude-of-tomorrow       | anthropic:claude-of-tomorrow",
                "anthropic openai         |                | gpt-5-mini               | openai:gpt-5-mini",
                "anthropic openai         | anthropic:c    | gpt-5-mini               | openai:gpt-5-mini",
                "anthropic openai         |                | openai:claude-haiku-4-5  | openai:claude-haiku-4-5",
                "eu=anthropic openai      |                | claude-haiku-4-5         | eu:claude-haiku-4-5",
                "eu=anthropic us=anthropic| us:claude-opus | claude-haiku-4-5         | us:claude-haiku-4-5",
                "anthropic ollama         |                | qwen3:8b                 | ollama:qwen3:8b",
                "anthropic ollama         |                | ollama:any:thing         | ollama:any:thing",
                "anthropic gateway        |                | our-model                | gateway:our-model",
                "openai gateway           |                | claude-haiku-4-5         | gateway:claude-haiku-4-5",
                "near far                 | far:m          | our-model                | far:our-model",
                "test                     |                | m                        | test:m",
            })
    void aNameMeansTheModelOfTheOneProviderThatHasIt(String providers, String inUse, String name, String model) {
        assertThat(names(providers).resolve(name, Optional.ofNullable(inUse).map(ModelId::parse)))
                .isEqualTo(ModelId.parse(model));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "anthropic openai | gemini-3-pro    | openai:gemini-3-pro",
                "anthropic        | gpt-5           | anthropic:gpt-5",
                "test             | ''              | test:model",
            })
    void aNameThatNobodyIsKnownToServeIsRefusedWithTheWaysToNameItInFull(String providers, String name, String way) {
        assertThatThrownBy(() -> names(providers).resolve(name, Optional.empty()))
                .isInstanceOf(UnknownModelException.class)
                .hasMessageContaining(way);
    }

    @Test
    void aNameThatSeveralServeIsRefusedWithTheCandidates() {
        assertThatThrownBy(() -> names("eu=anthropic us=anthropic openai")
                        .resolve("claude-haiku-4-5", Optional.of(new ModelId("openai", "gpt-5"))))
                .asInstanceOf(type(AmbiguousModelException.class))
                .satisfies(refused -> assertThat(refused.candidates())
                        .containsExactly(ModelId.parse("eu:claude-haiku-4-5"), ModelId.parse("us:claude-haiku-4-5")))
                .extracting(Throwable::getMessage)
                .asString()
                .contains("eu:claude-haiku-4-5, us:claude-haiku-4-5");
    }

    @Test
    void aProviderThatIsNotConfiguredIsRefused() {
        assertThatThrownBy(() -> names("anthropic gateway").resolve("nobody:x", Optional.empty()))
                .isInstanceOf(UnknownProviderException.class)
                .hasMessageContaining("'nobody'")
                .hasMessageContaining("[anthropic, gateway]");
    }

    @Test
    void aProviderWithoutAModelIsRefused() {
        assertThatThrownBy(() -> names("anthropic").resolve("anthropic: ", Optional.empty()))
                .isInstanceOf(UnknownModelException.class);
    }
}
