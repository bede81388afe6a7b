/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.ollama;

import dev.helix.api.InvalidRequestException;
import dev.helix.api.model.EngineFactory;
import dev.helix.api.model.EngineTarget;
import dev.helix.api.model.ModelEngine;
import dev.helix.llm.engine.EngineOpener;
import dev.helix.llm.http.HttpEngineBuilder;

/**
 * A factory of engines that speak the protocol of Ollama, by default to the server on this machine.
 * Thread-safe.
 *
 * <p>Ollama itself cuts a prompt that is longer than the context window, from its beginning and without a word. Engines
 * forbid that, and where the host sets the window a longer prompt is not even sent; either way the caller gets a
 * {@link dev.helix.api.model.ContextExceededException}. The protocol cannot force a call: of tools that must be called only
 * the named one is offered, or all of them, and the model may answer without. Engines make one attempt per call; retries are the caller's.
 */
public final class OllamaEngines implements EngineFactory {
    private final EngineOpener opener;

    private OllamaEngines(EngineOpener opener) {
        this.opener = opener;
    }

    /**
     * Creates the factory for the server on this machine.
     *
     * @return a factory with every default of the {@link Builder}, to be closed
     * @throws dev.helix.llm.http.MissingTransportException if OkHttp is not there
     */
    public static OllamaEngines create() {
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
        return "ollama";
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
     *   <li>provider: {@code ollama}
     *   <li>base URL: {@code http://127.0.0.1:11434}; {@code /api/chat} is added
     *   <li>credential: sent where there is one
     *   <li>context window: the model's own on the server, not known here
     *   <li>everything else: as {@link HttpEngineBuilder} says
     * </ul>
     */
    public static final class Builder extends HttpEngineBuilder<Builder> {
        private int contextTokens;

        private Builder() {
            super("ollama", "http://127.0.0.1:11434");
            optionalCredential();
        }

        /**
         * Sets the context window of every model of this factory: the server is asked to provide it, and longer prompts
         * are not sent.
         *
         * @param contextTokens at least 1
         * @return this builder
         */
        public Builder contextTokens(int contextTokens) {
            if (contextTokens < 1) {
                throw new InvalidRequestException("contextTokens is " + contextTokens + ", it must be at least 1");
            }
            this.contextTokens = contextTokens;
            return this;
        }

        /**
         * Makes the factory.
         *
         * @return the factory, to be closed
         * @throws InvalidRequestException if a setting is out of its range
         * @throws dev.helix.llm.http.MissingTransportException if no transport was set and OkHttp is not there
         */
        public OllamaEngines build() {
            return new OllamaEngines(new EngineOpener(settings(), new OllamaProtocol(contextTokens)));
        }
    }
}
