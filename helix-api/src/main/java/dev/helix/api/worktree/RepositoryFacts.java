/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.worktree;

import java.util.List;

/**
 * States what the library itself reads from git about a binding, for evidence; never what an agent says.
 *
 * <p>Each method reads at the moment it is called and works after the binding ended, unless it says otherwise.
 * Thread-safe.
 */
public interface RepositoryFacts {
    /**
     * Returns the commit the binding's branch points at, or pointed at when the binding ended.
     *
     * @return the tip
     */
    CommitId tip();

    /**
     * Returns the tree of the tip.
     *
     * @return the tree
     */
    TreeId tipTree();

    /**
     * Returns the commits made on the branch since the base commit.
     *
     * @return newest first, possibly empty
     */
    List<CommitFact> commits();

    /**
     * Returns how the tip differs from the commit the work started from.
     *
     * @return sorted by path, possibly empty
     */
    List<FileChange> changes();

    /**
     * Returns how the worktree's files differ from the tip: work that a commit would pick up.
     *
     * @return sorted by path; empty once the binding ended
     */
    List<FileChange> uncommitted();

    /**
     * Returns the newest commits of the base branch along its first parents.
     *
     * @param limit at least 1
     * @return newest first, at most {@code limit}
     */
    List<CommitFact> baseLog(int limit);

    /**
     * Returns the state of the user's checkout as {@code git status --porcelain} lines.
     *
     * @return empty when the checkout is clean
     */
    List<String> checkoutStatus();

    /**
     * Tells whether the worktree directory or its registration is still there.
     *
     * @return false after a clean end
     */
    boolean worktreeExists();

    /**
     * Tells whether the isolated branch is still there.
     *
     * @return false after a clean end
     */
    boolean branchExists();
}
