/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.worktree;

import java.util.List;

/**
 * The facts that the library itself reads from git about a binding, for evidence; never what an agent says.
 *
 * <p>Each method reads at the moment it is called and works after the binding ended, unless it says otherwise.
 * Thread-safe.
 */
public interface RepositoryFacts {
    /** {@return the commit the binding's branch points at, or pointed at when the binding ended} */
    CommitId tip();

    /** {@return the tree of the tip} */
    TreeId tipTree();

    /** {@return the commits made on the branch since the base commit, newest first, possibly empty} */
    List<CommitFact> commits();

    /** {@return how the tip differs from the commit the work started from, sorted by path, possibly empty} */
    List<FileChange> changes();

    /**
     * {@return how the worktree's files differ from the tip: work that a commit would pick up, sorted by path; empty
     * once the binding ended}
     */
    List<FileChange> uncommitted();

    /**
     * Returns the newest commits of the base branch along its first parents.
     *
     * @param limit at least 1
     * @return newest first, at most {@code limit}
     */
    List<CommitFact> baseLog(int limit);

    /** The command that {@link #checkoutStatus} runs, for evidence to quote. */
    String STATUS_COMMAND = "git status --porcelain=v1 -z --untracked-files=all --ignore-submodules=all --no-renames";

    /**
     * {@return the state of the user's checkout as {@link #STATUS_COMMAND} says it, an entry per changed or untracked
     * file: two letters, a blank and the path; empty when the checkout is clean}
     */
    List<String> checkoutStatus();

    /** {@return whether the worktree directory or its registration is still there; false after a clean end} */
    boolean worktreeExists();

    /** {@return whether the isolated branch is still there; false after a clean end} */
    boolean branchExists();

    /**
     * Reads a commit of the repository.
     *
     * @param id the commit
     * @return what git records of it
     */
    CommitFact commit(CommitId id);

    /**
     * Checks whether the base branch carries a commit, wherever the branch points by now, by {@code git merge-base
     * --is-ancestor}.
     *
     * @param commit the commit
     * @return true when the branch's commit is this one or has it among its ancestors
     */
    boolean onBaseBranch(CommitId commit);

    /**
     * Returns the files of a tree of the repository.
     *
     * @param tree the tree
     * @return its files, for reading
     */
    TreeFiles files(TreeId tree);

    /** {@return the repository as it was when the work was bound} */
    RepositoryInfo repository();
}
