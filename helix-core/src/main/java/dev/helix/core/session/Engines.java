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
import dev.helix.api.model.ModelRouting;
import dev.helix.api.model.UnknownProviderException;
import dev.helix.api.workspace.Workspace;
import dev.helix.core.agent.ModelRoutes;
import dev.helix.core.engine.CatalogedEngine;
import dev.helix.core.engine.ModelCatalog;
import dev.helix.core.engine.ModelNames;
import dev.helix.core.engine.RetryPolicy;
import dev.helix.core.engine.RetryingEngine;
import dev.helix.core.engine.ThrottledEngine;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** A factory that opens engines by model id, each with the same retry policy. Thread-safe. */
public final class Engines {
    private final Map<String, Provider> providers = new TreeMap<>();
    private final Settings settings;
    private final ModelNames names;
    private final Optional<ModelId> defaultModel;

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
            CredentialSource credentials,
            RetryPolicy retries,
            Optional<String> defaultModel,
            int concurrentCalls,
            ModelCatalog catalog) {}

    /**
     * Registers the factories by their provider names.
     *
     * @throws InvalidRequestException if two share a name
     * @throws dev.helix.api.model.ModelException if the name of the default model means nothing, or several models
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
        Map<String, String> vendors = new TreeMap<>();
        providers.forEach((name, provider) -> vendors.put(name, provider.factory.vendor()));
        this.names = new ModelNames(vendors, settings.catalog());
        this.defaultModel = settings.defaultModel().map(name -> names.resolve(name, Optional.empty()));
    }

    /**
     * Chooses the model to use, by the rule of {@link ModelNames}.
     *
     * @param wanted how the caller named it, empty for the default model
     * @param inUse the model whose provider a bare name prefers
     * @throws dev.helix.api.model.ModelException if the name means nothing, or several models
     * @throws InvalidRequestException if neither the caller nor the host named a model
     */
    public ModelId choose(Optional<String> wanted, Optional<ModelId> inUse) {
        return wanted.map(name -> names.resolve(name, inUse))
                .or(() -> defaultModel)
                .orElseThrow(
                        () -> new InvalidRequestException(
                                "no model was named and there is no default; call Helix.builder().defaultModel(\"provider:model\")"));
    }

    /**
     * Resolves the names of a routing.
     *
     * @throws dev.helix.api.model.ModelException if one of them means nothing, or several models
     */
    public ModelRoutes routes(ModelRouting routing) {
        Function<String, ModelId> resolve = name -> names.resolve(name, defaultModel);
        Map<String, ModelId> afterTools = new TreeMap<>();
        routing.afterTools().forEach((tool, name) -> afterTools.put(tool, resolve.apply(name)));
        return new ModelRoutes(
                afterTools,
                routing.execution().map(resolve),
                routing.subAgents().map(resolve),
                routing.fallbacks().stream().map(resolve).toList(),
                routing.reasoning());
    }

    /**
     * Opens an engine.
     *
     * @param workspace the boundary of an engine that is a program of its own, empty when it is only tried
     * @throws UnknownProviderException if the provider was not configured
     * @throws dev.helix.api.model.ModelException if the factory cannot open it
     */
    public ModelEngine open(ModelId model, SessionId session, Optional<Workspace> workspace) {
        Provider provider = providers.get(model.provider());
        if (provider == null) {
            throw new UnknownProviderException("no engine is configured for provider '" + model.provider()
                    + "'; configured: " + providers.keySet());
        }
        EngineTarget bare = EngineTarget.of(model, CallContext.of(session), settings.credentials());
        ModelEngine attempts =
                provider.factory.open(workspace.map(bare::withWorkspace).orElse(bare));
        ModelEngine cataloged = new CatalogedEngine(attempts, names.capabilities(model));
        return new RetryingEngine(new ThrottledEngine(cataloged, provider.permits), settings.retries());
    }
}
