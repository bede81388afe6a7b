/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.manager;

/** Names the five things that must be proven before a task counts as done, in the order they are judged. */
public enum Criterion {
    /** The request was carried out: the verification commands succeed on the result. */
    IMPLEMENTED("requirement implemented"),
    /** Everything the agents did is in commits. */
    COMMITTED("changes committed"),
    /** The base branch carries the work as a merge commit. */
    MERGED("merged to the base branch"),
    /** The very tree the base branch carries was verified. */
    VERIFIED("base branch verified"),
    /** Checkout and repository are clean, and only paths in scope changed. */
    CLEAN("workspace clean, nothing out of scope");

    private final String title;

    Criterion(String title) {
        this.title = title;
    }

    /**
     * Returns the criterion in words.
     *
     * @return lower case, for reports
     */
    public String title() {
        return title;
    }
}
