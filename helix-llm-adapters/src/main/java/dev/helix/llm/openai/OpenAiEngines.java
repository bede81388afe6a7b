/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.openai;

import static java.util.Objects.requireNonNull;

import dev.helix.api.model.EngineFactory;
import dev.helix.api.model.EngineTarget;
import dev.helix.api.model.ModelEngine;
import dev.helix.llm.engine.EngineOpener;
import dev.helix.llm.engine.WireProtocol;
import dev.helix.llm.http.HttpEngineBuilder;

/**
 * A factory of engines that speak OpenAI Responses or OpenAI Chat Completions, to OpenAI itself or to a compatible
 * server. Thread-safe.
 *
 * <pre>{@code
 * OpenAiEngines openAi = OpenAiEngines.create();
 * OpenAiEngines mistral = OpenAiEngines.chat(ChatServer.mistral()).build();
 * }</pre>
 *
 * <p>Nothing is stored with the provider: each request carries the whole conversation, and reasoning comes and goes
 * encrypted. The API key is looked up once per engine, for the engine's session; it is sent to the base URL's host and
 * shown nowhere. Engines make one attempt per call; retries are the caller's.
 */
public final class OpenAiEngines implements EngineFactory {
    private final EngineOpener opener;

    private OpenAiEngines(EngineOpener opener) {
        this.opener = opener;
    }

    /**
     * Creates the factory for OpenAI's own endpoint, over Responses.
     *
     * @return a factory with every default of the {@link Builder}, to be closed
     * @throws dev.helix.llm.http.MissingTransportException if OkHttp is not there
     */
    public static OpenAiEngines create() {
        return responses().build();
    }

    /** {@return a builder that holds the defaults of OpenAI Responses} */
    public static Builder responses() {
        return new Builder("openai", "https://api.openai.com/v1", new ResponsesProtocol());
    }

    /**
     * Starts from the defaults of a server that speaks Chat Completions.
     *
     * @param server what is known of it
     * @return a builder
     */
    public static Builder chat(ChatServer server) {
        requireNonNull(server, "server");
        return new Builder(server.provider(), server.baseUrl(), new ChatProtocol(server));
    }

    @Override
    public String provider() {
        return opener.provider();
    }

    @Override
    public ModelEngine open(EngineTarget target) {
        return opener.open(target);
    }

    @Override
    public void close() {
        opener.close();
    }

    /**
     * A builder of the factory. Confined to one thread; reusable after {@link #build()}.
     *
     * <ul>
     *   <li>provider and base URL: of OpenAI, {@code openai} and {@code https://api.openai.com/v1}, or of the server;
     *       {@code /responses} or {@code /chat/completions} is added
     *   <li>everything else: as {@link HttpEngineBuilder} says
     * </ul>
     */
    public static final class Builder extends HttpEngineBuilder<Builder> {
        private final WireProtocol protocol;

        private Builder(String provider, String baseUrl, WireProtocol protocol) {
            super(provider, baseUrl);
            this.protocol = requireNonNull(protocol, "protocol");
        }

        /**
         * Makes the factory.
         *
         * @return the factory, to be closed
         * @throws dev.helix.api.InvalidRequestException if a setting is out of its range
         * @throws dev.helix.llm.http.MissingTransportException if no transport was set and OkHttp is not there
         */
        public OpenAiEngines build() {
            return new OpenAiEngines(new EngineOpener(settings(), protocol));
        }
    }
}
