/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.anthropic;

import dev.helix.api.model.EngineFactory;
import dev.helix.api.model.EngineTarget;
import dev.helix.api.model.ModelEngine;
import dev.helix.llm.engine.EngineOpener;
import dev.helix.llm.http.HttpEngineBuilder;

/**
 * A factory of engines that speak the Anthropic Messages protocol, to Anthropic itself or to a compatible server.
 * Thread-safe.
 *
 * <p>The API key is looked up once per engine, for the engine's session; it is sent to the base URL's host and shown
 * nowhere. Engines make one attempt per call; retries are the caller's. Closing the factory closes the transport, unless
 * the host passed one.
 */
public final class AnthropicEngines implements EngineFactory {
    private final EngineOpener opener;

    private AnthropicEngines(EngineOpener opener) {
        this.opener = opener;
    }

    /**
     * Creates the factory for Anthropic's own endpoint.
     *
     * @return a factory with every default of the {@link Builder}, to be closed
     * @throws dev.helix.llm.http.MissingTransportException if OkHttp is not there
     */
    public static AnthropicEngines create() {
        return builder().build();
    }

    /** {@return a builder that holds the defaults} */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String provider() {
        return opener.provider();
    }

    @Override
    public String vendor() {
        return "anthropic";
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
     *   <li>provider: {@code anthropic}
     *   <li>base URL: {@code https://api.anthropic.com}; {@code /v1/messages} is added
     *   <li>everything else: as {@link HttpEngineBuilder} says
     * </ul>
     */
    public static final class Builder extends HttpEngineBuilder<Builder> {
        private Builder() {
            super("anthropic", "https://api.anthropic.com");
        }

        /**
         * Makes the factory.
         *
         * @return the factory, to be closed
         * @throws dev.helix.api.InvalidRequestException if a setting is out of its range
         * @throws dev.helix.llm.http.MissingTransportException if no transport was set and OkHttp is not there
         */
        public AnthropicEngines build() {
            return new AnthropicEngines(new EngineOpener(settings(), new AnthropicProtocol()));
        }
    }
}
