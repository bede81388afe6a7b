/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.anthropic;

import static java.util.Objects.requireNonNull;

import dev.helix.api.InvalidRequestException;
import dev.helix.api.model.AuthenticationFailedException;
import dev.helix.api.model.EngineFactory;
import dev.helix.api.model.EngineTarget;
import dev.helix.api.model.MissingCredentialException;
import dev.helix.api.model.ModelEngine;
import dev.helix.api.model.ModelId;
import dev.helix.api.model.Secret;
import dev.helix.llm.http.HttpTransport;
import java.net.URI;
import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A factory of engines that speak the Anthropic Messages protocol, to Anthropic itself or to a compatible server.
 * Thread-safe.
 *
 * <p>The API key is looked up under the provider's name, once per engine, for the engine's session; it is sent to the
 * base URL's host and shown nowhere. Engines make one attempt per call; retries are the caller's.
 */
public final class AnthropicEngines implements EngineFactory {
    /** What a header can carry; checked here because HTTP clients print the value they refuse. */
    private static final Pattern HEADER_SAFE = Pattern.compile("[\\x21-\\x7e]+");

    private final Endpoint endpoint;
    private final boolean ownsTransport;
    private final AnthropicEngine.Wire wire;

    private AnthropicEngines(Builder builder) {
        this.endpoint = Endpoint.at(builder.provider, builder.baseUrl);
        this.ownsTransport = builder.hosts == null;
        HttpTransport transport = builder.hosts == null ? builder.transport.get() : builder.hosts;
        this.wire = new AnthropicEngine.Wire(transport, builder.clock, builder.maxOutputTokens);
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

    /**
     * Starts from the defaults.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String provider() {
        return endpoint.provider();
    }

    /**
     * Opens an engine.
     *
     * @param target the model, and on whose behalf it is called
     * @return an engine; nothing has been sent
     * @throws MissingCredentialException if the source has no credential under the provider's name
     * @throws AuthenticationFailedException if the credential cannot be sent in a header
     */
    @Override
    public ModelEngine open(EngineTarget target) {
        return new AnthropicEngine(
                endpoint, requireNonNull(target, "target").model().name(), key(target), wire);
    }

    private Secret key(EngineTarget target) {
        String reference = endpoint.provider();
        String key = target.credential(reference)
                .orElseThrow(() -> new MissingCredentialException("no API key for provider '" + reference
                        + "' in session " + target.caller().session()
                        + "; let the credential source answer the reference '"
                        + reference + "'"))
                .reveal()
                .strip();
        if (!HEADER_SAFE.matcher(key).matches()) {
            throw new AuthenticationFailedException("the API key for provider '" + reference
                    + "' holds a space, a line break or a character outside ASCII; no valid key does");
        }
        return Secret.of(key);
    }

    /** Closes the transport unless the host passed one. Idempotent. */
    @Override
    public void close() {
        if (ownsTransport) {
            wire.transport().close();
        }
    }

    /**
     * A builder of the factory, which collects its settings. Confined to one thread; reusable after {@link #build()}.
     *
     * <ul>
     *   <li>provider: {@code anthropic}
     *   <li>base URL: {@code https://api.anthropic.com}
     *   <li>transport: {@link HttpTransport#createDefault OkHttp's}, closed with the factory
     *   <li>maximal output tokens: as each request says
     *   <li>clock: the system's
     * </ul>
     */
    public static final class Builder {
        private String provider = "anthropic";
        private URI baseUrl = URI.create("https://api.anthropic.com");
        private Supplier<? extends HttpTransport> transport = HttpTransport::createDefault;
        private @Nullable HttpTransport hosts;
        private int maxOutputTokens = Integer.MAX_VALUE;
        private InstantSource clock = InstantSource.system();

        private Builder() {}

        /**
         * Names the endpoint: the part of a model id before the colon, and the reference of its credential.
         *
         * @param provider 1 to 64 letters, digits, dots, underscores or hyphens
         * @return this builder
         */
        public Builder provider(String provider) {
            this.provider = requireNonNull(provider, "provider");
            return this;
        }

        /**
         * Sets where requests go. With {@code http} the key travels in clear text: for servers on this machine.
         *
         * @param baseUrl with or without a path prefix and a slash at its end; {@code /v1/messages} is added
         * @return this builder
         */
        public Builder baseUrl(URI baseUrl) {
            this.baseUrl = requireNonNull(baseUrl, "baseUrl");
            return this;
        }

        /**
         * Sets what carries the requests.
         *
         * @param transport stays the caller's: the factory does not close it
         * @return this builder
         */
        public Builder transport(HttpTransport transport) {
            this.hosts = requireNonNull(transport, "transport");
            return this;
        }

        /**
         * Sets what makes the transport of each factory, for example {@code JdkHttpTransport::create} in a host without
         * OkHttp.
         *
         * @param transport creates a transport, which is closed with its factory
         * @return this builder
         */
        public Builder transport(Supplier<? extends HttpTransport> transport) {
            this.hosts = null;
            this.transport = requireNonNull(transport, "transport");
            return this;
        }

        /**
         * Bounds the output of every call, for models that refuse larger requests.
         *
         * @param maxOutputTokens at least 1
         * @return this builder
         */
        public Builder maxOutputTokens(int maxOutputTokens) {
            this.maxOutputTokens = maxOutputTokens;
            return this;
        }

        /**
         * Sets the clock that turns a provider's "retry after this date" into a wait.
         *
         * @param clock any clock
         * @return this builder
         */
        public Builder clock(InstantSource clock) {
            this.clock = requireNonNull(clock, "clock");
            return this;
        }

        /**
         * Makes the factory.
         *
         * @return the factory, to be closed
         * @throws InvalidRequestException if a setting is out of its range
         * @throws dev.helix.llm.http.MissingTransportException if no transport was set and OkHttp is not there
         */
        public AnthropicEngines build() {
            if (maxOutputTokens < 1) {
                throw new InvalidRequestException("maxOutputTokens is " + maxOutputTokens + ", it must be at least 1");
            }
            try {
                var unused = new ModelId(provider, "any");
            } catch (IllegalArgumentException e) {
                throw new InvalidRequestException("provider name '" + provider
                        + "' must be 1 to 64 letters, digits, dots, underscores or hyphens");
            }
            return new AnthropicEngines(this);
        }
    }
}
