/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.merge;

import dev.helix.api.worktree.BindingInfo;
import dev.helix.api.worktree.CommitId;

/** The work to be landed, as the merge machine sees it. */
public interface MergeSubmission {
    /**
     * Describes the work's binding.
     *
     * @return branch, base and task
     */
    BindingInfo info();

    /**
     * Insists that the work may be merged: reviewed, and all of it committed.
     *
     * @return the branch's tip
     * @throws InterruptedException if the calling thread was interrupted
     */
    CommitId requireReady() throws InterruptedException;

    /**
     * Keeps everybody from writing, insists once more that the work may be merged, and takes a step.
     *
     * @param step gets the tip
     * @return what the step returned
     * @throws InterruptedException if the calling thread was interrupted before the step began
     */
    Landing.Result whileShut(Step step) throws InterruptedException;

    /**
     * Ends the binding after its work landed: removes worktree and branch. The repository's lock is held.
     *
     * @param tip the commit that landed
     */
    void landed(CommitId tip);

    /** A step taken while nobody writes. */
    @FunctionalInterface
    interface Step {
        /**
         * Takes the step.
         *
         * @param tip the branch's tip
         * @return how it ended
         * @throws InterruptedException if the calling thread was interrupted
         */
        Landing.Result take(CommitId tip) throws InterruptedException;
    }
}
