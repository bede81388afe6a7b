/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.model;

import static java.util.Objects.requireNonNull;

import dev.helix.api.NamedParts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A choice of models for calls that the model of the session or task is not to answer, and of those that stand in for
 * it. Immutable.
 *
 * <p>Models are named as {@code provider:model} or by a bare name, which is resolved once, when the instance, session or
 * task starts.
 */
public final class ModelRouting extends NamedParts {
    private static final ModelRouting NONE = builder().build();

    private final Map<String, String> afterTools;
    private final Optional<String> execution;
    private final Optional<String> subAgents;
    private final List<String> fallbacks;
    private final Optional<Reasoning> reasoning;

    private ModelRouting(Builder builder) {
        super(
                "afterTools, execution, subAgents, fallbacks, reasoning",
                Collections.unmodifiableMap(new LinkedHashMap<>(builder.afterTools)),
                builder.execution,
                builder.subAgents,
                builder.fallbacks,
                builder.reasoning);
        this.afterTools = Collections.unmodifiableMap(new LinkedHashMap<>(builder.afterTools));
        this.execution = builder.execution;
        this.subAgents = builder.subAgents;
        this.fallbacks = List.copyOf(builder.fallbacks);
        this.reasoning = builder.reasoning;
    }

    /** {@return the routing with every default of the {@link Builder}: one model answers everything} */
    public static ModelRouting none() {
        return NONE;
    }

    /** {@return a builder that holds the defaults, confined to one thread} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return tools to the models that read their results, in the order they were added} */
    public Map<String, String> afterTools() {
        return afterTools;
    }

    /** {@return the model of the Execution Agents of managed tasks that name none, empty for the default model} */
    public Optional<String> execution() {
        return execution;
    }

    /** {@return the model of SubAgents for which the Execution Agent names none, empty for its own model} */
    public Optional<String> subAgents() {
        return subAgents;
    }

    /** {@return the models that stand in when one is out of order, in the order they are tried} */
    public List<String> fallbacks() {
        return fallbacks;
    }

    /** {@return how much those models think that can, empty when it is left to them} */
    public Optional<Reasoning> reasoning() {
        return reasoning;
    }

    /**
     * A builder of routings. Confined to one thread.
     *
     * <ul>
     *   <li>{@code afterTool}: none, then the model of the turn reads every tool's results
     *   <li>{@code execution}: the default model
     *   <li>{@code subAgents}: the model of the Execution Agent
     *   <li>{@code fallbacks}: none, then an outage ends the turn
     *   <li>{@code reasoning}: left to the models
     * </ul>
     */
    public static final class Builder {
        private final Map<String, String> afterTools = new LinkedHashMap<>();
        private Optional<String> execution = Optional.empty();
        private Optional<String> subAgents = Optional.empty();
        private final List<String> fallbacks = new ArrayList<>();
        private Optional<Reasoning> reasoning = Optional.empty();

        private Builder() {}

        /**
         * Lets a model read the results of a tool: it answers the call that follows them, and the model of the turn goes
         * on after it. When one message called several such tools, the first of them counts.
         *
         * @param tool the tool's name
         * @param model the model
         */
        public Builder afterTool(String tool, String model) {
            this.afterTools.put(requireNonNull(tool, "tool"), requireNonNull(model, "model"));
            return this;
        }

        /** Sets {@link ModelRouting#execution()}. */
        public Builder execution(String model) {
            this.execution = Optional.of(requireNonNull(model, "model"));
            return this;
        }

        /** Sets {@link ModelRouting#subAgents()}. */
        public Builder subAgents(String model) {
            this.subAgents = Optional.of(requireNonNull(model, "model"));
            return this;
        }

        /**
         * Adds models that stand in when one is out of order: it is unavailable, limits the rate or has no quota left, and
         * its retries are spent. A request that was refused for what it says, and a key that was refused, are no reason.
         *
         * @param models tried in this order
         */
        public Builder fallbacks(String... models) {
            this.fallbacks.addAll(List.of(requireNonNull(models, "models")));
            return this;
        }

        /** Sets {@link ModelRouting#reasoning()}; models that cannot think are not asked to. */
        public Builder reasoning(Reasoning reasoning) {
            this.reasoning = Optional.of(requireNonNull(reasoning, "reasoning"));
            return this;
        }

        /** {@return the routing} */
        public ModelRouting build() {
            return new ModelRouting(this);
        }
    }
}
