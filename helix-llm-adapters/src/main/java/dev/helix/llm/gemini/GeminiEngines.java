/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.gemini;

import dev.helix.api.model.EngineFactory;
import dev.helix.api.model.EngineTarget;
import dev.helix.api.model.ModelEngine;
import dev.helix.llm.engine.EngineOpener;
import dev.helix.llm.http.HttpEngineBuilder;

/**
 * A factory of engines that speak the Gemini protocol ({@code streamGenerateContent}), to Google itself or to a compatible server.
 * Thread-safe.
 *
 * <p>The API key is looked up once per engine, for the engine's session; it is sent to the base URL's host and shown
 * nowhere. Engines make one attempt per call; retries are the caller's. Closing the factory closes the transport, unless
 * the host passed one.
 */
public final class GeminiEngines implements EngineFactory {
    private final EngineOpener opener;

    private GeminiEngines(EngineOpener opener) {
        this.opener = opener;
    }

    /**
     * Creates the factory for Google's own endpoint.
     *
     * @return a factory with every default of the {@link Builder}, to be closed
     * @throws dev.helix.llm.http.MissingTransportException if OkHttp is not there
     */
    public static GeminiEngines create() {
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
        return "gemini";
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
     *   <li>provider: {@code gemini}
     *   <li>base URL: {@code https://generativelanguage.googleapis.com}; {@code /v1beta/models/…} is added
     *   <li>everything else: as {@link HttpEngineBuilder} says
     * </ul>
     */
    public static final class Builder extends HttpEngineBuilder<Builder> {
        private Builder() {
            super("gemini", "https://generativelanguage.googleapis.com");
        }

        /**
         * Makes the factory.
         *
         * @return the factory, to be closed
         * @throws dev.helix.api.InvalidRequestException if a setting is out of its range
         * @throws dev.helix.llm.http.MissingTransportException if no transport was set and OkHttp is not there
         */
        public GeminiEngines build() {
            return new GeminiEngines(new EngineOpener(settings(), new GeminiProtocol()));
        }
    }
}
