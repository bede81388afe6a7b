/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.engine;

import static java.util.Objects.requireNonNull;

import dev.helix.api.model.AuthenticationFailedException;
import dev.helix.api.model.EngineTarget;
import dev.helix.api.model.MissingCredentialException;
import dev.helix.api.model.ModelEngine;
import dev.helix.api.model.Secret;
import dev.helix.llm.http.HttpEngineSettings;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An opener of engines of one protocol: what the factories of all protocols do alike. Thread-safe. */
public final class EngineOpener implements AutoCloseable {
    /** What a header can carry; checked here because HTTP clients print the value they refuse. */
    private static final Pattern HEADER_SAFE = Pattern.compile("[\\x21-\\x7e]+");

    private final Endpoint endpoint;
    private final HttpEngine.Wire wire;

    /**
     * Creates an opener.
     *
     * @param settings the host's settings, checked
     * @param protocol what the engines speak
     */
    public EngineOpener(HttpEngineSettings settings, WireProtocol protocol) {
        this.endpoint = Endpoint.at(settings.provider(), settings.baseUrl(), settings.example());
        this.wire = new HttpEngine.Wire(protocol, settings, settings.transport().get());
    }

    /** {@return the provider's name} */
    public String provider() {
        return endpoint.provider();
    }

    /**
     * Opens an engine.
     *
     * @param target the model, and on whose behalf it is called
     * @return an engine; nothing has been sent
     * @throws MissingCredentialException if the source has no credential, and one is needed
     * @throws AuthenticationFailedException if the credential cannot be sent in a header
     */
    public ModelEngine open(EngineTarget target) {
        return new HttpEngine(endpoint, requireNonNull(target, "target").model().name(), key(target), wire);
    }

    private @Nullable Secret key(EngineTarget target) {
        String reference = wire.settings().credential();
        Optional<Secret> found = target.credential(reference);
        if (found.isEmpty() && wire.settings().credentialOptional()) {
            return null;
        }
        String key = found.orElseThrow(() -> new MissingCredentialException("no API key for provider '"
                        + endpoint.provider() + "' in session "
                        + target.caller().session()
                        + "; let the credential source answer the reference '" + reference + "'"))
                .reveal()
                .strip();
        if (!HEADER_SAFE.matcher(key).matches()) {
            throw new AuthenticationFailedException("the API key for provider '" + endpoint.provider()
                    + "' holds a space, a line break or a character outside ASCII; no valid key does");
        }
        return Secret.of(key);
    }

    /** Closes the transport unless the host passed one. Idempotent. */
    @Override
    public void close() {
        if (wire.settings().ownsTransport()) {
            wire.transport().close();
        }
    }
}
