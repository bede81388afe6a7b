/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.worktree;

import static java.util.Objects.requireNonNull;

import dev.helix.api.NamedParts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The subject of a review: exactly one tree. Immutable. */
public final class ReviewSubject extends NamedParts {
    private final TreeId tree;
    private final TreeId baseTree;
    private final CommitId tip;
    private final List<FileChange> changes;
    private final String diff;

    private ReviewSubject(Builder builder) {
        super(
                "tree, baseTree, tip, changes, diff",
                builder.tree,
                builder.baseTree,
                builder.tip,
                builder.changes,
                builder.diff);
        this.tree = builder.tree;
        this.tip = builder.tip;
        this.baseTree = requireNonNull(builder.baseTree, "baseTree");
        this.changes = List.copyOf(builder.changes);
        this.diff = builder.diff;
    }

    /** Starts describing the tree under review and the commit that carries it. */
    public static Builder builder(TreeId tree, CommitId tip) {
        return new Builder(tree, tip);
    }

    /** {@return a builder that holds this subject} */
    public Builder toBuilder() {
        return new Builder(tree, tip).baseTree(baseTree).changes(changes).diff(diff);
    }

    /** {@return the tree under review, that of the branch's tip} */
    public TreeId tree() {
        return tree;
    }

    /** {@return the tree the work started from} */
    public TreeId baseTree() {
        return baseTree;
    }

    /** {@return the commit that carries the tree under review} */
    public CommitId tip() {
        return tip;
    }

    /** {@return how it differs from the commit the work started from, sorted by path} */
    public List<FileChange> changes() {
        return changes;
    }

    /** {@return the same as unified text, cut at 1 MiB with a note that says so} */
    public String diff() {
        return diff;
    }

    /**
     * A builder of {@link ReviewSubject}. Confined to one thread.
     *
     * <ul>
     *   <li>baseTree: must be set
     *   <li>changes: none
     *   <li>diff: empty
     * </ul>
     */
    public static final class Builder {
        private final TreeId tree;
        private final CommitId tip;
        private @Nullable TreeId baseTree;
        private List<FileChange> changes = List.of();
        private String diff = "";

        private Builder(TreeId tree, CommitId tip) {
            this.tree = requireNonNull(tree, "tree");
            this.tip = requireNonNull(tip, "tip");
        }

        /** Sets {@link ReviewSubject#baseTree()}. */
        public Builder baseTree(TreeId baseTree) {
            this.baseTree = requireNonNull(baseTree, "baseTree");
            return this;
        }

        /** Sets {@link ReviewSubject#changes()}. */
        public Builder changes(List<FileChange> changes) {
            this.changes = List.copyOf(requireNonNull(changes, "changes"));
            return this;
        }

        /** Sets {@link ReviewSubject#diff()}. */
        public Builder diff(String diff) {
            this.diff = requireNonNull(diff, "diff");
            return this;
        }

        /**
         * Builds the subject.
         *
         * @throws NullPointerException if the base tree is missing
         */
        public ReviewSubject build() {
            return new ReviewSubject(this);
        }
    }
}
