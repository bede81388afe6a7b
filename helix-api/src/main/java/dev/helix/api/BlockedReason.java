/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api;

/**
 * A condition outside the library's reach that keeps a merge or a task from going on.
 *
 * <p>Nothing was changed or lost, and the same request can be made again once the condition is gone. New constants
 * appear in later releases: code that looks at constants keeps a default branch.
 */
public enum BlockedReason {
    /** The user's checkout of the base branch has changes of its own. */
    CHECKOUT_DIRTY,
    /** A merge, rebase, cherry-pick or revert is under way in the user's checkout. */
    OPERATION_IN_PROGRESS,
    /** An untracked or ignored file stands where the merge would put one. */
    UNTRACKED_IN_THE_WAY,
    /** The base branch kept moving, or git kept pruning the candidate, while the candidate was checked. */
    BASE_KEEPS_MOVING,
    /** Another process holds a git lock. */
    REPOSITORY_LOCKED,
    /** The commit the work started from was taken off the base branch: landing would bring it back. */
    BASE_REWRITTEN,
    /** Somebody deleted the isolated branch. */
    BRANCH_GONE,
    /** The model's provider does not answer, or not often enough. */
    PROVIDER_UNAVAILABLE,
    /** The task used up one of its limits. */
    LIMIT_REACHED
}
