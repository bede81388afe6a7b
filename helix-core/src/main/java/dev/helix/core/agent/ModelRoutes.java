/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.agent;

import dev.helix.api.message.AssistantMessage;
import dev.helix.api.model.ModelId;
import dev.helix.api.model.Reasoning;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A {@link dev.helix.api.model.ModelRouting} whose names are resolved. Immutable.
 *
 * @param afterTools tools to the models that read their results
 * @param subAgents the model of SubAgents
 * @param fallbacks the models that stand in, in order
 * @param reasoning how much models think that can
 */
public record ModelRoutes(
        Map<String, ModelId> afterTools,
        Optional<ModelId> execution,
        Optional<ModelId> subAgents,
        List<ModelId> fallbacks,
        Optional<Reasoning> reasoning) {
    /** One model answers everything. */
    public static final ModelRoutes NONE =
            new ModelRoutes(Map.of(), Optional.empty(), Optional.empty(), List.of(), Optional.empty());

    /** Copies map and list. */
    public ModelRoutes {
        afterTools = Map.copyOf(afterTools);
        fallbacks = List.copyOf(fallbacks);
    }

    /** {@return the model that reads the results of a message's calls, that of the first tool which has one} */
    Optional<ModelId> after(AssistantMessage message) {
        return message.calls().stream()
                .map(call -> afterTools.get(call.name()))
                .filter(Objects::nonNull)
                .findFirst();
    }
}
