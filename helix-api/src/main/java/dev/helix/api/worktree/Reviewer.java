/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.worktree;

/**
 * A reviewer that judges a change before it may be merged. Implemented by hosts; thread-safe. All configured
 * reviewers must agree.
 */
public interface Reviewer {
    /** {@return the name shown in findings and events, short and constant} */
    String name();

    /**
     * Judges one tree.
     *
     * @param subject what to look at
     * @param context on whose behalf, and the files before and after
     * @return the verdict; a reviewer that throws counts as one that did not approve
     * @throws InterruptedException if the calling thread was interrupted
     */
    ReviewVerdict review(ReviewSubject subject, ReviewContext context) throws InterruptedException;
}
