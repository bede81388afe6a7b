/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.models;

import dev.helix.api.model.EngineFactory;
import dev.helix.api.model.ModelId;
import dev.helix.api.model.Secret;
import dev.helix.core.engine.ModelCatalog;
import dev.helix.core.engine.ModelPrices;
import dev.helix.examples.models.Options.UsageException;
import dev.helix.llm.anthropic.AnthropicEngines;
import dev.helix.llm.gemini.GeminiEngines;
import dev.helix.llm.http.HttpEngineBuilder;
import dev.helix.llm.http.HttpLimits;
import dev.helix.llm.http.HttpTransport;
import dev.helix.llm.ollama.OllamaEngines;
import dev.helix.llm.openai.ChatServer;
import dev.helix.llm.openai.OpenAiEngines;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The providers of a conversation: their engines, keys and prices. They share one transport, so that connections outlive
 * switches between them.
 *
 * <p>A provider's key is in the variable {@code NAME_API_KEY}, another address than its own in {@code NAME_BASE_URL}.
 */
final class Providers implements AutoCloseable {
    /** A server that speaks Anthropic's protocol at an address of the user's, such as the gateway of a company. */
    private static final String GATEWAY = "gateway";

    private static final String OLLAMA = "ollama";

    private final Map<String, String> environment;
    private final ModelCatalog catalog = ModelCatalog.standard();
    private final HttpTransport transport = HttpTransport.createDefault(HttpLimits.defaults());
    private final List<EngineFactory> engines = new ArrayList<>();

    /**
     * Reads where the providers are; nothing is sent.
     *
     * @throws UsageException if an address is none
     */
    Providers(Map<String, String> environment) {
        this.environment = environment;
        engines.add(at("anthropic", AnthropicEngines.builder()).build());
        engines.add(at("openai", OpenAiEngines.responses()).build());
        engines.add(at("gemini", GeminiEngines.builder()).build());
        engines.add(at("mistral", OpenAiEngines.chat(ChatServer.mistral())).build());
        engines.add(at("deepseek", OpenAiEngines.chat(ChatServer.deepSeek())).build());
        engines.add(at(OLLAMA, OllamaEngines.builder()).build());
        if (variable(GATEWAY, "BASE_URL").isPresent()) {
            engines.add(at(GATEWAY, AnthropicEngines.builder()).build());
        }
    }

    private <B extends HttpEngineBuilder<B>> B at(String provider, B builder) {
        variable(provider, "BASE_URL").map(text -> address(provider, text)).ifPresent(builder::baseUrl);
        return builder.provider(provider).transport(transport);
    }

    private static URI address(String provider, String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException malformed) {
            throw new UsageException(name(provider, "BASE_URL") + ": '" + text + "' is no address");
        }
    }

    EngineFactory[] engines() {
        return engines.toArray(EngineFactory[]::new);
    }

    Optional<Secret> key(String provider) {
        return variable(provider, "API_KEY").map(Secret::of);
    }

    /** {@return what has to be done before a provider can be asked, empty when nothing has} */
    Optional<String> missing(String provider) {
        return provider.equals(OLLAMA) || key(provider).isPresent()
                ? Optional.empty()
                : Optional.of("there is no key for " + provider + "; set " + name(provider, "API_KEY"));
    }

    /** {@return the list price of the vendor whose models the provider serves, empty when it is not known} */
    Optional<ModelPrices> prices(ModelId model) {
        return engines.stream()
                .filter(engine -> engine.provider().equals(model.provider()))
                .findFirst()
                .flatMap(engine -> catalog.prices(engine.vendor(), model.name()));
    }

    private Optional<String> variable(String provider, String suffix) {
        return Optional.ofNullable(environment.get(name(provider, suffix)))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    private static String name(String provider, String suffix) {
        return provider.toUpperCase(Locale.ROOT) + "_" + suffix;
    }

    /** Closes the connections; the engines are closed by the Helix instance that got them. */
    @Override
    public void close() {
        transport.close();
    }
}
