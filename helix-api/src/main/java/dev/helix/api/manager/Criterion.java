/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.manager;

/** The five things that must be proven before a task counts as done, in the order they are judged. */
public enum Criterion {
    /** The request was carried out: the verification commands succeed on the result. */
    IMPLEMENTED(1, "requirement implemented"),
    /** Everything the agents did is in commits. */
    COMMITTED(2, "changes committed"),
    /** The base branch carries the work as a merge commit. */
    MERGED(3, "merged to the base branch"),
    /** The very tree the base branch carries was verified. */
    VERIFIED(4, "base branch verified"),
    /** Checkout and repository are clean, and only paths in scope changed. */
    CLEAN(5, "workspace clean, nothing out of scope");

    private final int number;
    private final String title;

    Criterion(int number, String title) {
        this.number = number;
        this.title = title;
    }

    /** {@return the criterion's number, 1 to 5, in the order they are judged} */
    public int number() {
        return number;
    }

    /** {@return the criterion in words, lower case, for reports} */
    public String title() {
        return title;
    }
}
