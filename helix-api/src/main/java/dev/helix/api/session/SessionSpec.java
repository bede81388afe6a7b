/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.session;

import static java.util.Objects.requireNonNull;

import dev.helix.api.InvalidRequestException;
import dev.helix.api.Limits;
import dev.helix.api.NamedParts;
import dev.helix.api.model.ModelRouting;
import dev.helix.api.tool.Tool;
import dev.helix.api.worktree.Reviewer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The settings of a session to be created. Immutable. */
public final class SessionSpec extends NamedParts {
    private final Path directory;
    private final Optional<String> model;
    private final List<Tool> tools;
    private final List<Reviewer> reviewers;
    private final List<List<String>> verification;
    private final Optional<Limits> limits;
    private final Optional<ModelRouting> routing;
    private final Optional<SessionListener> listener;

    private SessionSpec(Builder builder) {
        super(
                "directory, model, tools, reviewers, verification, limits, routing, listener",
                builder.directory,
                builder.model,
                builder.tools,
                builder.reviewers,
                builder.verification,
                builder.limits,
                builder.routing,
                builder.listener);
        this.directory = builder.directory;
        this.model = builder.model;
        this.tools = List.copyOf(builder.tools);
        this.reviewers = List.copyOf(builder.reviewers);
        this.verification = List.copyOf(builder.verification);
        this.limits = builder.limits;
        this.routing = builder.routing;
        this.listener = builder.listener;
    }

    /**
     * Starts the settings of a session that works in a directory.
     *
     * <p>Defaults:
     *
     * <ul>
     *   <li>{@code model}: that of the Helix instance
     *   <li>{@code tools}: only the library's own
     *   <li>{@code reviewers}: those of the Helix instance
     *   <li>{@code verification}: none
     *   <li>{@code limits}: those of the Helix instance
     *   <li>{@code routing}: that of the Helix instance
     *   <li>{@code listener}: none
     * </ul>
     *
     * @param directory an existing directory, usually inside a git checkout
     */
    public static Builder in(Path directory) {
        return new Builder(requireNonNull(directory, "directory"));
    }

    /** {@return a builder that starts from these settings} */
    public Builder toBuilder() {
        Builder builder = new Builder(directory);
        builder.model = model;
        builder.tools.addAll(tools);
        builder.reviewers.addAll(reviewers);
        builder.verification.addAll(verification);
        builder.limits = limits;
        builder.routing = routing;
        builder.listener = listener;
        return builder;
    }

    /** {@return where the session works} */
    public Path directory() {
        return directory;
    }

    /** {@return the model of the first turn as the host named it, empty for the default model} */
    public Optional<String> model() {
        return model;
    }

    /** {@return the host's own tools, in the order they were added} */
    public List<Tool> tools() {
        return tools;
    }

    /** {@return the session's own reviewers, asked after those of the Helix instance, in the order they were added} */
    public List<Reviewer> reviewers() {
        return reviewers;
    }

    /** {@return the verification commands, argument vectors in the order they run} */
    public List<List<String>> verification() {
        return verification;
    }

    /** {@return the session's own limits, empty for those of the Helix instance} */
    public Optional<Limits> limits() {
        return limits;
    }

    /** {@return the models of its own for other calls, empty for the routing of the Helix instance} */
    public Optional<ModelRouting> routing() {
        return routing;
    }

    /** {@return the first listener, empty when none was set} */
    public Optional<SessionListener> listener() {
        return listener;
    }

    /** A builder of session settings. Confined to one thread. */
    public static final class Builder {
        private final Path directory;
        private Optional<String> model = Optional.empty();
        private final List<Tool> tools = new ArrayList<>();
        private final List<Reviewer> reviewers = new ArrayList<>();
        private final List<List<String>> verification = new ArrayList<>();
        private Optional<Limits> limits = Optional.empty();
        private Optional<ModelRouting> routing = Optional.empty();
        private Optional<SessionListener> listener = Optional.empty();

        private Builder(Path directory) {
            this.directory = directory;
        }

        /** Sets {@link SessionSpec#model()}: {@code provider:model}, or a bare name. */
        public Builder model(String name) {
            this.model = Optional.of(requireNonNull(name, "name"));
            return this;
        }

        /** Adds tools of the host's own, each with a name that differs from those of the built-in tools. */
        public Builder tools(Tool... more) {
            this.tools.addAll(List.of(requireNonNull(more, "more")));
            return this;
        }

        /** Adds reviewers that must agree before anything of this session is merged, asked in this order. */
        public Builder reviewers(Reviewer... more) {
            this.reviewers.addAll(List.of(requireNonNull(more, "more")));
            return this;
        }

        /**
         * Adds a command that must succeed on the merged tree before a delivery lands.
         *
         * @param argv program and arguments
         * @throws InvalidRequestException if there is no program
         */
        public Builder verifyWith(String... argv) {
            if (requireNonNull(argv, "argv").length == 0 || argv[0].isBlank()) {
                throw new InvalidRequestException(
                        "verifyWith needs a program, for example verifyWith(\"mvn\", \"test\")");
            }
            this.verification.add(List.of(argv));
            return this;
        }

        /** Sets {@link SessionSpec#limits()}; how many model calls run at the same time stays a limit of the Helix instance. */
        public Builder limits(Limits limits) {
            this.limits = Optional.of(requireNonNull(limits, "limits"));
            return this;
        }

        /** Sets {@link SessionSpec#routing()}, all of it. */
        public Builder routing(ModelRouting routing) {
            this.routing = Optional.of(requireNonNull(routing, "routing"));
            return this;
        }

        /** Sets {@link SessionSpec#listener()}. */
        public Builder listener(SessionListener listener) {
            this.listener = Optional.of(requireNonNull(listener, "listener"));
            return this;
        }

        /** {@return the settings} */
        public SessionSpec build() {
            return new SessionSpec(this);
        }
    }
}
