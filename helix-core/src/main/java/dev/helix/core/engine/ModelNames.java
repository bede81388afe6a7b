/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.engine;

import static java.util.Objects.requireNonNull;

import dev.helix.api.model.AmbiguousModelException;
import dev.helix.api.model.ModelId;
import dev.helix.api.model.UnknownModelException;
import dev.helix.api.model.UnknownProviderException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The rule by which people and agents name models. Immutable.
 *
 * <ol>
 *   <li>{@code provider:model} with a configured provider means that model.
 *   <li>Any other name is a bare one. It belongs to the providers whose vendor has it in the catalogue, under its own
 *       name or under a pattern.
 *   <li>When there is none, it belongs to the providers whose vendor the catalogue does not know, since they may serve
 *       anything.
 *   <li>Of several providers, the one of the model in use is meant; when it is not among them, the name is refused.
 * </ol>
 */
public final class ModelNames {
    private final Map<String, String> vendors;
    private final ModelCatalog catalog;

    /**
     * Creates the rule.
     *
     * @param vendors the configured providers, to whose models they serve
     * @param catalog the known models
     */
    public ModelNames(Map<String, String> vendors, ModelCatalog catalog) {
        this.vendors = new TreeMap<>(requireNonNull(vendors, "vendors"));
        this.catalog = requireNonNull(catalog, "catalog");
    }

    /**
     * Resolves a name.
     *
     * @param name {@code provider:model}, or a bare name
     * @param inUse the model whose provider is preferred, empty when none is in use
     * @return the model meant
     * @throws UnknownProviderException if the name starts with a provider that was not configured
     * @throws UnknownModelException if no configured provider is known to serve it
     * @throws AmbiguousModelException if several do
     */
    public ModelId resolve(String name, Optional<ModelId> inUse) {
        requireNonNull(inUse, "inUse");
        int colon = requireNonNull(name, "name").indexOf(':');
        if (colon >= 0 && vendors.containsKey(name.substring(0, colon))) {
            return model(name.substring(0, colon), name.substring(colon + 1), name);
        }
        List<ModelId> candidates =
                providers(vendor -> catalog.find(vendor, name).isPresent(), name);
        if (candidates.isEmpty() && colon < 0 && !name.isBlank()) {
            candidates = providers(vendor -> !catalog.knows(vendor), name);
        }
        if (candidates.isEmpty()) {
            throw colon < 0 ? unknown(name) : unconfigured(name, colon);
        }
        return candidates.size() == 1 ? candidates.get(0) : preferred(candidates, name, inUse);
    }

    /** {@return what a model of a configured provider can do; empty when the catalogue does not know it} */
    public Optional<ModelCapabilities> capabilities(ModelId model) {
        String provider = requireNonNull(model, "model").provider();
        return catalog.find(vendors.getOrDefault(provider, provider), model.name());
    }

    private List<ModelId> providers(Predicate<String> serves, String name) {
        return vendors.entrySet().stream()
                .filter(provider -> serves.test(provider.getValue()))
                .map(provider -> model(provider.getKey(), name, name))
                .toList();
    }

    private static ModelId model(String provider, String name, String given) {
        if (name.isBlank()) {
            throw new UnknownModelException("'" + given + "' names no model; write provider:model");
        }
        return new ModelId(provider, name);
    }

    private static ModelId preferred(List<ModelId> candidates, String name, Optional<ModelId> inUse) {
        return candidates.stream()
                .filter(candidate -> inUse.map(ModelId::provider)
                        .filter(candidate.provider()::equals)
                        .isPresent())
                .findFirst()
                .orElseThrow(() -> new AmbiguousModelException(
                        "model '" + name + "' may be any of " + candidates + "; name one of them in full", candidates));
    }

    private UnknownModelException unknown(String name) {
        return new UnknownModelException("no configured provider is known to serve the model '" + name + "'; name it"
                + " in full, as one of "
                + vendors.keySet().stream()
                        .map(provider -> provider + ":" + (name.isBlank() ? "model" : name))
                        .collect(Collectors.joining(", ")));
    }

    private UnknownProviderException unconfigured(String name, int colon) {
        return new UnknownProviderException("no engine is configured for provider '" + name.substring(0, colon)
                + "' of model '" + name + "'; configured: " + vendors.keySet()
                + ". Pass its factory to Helix.builder().engines(...)");
    }
}
