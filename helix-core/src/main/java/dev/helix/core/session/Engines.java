/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.session;

import dev.helix.api.CallContext;
import dev.helix.api.InvalidRequestException;
import dev.helix.api.SessionId;
import dev.helix.api.model.CredentialSource;
import dev.helix.api.model.EngineFactory;
import dev.helix.api.model.EngineTarget;
import dev.helix.api.model.ModelEngine;
import dev.helix.api.model.ModelId;
import dev.helix.api.model.UnknownProviderException;
import dev.helix.core.engine.RetryPolicy;
import dev.helix.core.engine.RetryingEngine;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A factory that opens engines by model id, each with the same retry policy. Thread-safe. */
public final class Engines {
    private final Map<String, EngineFactory> factories = new TreeMap<>();
    private final CredentialSource credentials;
    private final RetryPolicy retries;
    private final Optional<ModelId> defaultModel;

    /**
     * Registers the factories by their provider names.
     *
     * @throws InvalidRequestException if two share a name
     */
    public Engines(
            Collection<EngineFactory> all,
            CredentialSource credentials,
            RetryPolicy retries,
            Optional<ModelId> defaultModel) {
        for (EngineFactory factory : all) {
            if (factories.putIfAbsent(factory.provider(), factory) != null) {
                throw new InvalidRequestException(
                        "two engine factories are named '" + factory.provider() + "'; give one another provider name");
            }
        }
        this.credentials = credentials;
        this.retries = retries;
        this.defaultModel = defaultModel;
        defaultModel.ifPresent(this::requireKnown);
    }

    /**
     * Chooses the model to use and checks that its provider is there.
     *
     * @throws UnknownProviderException if its provider was not configured
     * @throws InvalidRequestException if neither the caller nor the host named a model
     */
    public ModelId choose(Optional<ModelId> wanted) {
        ModelId model = wanted.or(() -> defaultModel)
                .orElseThrow(
                        () -> new InvalidRequestException(
                                "no model was named and there is no default; call Helix.builder().defaultModel(\"provider:model\")"));
        requireKnown(model);
        return model;
    }

    /**
     * Opens an engine.
     *
     * @throws UnknownProviderException if the provider was not configured
     */
    public ModelEngine open(ModelId model, SessionId session) {
        return new RetryingEngine(
                requireKnown(model).open(EngineTarget.of(model, CallContext.of(session), credentials)), retries);
    }

    private EngineFactory requireKnown(ModelId model) {
        EngineFactory factory = factories.get(model.provider());
        if (factory == null) {
            throw new UnknownProviderException("no engine is configured for provider '" + model.provider()
                    + "' of model '" + model + "'; configured: " + factories.keySet()
                    + ". Pass its factory to Helix.builder().engines(...)");
        }
        return factory;
    }
}
