/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import dev.helix.api.model.CredentialSource;
import dev.helix.api.model.EngineFactory;
import dev.helix.api.model.Secret;
import dev.helix.examples.delivery.Options.UsageException;
import dev.helix.llm.anthropic.AnthropicEngines;
import dev.helix.testkit.Cassette;
import dev.helix.testkit.ReplayEngines;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.Optional;

/** The choice of who answers: a cassette, or a real provider. */
final class ModelChoice {
    private static final String RECORDED = "replay:corner-shop";
    private static final String CASSETTE = "corner-shop.cassette.json";

    private ModelChoice() {}

    /** {@return the model's id} */
    static String of(Options options) {
        return options.model().orElse(options.cassette().isPresent() ? "replay:cassette" : RECORDED);
    }

    /** {@return the engines that serve {@link #of}; they are closed by who uses them} */
    static EngineFactory engines(Options options, Map<String, String> environment) throws IOException {
        if (options.cassette().isPresent()) {
            return ReplayEngines.of(Cassette.read(options.cassette().get()));
        }
        if (options.model().isEmpty()) {
            return ReplayEngines.of(builtIn());
        }
        AnthropicEngines.Builder anthropic = AnthropicEngines.builder();
        value(environment, "ANTHROPIC_BASE_URL").map(ModelChoice::address).ifPresent(anthropic::baseUrl);
        return anthropic.build();
    }

    /** Finds the key of a provider where its own tools look for it, for example {@code ANTHROPIC_API_KEY}. */
    static CredentialSource credentials(Map<String, String> environment) {
        return request -> request.reference().equals("anthropic")
                ? value(environment, "ANTHROPIC_API_KEY").map(Secret::of)
                : Optional.empty();
    }

    private static Cassette builtIn() throws IOException {
        try (InputStream text = ModelChoice.class.getResourceAsStream(CASSETTE)) {
            if (text == null) {
                throw new NoSuchFileException(CASSETTE);
            }
            return Cassette.parse(new String(text.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static URI address(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException malformed) {
            throw new UsageException("ANTHROPIC_BASE_URL: '" + text + "' is no address; it reads https://host");
        }
    }

    private static Optional<String> value(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }
}
