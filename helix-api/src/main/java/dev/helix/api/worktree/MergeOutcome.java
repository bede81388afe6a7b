/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.worktree;

import dev.helix.api.BlockedReason;
import dev.helix.api.NamedParts;
import java.util.List;

/**
 * The outcome of an attempt to merge. Unless it is {@link Merged}, the base branch did not move.
 *
 * <p>Later releases add outcomes: code that tells them apart keeps a default branch, which treats what it does not know
 * as not merged. Implemented by the library only.
 */
public interface MergeOutcome {
    /** The outcome after which the work is on the base branch, and worktree and branch are gone. Immutable. */
    final class Merged extends NamedParts implements MergeOutcome {
        private final CommitId commit;
        private final TreeId tree;
        private final List<CommitId> parents;
        private final List<CheckResult> checks;

        private Merged(CommitId commit, TreeId tree, List<CommitId> parents, List<CheckResult> checks) {
            super("commit, tree, parents, checks", commit, tree, parents, checks);
            this.commit = commit;
            this.tree = tree;
            this.parents = List.copyOf(parents);
            this.checks = List.copyOf(checks);
        }

        /** Creates the outcome. */
        public static Merged of(CommitId commit, TreeId tree, List<CommitId> parents, List<CheckResult> checks) {
            return new Merged(commit, tree, parents, checks);
        }

        /** {@return the merge commit} */
        public CommitId commit() {
            return commit;
        }

        /** {@return its tree, the one the checks ran on} */
        public TreeId tree() {
            return tree;
        }

        /** {@return its parents, base commit first, then the branch's tip} */
        public List<CommitId> parents() {
            return parents;
        }

        /** {@return what the checks found, one result per check of the request, in order} */
        public List<CheckResult> checks() {
            return checks;
        }
    }

    /** The outcome when the branch adds nothing to the base branch. Immutable. */
    final class NothingToMerge extends NamedParts implements MergeOutcome {
        private final CommitId base;

        private NothingToMerge(CommitId base) {
            super("base", base);
            this.base = base;
        }

        /** Creates the outcome. */
        public static NothingToMerge of(CommitId base) {
            return new NothingToMerge(base);
        }

        /** {@return the base branch's commit} */
        public CommitId base() {
            return base;
        }
    }

    /** The outcome when base and branch changed the same places. Immutable. */
    final class Conflict extends NamedParts implements MergeOutcome {
        private final List<String> paths;

        private Conflict(List<String> paths) {
            super("paths", paths);
            this.paths = List.copyOf(paths);
        }

        /** Creates the outcome. */
        public static Conflict of(List<String> paths) {
            return new Conflict(paths);
        }

        /** {@return the conflicting paths, sorted} */
        public List<String> paths() {
            return paths;
        }
    }

    /** The outcome when a check did not pass on the candidate. Immutable. */
    final class CheckFailed extends NamedParts implements MergeOutcome {
        private final TreeId tree;
        private final List<CheckResult> checks;

        private CheckFailed(TreeId tree, List<CheckResult> checks) {
            super("tree, checks", tree, checks);
            this.tree = tree;
            this.checks = List.copyOf(checks);
        }

        /** Creates the outcome. */
        public static CheckFailed of(TreeId tree, List<CheckResult> checks) {
            return new CheckFailed(tree, checks);
        }

        /** {@return the candidate's tree} */
        public TreeId tree() {
            return tree;
        }

        /** {@return what the checks found, those of the request in order up to the one that failed} */
        public List<CheckResult> checks() {
            return checks;
        }
    }

    /**
     * The outcome when the user's checkout or another process is in the way; nothing was touched and the same request
     * can be made again. Immutable.
     */
    final class Blocked extends NamedParts implements MergeOutcome {
        private final BlockedReason reason;
        private final String explanation;
        private final List<String> paths;

        private Blocked(BlockedReason reason, String explanation, List<String> paths) {
            super("reason, explanation, paths", reason, explanation, paths);
            this.reason = reason;
            this.explanation = explanation;
            this.paths = List.copyOf(paths);
        }

        /** Creates the outcome. */
        public static Blocked of(BlockedReason reason, String explanation, List<String> paths) {
            return new Blocked(reason, explanation, paths);
        }

        /** {@return what kind of thing is in the way} */
        public BlockedReason reason() {
            return reason;
        }

        /** {@return what is in the way and how to clear it} */
        public String explanation() {
            return explanation;
        }

        /** {@return the paths concerned, possibly empty} */
        public List<String> paths() {
            return paths;
        }
    }
}
