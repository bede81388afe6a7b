/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.manager;

import static java.util.Objects.requireNonNull;

import dev.helix.api.InvalidRequestException;
import dev.helix.api.Limits;
import dev.helix.api.NamedParts;
import dev.helix.api.model.ModelRouting;
import dev.helix.api.scope.PathRules;
import dev.helix.api.tool.Tool;
import dev.helix.api.worktree.Reviewer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A task for the Manager: the user's words, the repositories it is about, and how the work is proven. Immutable. */
public final class TaskRequest extends NamedParts {
    private final String text;
    private final List<RepositoryRequest> repositories;
    private final Optional<String> model;
    private final List<Tool> tools;
    private final List<Reviewer> reviewers;
    private final Optional<Limits> limits;
    private final Optional<ModelRouting> routing;

    private TaskRequest(Builder builder) {
        super(
                "text, repositories, model, tools, reviewers, limits, routing",
                builder.text,
                builder.repositories(),
                builder.model,
                builder.tools,
                builder.reviewers,
                builder.limits,
                builder.routing);
        this.text = builder.text;
        this.repositories = builder.repositories();
        this.model = builder.model;
        this.tools = List.copyOf(builder.tools);
        this.reviewers = List.copyOf(builder.reviewers);
        this.limits = builder.limits;
        this.routing = builder.routing;
    }

    /**
     * Starts a request of the user's words, which are kept exactly as they are.
     *
     * <p>Sentences like {@code Only touch src/auth/ and docs/auth.md.} and {@code Do not touch src/billing/.}, and lines
     * like {@code Only: src/auth/} and {@code Not: src/billing/}, are path rules; {@link ManagedTask#baseline()} shows
     * them. A sentence that seems to confine the work in another way is put before the host; see
     * {@link TaskHost#confirmScope}. A host that needs certainty adds {@link Builder#scope}.
     *
     * <p>Defaults:
     *
     * <ul>
     *   <li>{@code repositories}: none, exactly one must be set
     *   <li>{@code scope}: everything the text does not exclude
     *   <li>{@code verification}: none, at least one command must be set
     *   <li>{@code model}: that of the Helix instance
     *   <li>{@code tools}: only the library's own
     *   <li>{@code reviewers}: those of the Helix instance
     *   <li>{@code limits}: those of the Helix instance
     *   <li>{@code routing}: that of the Helix instance
     * </ul>
     *
     * @param text what is to be done, not blank
     * @throws InvalidRequestException if the text is blank
     */
    public static Builder of(String text) {
        if (requireNonNull(text, "text").isBlank()) {
            throw new InvalidRequestException("a task needs words: the text was blank");
        }
        return new Builder(text);
    }

    /** {@return a builder that starts from this request} */
    public Builder toBuilder() {
        Builder builder = new Builder(text);
        for (RepositoryRequest repository : repositories) {
            builder.in(repository.directory());
            builder.scope(repository.scope());
            builder.verification.addAll(repository.verification());
        }
        builder.model = model;
        builder.tools.addAll(tools);
        builder.reviewers.addAll(reviewers);
        builder.limits = limits;
        builder.routing = routing;
        return builder;
    }

    /** {@return the user's words, exactly as given} */
    public String text() {
        return text;
    }

    /** {@return the repositories the task is about, in the order they were named; empty until one was named} */
    public List<RepositoryRequest> repositories() {
        return repositories;
    }

    /** {@return the model of the Execution Agent as the host named it, empty for that of the routing, or else the default} */
    public Optional<String> model() {
        return model;
    }

    /** {@return the host's own tools for the Execution Agent and its SubAgents, in the order they were added} */
    public List<Tool> tools() {
        return tools;
    }

    /** {@return the task's own reviewers, asked after those of the Helix instance, in the order they were added} */
    public List<Reviewer> reviewers() {
        return reviewers;
    }

    /** {@return the task's own limits, empty for those of the Helix instance} */
    public Optional<Limits> limits() {
        return limits;
    }

    /** {@return the models of its own for other calls, empty for the routing of the Helix instance} */
    public Optional<ModelRouting> routing() {
        return routing;
    }

    /**
     * A builder of requests. Confined to one thread.
     *
     * <p>{@link #scope} and {@link #verifyWith} are about the repository named last, and before any was named about the
     * first.
     */
    public static final class Builder {
        private final String text;
        private final List<RepositoryRequest> finished = new ArrayList<>();
        private @Nullable Path directory;
        private PathRules scope = PathRules.EVERYTHING;
        private final List<List<String>> verification = new ArrayList<>();
        private Optional<String> model = Optional.empty();
        private final List<Tool> tools = new ArrayList<>();
        private final List<Reviewer> reviewers = new ArrayList<>();
        private Optional<Limits> limits = Optional.empty();
        private Optional<ModelRouting> routing = Optional.empty();

        private Builder(String text) {
            this.text = text;
        }

        /**
         * Adds a repository. This release carries out tasks in exactly one.
         *
         * @param inside any directory inside the repository's checkout
         */
        public Builder in(Path inside) {
            requireNonNull(inside, "inside");
            if (directory != null) {
                finished.add(new RepositoryRequest(directory, scope, verification));
                scope = PathRules.EVERYTHING;
                verification.clear();
            }
            directory = inside;
            return this;
        }

        /**
         * Restricts which paths may be changed. A path must be allowed by these rules and by those in the text; what the text
         * leaves unclear is settled by them and not asked.
         *
         * @param rules allow and deny rules
         */
        public Builder scope(PathRules rules) {
            this.scope = requireNonNull(rules, "rules");
            return this;
        }

        /**
         * Adds a command that proves the work when it succeeds on the merged tree; at least one is needed.
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

        /** Sets {@link TaskRequest#model()}: {@code provider:model}, or a bare name. */
        public Builder model(String name) {
            this.model = Optional.of(requireNonNull(name, "name"));
            return this;
        }

        /**
         * Adds tools of the host's own for the Execution Agent and its SubAgents.
         *
         * @param more each with a name that differs from those of the built-in tools
         */
        public Builder tools(Tool... more) {
            this.tools.addAll(List.of(requireNonNull(more, "more")));
            return this;
        }

        /** Adds reviewers that must agree before anything of this task is merged, asked in this order. */
        public Builder reviewers(Reviewer... more) {
            this.reviewers.addAll(List.of(requireNonNull(more, "more")));
            return this;
        }

        /** Sets {@link TaskRequest#limits()}; how many model calls run at the same time stays a limit of the Helix instance. */
        public Builder limits(Limits limits) {
            this.limits = Optional.of(requireNonNull(limits, "limits"));
            return this;
        }

        /** Sets {@link TaskRequest#routing()}, all of it. */
        public Builder routing(ModelRouting routing) {
            this.routing = Optional.of(requireNonNull(routing, "routing"));
            return this;
        }

        /** {@return the request} */
        public TaskRequest build() {
            return new TaskRequest(this);
        }

        private List<RepositoryRequest> repositories() {
            List<RepositoryRequest> all = new ArrayList<>(finished);
            if (directory != null) {
                all.add(new RepositoryRequest(directory, scope, verification));
            }
            return List.copyOf(all);
        }
    }
}
