/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.worktree;

import static java.util.Objects.requireNonNull;

import dev.helix.api.NamedParts;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One commit as git records it. Immutable. */
public final class CommitFact extends NamedParts {
    private final CommitId id;
    private final TreeId tree;
    private final List<CommitId> parents;
    private final String message;
    private final Instant committedAt;

    private CommitFact(Builder builder) {
        super(
                "id, tree, parents, message, committedAt",
                builder.id,
                builder.tree,
                builder.parents,
                builder.message,
                builder.committedAt);
        this.id = builder.id;
        this.tree = builder.tree;
        this.parents = List.copyOf(builder.parents);
        this.message = builder.message;
        this.committedAt = requireNonNull(builder.committedAt, "committedAt");
    }

    /** Starts describing a commit. */
    public static Builder builder(CommitId id, TreeId tree) {
        return new Builder(id, tree);
    }

    /** {@return the commit} */
    public CommitId id() {
        return id;
    }

    /** {@return its tree} */
    public TreeId tree() {
        return tree;
    }

    /** {@return its parents in order, none for a first commit} */
    public List<CommitId> parents() {
        return parents;
    }

    /** {@return its whole message} */
    public String message() {
        return message;
    }

    /** {@return the committer's time} */
    public Instant committedAt() {
        return committedAt;
    }

    /** {@return the subject as git shows it: the lines of the first paragraph on one line, possibly empty} */
    public String subject() {
        return message.lines()
                .dropWhile(String::isBlank)
                .takeWhile(line -> !line.isBlank())
                .map(String::strip)
                .collect(Collectors.joining(" "));
    }

    /**
     * A builder of {@link CommitFact}. Confined to one thread.
     *
     * <ul>
     *   <li>parents: none
     *   <li>message: empty
     *   <li>committedAt: must be set
     * </ul>
     */
    public static final class Builder {
        private final CommitId id;
        private final TreeId tree;
        private List<CommitId> parents = List.of();
        private String message = "";
        private @Nullable Instant committedAt;

        private Builder(CommitId id, TreeId tree) {
            this.id = requireNonNull(id, "id");
            this.tree = requireNonNull(tree, "tree");
        }

        /** Sets {@link CommitFact#parents()}. */
        public Builder parents(List<CommitId> parents) {
            this.parents = List.copyOf(requireNonNull(parents, "parents"));
            return this;
        }

        /** Sets {@link CommitFact#message()}. */
        public Builder message(String message) {
            this.message = requireNonNull(message, "message");
            return this;
        }

        /** Sets {@link CommitFact#committedAt()}. */
        public Builder committedAt(Instant committedAt) {
            this.committedAt = requireNonNull(committedAt, "committedAt");
            return this;
        }

        /**
         * Builds the description.
         *
         * @throws NullPointerException if the time is missing
         */
        public CommitFact build() {
            return new CommitFact(this);
        }
    }
}
