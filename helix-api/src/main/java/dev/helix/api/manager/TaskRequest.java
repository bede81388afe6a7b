/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.manager;

import static java.util.Objects.requireNonNull;

import dev.helix.api.InvalidRequestException;
import dev.helix.api.scope.PathRules;
import dev.helix.api.session.AgentSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A task for the Manager: the user's words, the repositories it is about, and how the work is proven. Immutable. */
public final class TaskRequest extends AgentSettings {
    private final String text;
    private final List<RepositoryRequest> repositories;

    private TaskRequest(Builder builder) {
        super(builder, "text, repositories, ", builder.text, builder.repositories());
        this.text = builder.text;
        this.repositories = builder.repositories();
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
     *   <li>{@code model}: that of the routing, or else of the Helix instance
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
        return new Builder(this);
    }

    /** {@return the user's words, exactly as given} */
    public String text() {
        return text;
    }

    /** {@return the repositories the task is about, in the order they were named; empty until one was named} */
    public List<RepositoryRequest> repositories() {
        return repositories;
    }

    /**
     * A builder of requests. Confined to one thread.
     *
     * <p>{@link #scope} and {@link #verifyWith} are about the repository named last, and before any was named about the
     * first.
     */
    public static final class Builder extends AgentSettings.Builder<Builder> {
        private final String text;
        private final List<RepositoryRequest> finished = new ArrayList<>();
        private @Nullable Path directory;
        private PathRules scope = PathRules.EVERYTHING;
        private final List<List<String>> verification = new ArrayList<>();

        private Builder(String text) {
            this.text = text;
        }

        private Builder(TaskRequest start) {
            this(start.text);
            for (RepositoryRequest repository : start.repositories) {
                in(repository.directory());
                scope(repository.scope());
                verification.addAll(repository.verification());
            }
            like(start);
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

        @Override
        protected Builder self() {
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
