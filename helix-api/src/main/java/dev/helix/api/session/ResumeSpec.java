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

/**
 * What a host names again when it takes up a session: code, which no journal holds, and settings that may have changed
 * meanwhile. Immutable.
 */
public final class ResumeSpec extends NamedParts {
    private final Optional<String> model;
    private final List<Tool> tools;
    private final List<Reviewer> reviewers;
    private final Optional<Limits> limits;
    private final Optional<ModelRouting> routing;
    private final Optional<SessionListener> listener;

    private ResumeSpec(Builder builder) {
        super(
                "model, tools, reviewers, limits, routing, listener",
                builder.model,
                builder.tools,
                builder.reviewers,
                builder.limits,
                builder.routing,
                builder.listener);
        this.model = builder.model;
        this.tools = List.copyOf(builder.tools);
        this.reviewers = List.copyOf(builder.reviewers);
        this.limits = builder.limits;
        this.routing = builder.routing;
        this.listener = builder.listener;
    }

    /**
     * Starts a specification.
     *
     * <p>Defaults:
     *
     * <ul>
     *   <li>{@code model}: the one that was in use
     *   <li>{@code tools}, {@code reviewers}: none of the host's own
     *   <li>{@code limits}, {@code routing}: those of the Helix instance
     *   <li>{@code listener}: none
     * </ul>
     *
     * @return a builder, confined to one thread
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the model that answers from now on, empty for the one that was in use} */
    public Optional<String> model() {
        return model;
    }

    /** {@return the host's own tools; all that the session had, and perhaps more} */
    public List<Tool> tools() {
        return tools;
    }

    /** {@return the session's own reviewers; all that it had, and perhaps more} */
    public List<Reviewer> reviewers() {
        return reviewers;
    }

    /** {@return the session's own limits, empty for those of the Helix instance} */
    public Optional<Limits> limits() {
        return limits;
    }

    /** {@return the models of its own for other calls, empty for the routing of the Helix instance} */
    public Optional<ModelRouting> routing() {
        return routing;
    }

    /** {@return the first listener, which hears everything from the resumption on; empty when none was set} */
    public Optional<SessionListener> listener() {
        return listener;
    }

    /** A builder of specifications. Confined to one thread. */
    public static final class Builder {
        private Optional<String> model = Optional.empty();
        private final List<Tool> tools = new ArrayList<>();
        private final List<Reviewer> reviewers = new ArrayList<>();
        private Optional<Limits> limits = Optional.empty();
        private Optional<ModelRouting> routing = Optional.empty();
        private Optional<SessionListener> listener = Optional.empty();

        private Builder() {}

        /**
         * Sets {@link ResumeSpec#model()}.
         *
         * @param name {@code provider:model}, or a bare name
         * @return this builder
         */
        public Builder model(String name) {
            this.model = Optional.of(requireNonNull(name, "name"));
            return this;
        }

        /** Adds to {@link ResumeSpec#tools()}. */
        public Builder tools(Tool... more) {
            this.tools.addAll(List.of(requireNonNull(more, "more")));
            return this;
        }

        /** Adds to {@link ResumeSpec#reviewers()}. */
        public Builder reviewers(Reviewer... more) {
            this.reviewers.addAll(List.of(requireNonNull(more, "more")));
            return this;
        }

        /** Sets {@link ResumeSpec#limits()}. */
        public Builder limits(Limits limits) {
            this.limits = Optional.of(requireNonNull(limits, "limits"));
            return this;
        }

        /** Sets {@link ResumeSpec#routing()}, all of it. */
        public Builder routing(ModelRouting routing) {
            this.routing = Optional.of(requireNonNull(routing, "routing"));
            return this;
        }

        /** Sets {@link ResumeSpec#listener()}. */
        public Builder listener(SessionListener listener) {
            this.listener = Optional.of(requireNonNull(listener, "listener"));
            return this;
        }

        /** {@return the specification} */
        public ResumeSpec build() {
            return new ResumeSpec(this);
        }
    }
}
