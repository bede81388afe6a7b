/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.session;

import static java.util.Objects.requireNonNull;

import dev.helix.api.Limits;
import dev.helix.api.NamedParts;
import dev.helix.api.model.ModelRouting;
import dev.helix.api.tool.Tool;
import dev.helix.api.worktree.Reviewer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The settings that every session and every task can have of its own: model, tools, reviewers, limits and routing. */
public abstract class AgentSettings extends NamedParts {
    private final Optional<String> model;
    private final List<Tool> tools;
    private final List<Reviewer> reviewers;
    private final Optional<Limits> limits;
    private final Optional<ModelRouting> routing;

    /**
     * Creates settings that consist of further parts too.
     *
     * @param settings the builder
     * @param names the names of the further parts, each followed by a comma and a blank
     * @param parts one part per name
     */
    protected AgentSettings(Builder<?> settings, String names, Object... parts) {
        super(
                names + "model, tools, reviewers, limits, routing",
                Stream.concat(
                                Stream.of(parts),
                                Stream.of(
                                        settings.model,
                                        settings.tools,
                                        settings.reviewers,
                                        settings.limits,
                                        settings.routing))
                        .toArray());
        this.model = settings.model;
        this.tools = List.copyOf(settings.tools);
        this.reviewers = List.copyOf(settings.reviewers);
        this.limits = settings.limits;
        this.routing = settings.routing;
    }

    /** {@return the model as the host named it, empty for the default} */
    public final Optional<String> model() {
        return model;
    }

    /** {@return the host's own tools, in the order they were added} */
    public final List<Tool> tools() {
        return tools;
    }

    /** {@return the own reviewers, asked after those of the Helix instance, in the order they were added} */
    public final List<Reviewer> reviewers() {
        return reviewers;
    }

    /** {@return the own limits, empty for those of the Helix instance} */
    public final Optional<Limits> limits() {
        return limits;
    }

    /** {@return the own models for other calls, empty for the routing of the Helix instance} */
    public final Optional<ModelRouting> routing() {
        return routing;
    }

    /**
     * A builder of such settings. Confined to one thread.
     *
     * @param <B> the builder's own type
     */
    public abstract static class Builder<B extends Builder<B>> {
        private Optional<String> model = Optional.empty();
        private final List<Tool> tools = new ArrayList<>();
        private final List<Reviewer> reviewers = new ArrayList<>();
        private Optional<Limits> limits = Optional.empty();
        private Optional<ModelRouting> routing = Optional.empty();

        /** Starts with no settings of its own. */
        protected Builder() {}

        /** {@return this builder} */
        protected abstract B self();

        /** Takes over all of other settings. */
        protected final B like(AgentSettings other) {
            model = other.model;
            tools.addAll(other.tools);
            reviewers.addAll(other.reviewers);
            limits = other.limits;
            routing = other.routing;
            return self();
        }

        /** Sets {@link AgentSettings#model()}: {@code provider:model}, or a bare name. */
        public final B model(String name) {
            this.model = Optional.of(requireNonNull(name, "name"));
            return self();
        }

        /** Adds tools of the host's own, each with a name that differs from those of the built-in tools. */
        public final B tools(Tool... more) {
            this.tools.addAll(List.of(requireNonNull(more, "more")));
            return self();
        }

        /** Adds reviewers that must agree before anything is merged, asked in this order. */
        public final B reviewers(Reviewer... more) {
            this.reviewers.addAll(List.of(requireNonNull(more, "more")));
            return self();
        }

        /** Sets {@link AgentSettings#limits()}; how many model calls run at once stays a limit of the Helix instance. */
        public final B limits(Limits limits) {
            this.limits = Optional.of(requireNonNull(limits, "limits"));
            return self();
        }

        /** Sets {@link AgentSettings#routing()}, all of it. */
        public final B routing(ModelRouting routing) {
            this.routing = Optional.of(requireNonNull(routing, "routing"));
            return self();
        }
    }
}
