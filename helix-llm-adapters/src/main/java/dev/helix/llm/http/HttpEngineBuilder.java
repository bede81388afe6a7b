/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.http;

import static java.util.Objects.requireNonNull;

import dev.helix.api.InvalidRequestException;
import dev.helix.api.model.ModelId;
import dev.helix.api.projection.TargetProfile;
import java.net.URI;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The part that the builders of all engine factories have in common. Extended by this module; confined to one thread;
 * reusable after {@code build()}.
 *
 * <ul>
 *   <li>provider and base URL: the protocol's own
 *   <li>credential: required, looked up under the provider's name
 *   <li>transport: {@link HttpTransport#createDefault OkHttp's} with default limits, closed with the factory
 *   <li>maximal output tokens: as each request says
 *   <li>profile: as the protocol demands
 *   <li>clock: the system's
 * </ul>
 *
 * @param <B> the builder itself
 */
public abstract class HttpEngineBuilder<B extends HttpEngineBuilder<B>> {
    private final String example;
    private String provider;
    private URI baseUrl;
    private @Nullable String credential;
    private boolean credentialOptional;
    private @Nullable HttpTransport hosts;
    private Function<HttpLimits, ? extends HttpTransport> transport = HttpTransport::createDefault;
    private HttpLimits limits = HttpLimits.defaults();
    private int maxOutputTokens = Integer.MAX_VALUE;
    private UnaryOperator<TargetProfile> profile = UnaryOperator.identity();
    private InstantSource clock = InstantSource.system();

    /**
     * Starts from the defaults.
     *
     * @param provider the protocol's own provider
     * @param baseUrl its base URL
     */
    protected HttpEngineBuilder(String provider, String baseUrl) {
        this.provider = provider;
        this.baseUrl = URI.create(baseUrl);
        this.example = baseUrl;
    }

    /** Every builder names itself as its own type. */
    @SuppressWarnings("unchecked")
    private B self() {
        return (B) this;
    }

    /** Names the endpoint, the part of a model id before the colon: 1 to 64 letters, digits, dots, underscores or hyphens. */
    public final B provider(String provider) {
        this.provider = requireNonNull(provider, "provider");
        return self();
    }

    /**
     * Sets where requests go. With {@code http} the key travels in clear text: for servers on this machine.
     *
     * @param baseUrl with or without a path prefix and a slash at its end; the path of the protocol's resource is added
     * @return this builder
     */
    public final B baseUrl(URI baseUrl) {
        this.baseUrl = requireNonNull(baseUrl, "baseUrl");
        return self();
    }

    /** Sets the reference under which the credential is looked up. */
    public final B credential(String credential) {
        this.credential = requireNonNull(credential, "credential");
        return self();
    }

    /** Sends requests without a key when there is no credential, for servers on this machine. */
    public final B optionalCredential() {
        this.credentialOptional = true;
        return self();
    }

    /** Sets what carries the requests; it stays the caller's, the factory does not close it. */
    public final B transport(HttpTransport transport) {
        this.hosts = requireNonNull(transport, "transport");
        return self();
    }

    /**
     * Sets what makes the transport of each factory, for example {@code JdkHttpTransport::create} in a host without
     * OkHttp.
     *
     * @param transport creates a transport with the limits, which is closed with its factory
     * @return this builder
     */
    public final B transport(Function<HttpLimits, ? extends HttpTransport> transport) {
        this.hosts = null;
        this.transport = requireNonNull(transport, "transport");
        return self();
    }

    /** Sets limits on each exchange. A transport of the host's own has limits of its own. */
    public final B limits(HttpLimits limits) {
        this.limits = requireNonNull(limits, "limits");
        return self();
    }

    /** Bounds the output of every call, at least 1, for models that refuse larger requests. */
    public final B maxOutputTokens(int maxOutputTokens) {
        this.maxOutputTokens = maxOutputTokens;
        return self();
    }

    /**
     * Changes what models are said to accept as a history, where a server is stricter or more lenient than its protocol.
     *
     * @param profile applied to the profile of each call's model
     * @return this builder
     */
    public final B profile(UnaryOperator<TargetProfile> profile) {
        this.profile = requireNonNull(profile, "profile");
        return self();
    }

    /** Sets the clock that turns a provider's "retry after this date" into a wait. */
    public final B clock(InstantSource clock) {
        this.clock = requireNonNull(clock, "clock");
        return self();
    }

    /**
     * {@return the settings, checked}
     *
     * @throws InvalidRequestException if a setting is out of its range
     */
    protected final HttpEngineSettings settings() {
        if (maxOutputTokens < 1) {
            throw new InvalidRequestException("maxOutputTokens is " + maxOutputTokens + ", it must be at least 1");
        }
        try {
            var unused = new ModelId(provider, "any");
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException(
                    "provider name '" + provider + "' must be 1 to 64 letters, digits, dots, underscores or hyphens");
        }
        HttpTransport own = hosts;
        Function<HttpLimits, ? extends HttpTransport> create = transport;
        HttpLimits bounds = limits;
        return new HttpEngineSettings(
                provider,
                baseUrl,
                example,
                credential == null ? provider : credential,
                credentialOptional,
                () -> own == null ? create.apply(bounds) : own,
                own == null,
                maxOutputTokens,
                clock,
                profile);
    }
}
