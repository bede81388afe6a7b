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
import dev.helix.core.engine.ThrottledEngine;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;

/** A factory that opens engines by model id, each with the same retry policy. Thread-safe. */
public final class Engines {
    private final Map<String, Provider> providers = new TreeMap<>();
    private final Settings settings;

    /** A provider and one permit for each of its model calls that may run at the same time. */
    private record Provider(EngineFactory factory, Semaphore permits) {}

    /**
     * What all engines share.
     *
     * @param credentials the source of their keys
     * @param retries when a failed call is repeated
     * @param defaultModel the model for whoever names none
     * @param concurrentCalls how many calls run at the same time per provider, pauses between attempts not counted
     */
    public record Settings(
            CredentialSource credentials, RetryPolicy retries, Optional<ModelId> defaultModel, int concurrentCalls) {}

    /**
     * Registers the factories by their provider names.
     *
     * @throws InvalidRequestException if two share a name
     */
    public Engines(Collection<EngineFactory> all, Settings settings) {
        for (EngineFactory factory : all) {
            Provider provider = new Provider(factory, new Semaphore(settings.concurrentCalls(), true));
            if (providers.putIfAbsent(factory.provider(), provider) != null) {
                throw new InvalidRequestException(
                        "two engine factories are named '" + factory.provider() + "'; give one another provider name");
            }
        }
        this.settings = settings;
        settings.defaultModel().ifPresent(this::requireKnown);
    }

    /**
     * Chooses the model to use and checks that its provider is there.
     *
     * @throws UnknownProviderException if its provider was not configured
     * @throws InvalidRequestException if neither the caller nor the host named a model
     */
    public ModelId choose(Optional<ModelId> wanted) {
        ModelId model = wanted.or(settings::defaultModel)
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
        Provider provider = requireKnown(model);
        ModelEngine attempts =
                provider.factory.open(EngineTarget.of(model, CallContext.of(session), settings.credentials()));
        return new RetryingEngine(new ThrottledEngine(attempts, provider.permits), settings.retries());
    }

    private Provider requireKnown(ModelId model) {
        Provider provider = providers.get(model.provider());
        if (provider == null) {
            throw new UnknownProviderException("no engine is configured for provider '" + model.provider()
                    + "' of model '" + model + "'; configured: " + providers.keySet()
                    + ". Pass its factory to Helix.builder().engines(...)");
        }
        return provider;
    }
}
