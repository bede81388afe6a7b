/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.manager;

import dev.helix.api.NamedParts;
import dev.helix.api.worktree.BindingInfo;
import dev.helix.api.worktree.FileChange;
import dev.helix.api.worktree.MergeOutcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The part of a delivery that is about one repository: what was proven there, by which evidence. Immutable. */
public final class RepositoryDelivery extends NamedParts {
    private final Path root;
    private final List<Verdict> verdicts;
    private final Optional<MergeOutcome> merge;
    private final Optional<BindingInfo> binding;
    private final List<FileChange> changes;

    private RepositoryDelivery(Builder builder) {
        super(
                "root, verdicts, merge, binding, changes",
                builder.root,
                builder.verdicts,
                builder.merge,
                builder.binding,
                builder.changes);
        this.root = builder.root;
        this.verdicts = builder.verdicts;
        this.merge = builder.merge;
        this.binding = builder.binding;
        this.changes = builder.changes;
    }

    /**
     * Starts the record of a repository.
     *
     * <p>Defaults: no verdicts, no merge, no binding, no changes.
     *
     * @param root the root of the user's checkout
     * @return a builder, confined to one thread
     */
    public static Builder builder(Path root) {
        return new Builder(root);
    }

    /** {@return the root of the user's checkout} */
    public Path root() {
        return root;
    }

    /** {@return the latest judgement of each criterion that was judged, in the order of {@link Criterion}} */
    public List<Verdict> verdicts() {
        return verdicts;
    }

    /** {@return how the last attempt to merge ended, empty when it never came to that} */
    public Optional<MergeOutcome> merge() {
        return merge;
    }

    /** {@return where the work was done, empty when no worktree was bound} */
    public Optional<BindingInfo> binding() {
        return binding;
    }

    /** {@return what the branch changed since the start, sorted by path} */
    public List<FileChange> changes() {
        return changes;
    }

    /** A builder of records. Confined to one thread. */
    public static final class Builder {
        private final Path root;
        private List<Verdict> verdicts = List.of();
        private Optional<MergeOutcome> merge = Optional.empty();
        private Optional<BindingInfo> binding = Optional.empty();
        private List<FileChange> changes = List.of();

        private Builder(Path root) {
            this.root = Objects.requireNonNull(root, "root is null");
        }

        /**
         * Sets the judgements.
         *
         * @param latest one per judged criterion, in order
         * @return this builder
         */
        public Builder verdicts(List<Verdict> latest) {
            this.verdicts = List.copyOf(latest);
            return this;
        }

        /**
         * Sets how the last attempt to merge ended.
         *
         * @param outcome empty when there was none
         * @return this builder
         */
        public Builder merge(Optional<MergeOutcome> outcome) {
            this.merge = Objects.requireNonNull(outcome, "outcome is null");
            return this;
        }

        /**
         * Sets where the work was done.
         *
         * @param info empty when no worktree was bound
         * @return this builder
         */
        public Builder binding(Optional<BindingInfo> info) {
            this.binding = Objects.requireNonNull(info, "info is null");
            return this;
        }

        /**
         * Sets what the branch changed.
         *
         * @param list sorted by path
         * @return this builder
         */
        public Builder changes(List<FileChange> list) {
            this.changes = List.copyOf(list);
            return this;
        }

        /**
         * Builds the record.
         *
         * @return the record
         */
        public RepositoryDelivery build() {
            return new RepositoryDelivery(this);
        }
    }
}
