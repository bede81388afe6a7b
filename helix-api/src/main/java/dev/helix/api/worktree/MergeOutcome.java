/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.worktree;

import dev.helix.api.BlockedReason;
import java.util.List;

/** The outcome of an attempt to merge. Unless it is {@link Merged}, the base branch did not move. */
public sealed interface MergeOutcome {
    /**
     * The outcome after which the work is on the base branch, and worktree and branch are gone. Immutable.
     *
     * @param commit the merge commit
     * @param tree its tree, the one the checks ran on
     * @param parents base commit first, then the branch's tip
     * @param checks what the checks found, in order
     */
    record Merged(CommitId commit, TreeId tree, List<CommitId> parents, List<CheckResult> checks)
            implements MergeOutcome {
        /**
         * Copies.
         *
         * @param commit the merge commit
         * @param tree its tree
         * @param parents its parents
         * @param checks what the checks found
         */
        public Merged {
            parents = List.copyOf(parents);
            checks = List.copyOf(checks);
        }
    }

    /**
     * The outcome when the branch adds nothing to the base branch. Immutable.
     *
     * @param base the base branch's commit
     */
    record NothingToMerge(CommitId base) implements MergeOutcome {}

    /**
     * The outcome when base and branch changed the same places. Immutable.
     *
     * @param paths the conflicting paths, sorted
     */
    record Conflict(List<String> paths) implements MergeOutcome {
        /**
         * Copies.
         *
         * @param paths the conflicting paths
         */
        public Conflict {
            paths = List.copyOf(paths);
        }
    }

    /**
     * The outcome when a check did not pass on the candidate. Immutable.
     *
     * @param tree the candidate's tree
     * @param checks what the checks found, in order; the last one failed
     */
    record CheckFailed(TreeId tree, List<CheckResult> checks) implements MergeOutcome {
        /**
         * Copies.
         *
         * @param tree the candidate's tree
         * @param checks what the checks found
         */
        public CheckFailed {
            checks = List.copyOf(checks);
        }
    }

    /**
     * The outcome when everything passed but the user's checkout or another process is in the way; nothing was
     * touched and the same request can be made again. Immutable.
     *
     * @param reason what kind of thing is in the way
     * @param explanation what is in the way and how to clear it
     * @param paths the paths concerned, possibly empty
     */
    record Blocked(BlockedReason reason, String explanation, List<String> paths) implements MergeOutcome {
        /**
         * Copies.
         *
         * @param reason what is in the way
         * @param explanation how to clear it
         * @param paths the paths concerned
         */
        public Blocked {
            paths = List.copyOf(paths);
        }
    }
}
