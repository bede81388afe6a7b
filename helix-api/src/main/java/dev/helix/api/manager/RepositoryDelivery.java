/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.manager;

import static java.util.Objects.requireNonNull;

import dev.helix.api.NamedParts;
import dev.helix.api.worktree.BindingInfo;
import dev.helix.api.worktree.FileChange;
import dev.helix.api.worktree.MergeOutcome;
import java.nio.file.Path;
import java.util.List;
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
            this.root = requireNonNull(root, "root");
        }

        /** Sets {@link RepositoryDelivery#verdicts()}. */
        public Builder verdicts(List<Verdict> verdicts) {
            this.verdicts = List.copyOf(requireNonNull(verdicts, "verdicts"));
            return this;
        }

        /** Sets {@link RepositoryDelivery#merge()}. */
        public Builder merge(Optional<MergeOutcome> merge) {
            this.merge = requireNonNull(merge, "merge");
            return this;
        }

        /** Sets {@link RepositoryDelivery#binding()}. */
        public Builder binding(Optional<BindingInfo> binding) {
            this.binding = requireNonNull(binding, "binding");
            return this;
        }

        /** Sets {@link RepositoryDelivery#changes()}. */
        public Builder changes(List<FileChange> changes) {
            this.changes = List.copyOf(requireNonNull(changes, "changes"));
            return this;
        }

        /** {@return the record} */
        public RepositoryDelivery build() {
            return new RepositoryDelivery(this);
        }
    }
}
