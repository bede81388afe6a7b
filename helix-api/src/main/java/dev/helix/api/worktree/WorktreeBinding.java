/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.worktree;

import dev.helix.api.workspace.Workspace;
import java.util.Optional;

/**
 * The tie between a session and one isolated checkout of a repository, from binding to merge or abandonment. Called
 * by hosts; thread-safe.
 */
public interface WorktreeBinding {
    /** {@return the description of the binding, the same value always} */
    BindingInfo info();

    /**
     * {@return the guarded and sandboxed workspace of the worktree, the workspace; its writes are refused once the
     * binding ended}
     */
    Workspace workspace();

    /** {@return whether the work was merged or abandoned; true once nothing can be written any more} */
    boolean ended();

    /**
     * Commits everything in the worktree to the isolated branch.
     *
     * @param message the message's subject and, after a blank line, its body; never empty
     * @return the new commit
     * @throws NothingToCommitException if the worktree equals the tip
     * @throws WorktreeStateException if the worktree holds something that cannot be committed safely, for example a
     *     nested repository; nothing was changed
     * @throws InterruptedException if the calling thread was interrupted
     */
    CommitId commit(String message) throws InterruptedException;

    /**
     * Returns what a review has to look at.
     *
     * @return the tip's tree and its difference from the start
     * @throws UncommittedChangesException if the worktree holds work the tip does not
     * @throws InterruptedException if the calling thread was interrupted
     */
    ReviewSubject review() throws InterruptedException;

    /**
     * Opens the review gate for exactly one tree; any later commit with another tree closes it again.
     *
     * @param reviewed the tree that was looked at
     * @param approval who approved it
     * @throws ReviewRequiredException if the tip's tree is another one by now
     */
    void approve(TreeId reviewed, Approval approval);

    /**
     * Builds the merge beside the base branch and runs the checks on it, with no lock held and nothing moved.
     *
     * @param request subject, trailers and checks
     * @return the merge, to be landed or closed
     * @throws ReviewRequiredException if the gate is not open for the tip's tree
     * @throws UncommittedChangesException if the worktree holds work the tip does not
     * @throws WorktreeStateException if the binding ended already or git reports something unexpected
     * @throws InterruptedException if the calling thread was interrupted
     */
    PreparedMerge prepare(MergeRequest request) throws InterruptedException;

    /**
     * Prepares the merge, lands it and cleans up.
     *
     * @param request subject, trailers and checks
     * @return how it ended
     * @throws ReviewRequiredException if the gate is not open for the tip's tree
     * @throws UncommittedChangesException if the worktree holds work the tip does not
     * @throws WorktreeStateException if the binding ended already or git reports something unexpected
     * @throws InterruptedException if the calling thread was interrupted before anything moved
     */
    default MergeOutcome merge(MergeRequest request) throws InterruptedException {
        try (PreparedMerge prepared = prepare(request)) {
            return prepared.land();
        }
    }

    /** {@return how the work landed, empty until it did; never lost, even when whoever merged failed right after} */
    Optional<MergeOutcome.Merged> merged();

    /** {@return what git says about the binding, readings for evidence} */
    RepositoryFacts facts();

    /**
     * Ends the binding without merging: commits what is there, keeps it under a ref outside the branches, removes
     * worktree and branch. Does nothing when the binding ended already.
     *
     * <p>It always ends: what git cannot commit, a nested repository for example, is moved into a folder of the Helix
     * home instead of being deleted, and the answer says so.
     *
     * @return where the work is kept, and what could not be kept or removed
     * @throws InterruptedException if the calling thread was interrupted
     */
    SavedRef abandon() throws InterruptedException;
}
