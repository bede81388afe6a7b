/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.worktree;

import java.util.List;

/**
 * The findings of a reviewer. Immutable.
 *
 * @param findings what has to change before the merge; empty means approved
 */
public record ReviewVerdict(List<String> findings) {
    /** Nothing to object to. */
    public static final ReviewVerdict APPROVED = new ReviewVerdict(List.of());

    /**
     * Copies the findings.
     *
     * @param findings what has to change
     */
    public ReviewVerdict {
        findings = List.copyOf(findings);
    }

    /** {@return whether there is nothing to object to; true when there is no finding} */
    public boolean approved() {
        return findings.isEmpty();
    }
}
