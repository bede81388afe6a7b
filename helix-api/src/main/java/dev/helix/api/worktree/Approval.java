/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.worktree;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * The record of who approved a tree. Immutable.
 *
 * @param reviewers names of those who agreed, not empty
 * @param at when
 */
public record Approval(List<String> reviewers, Instant at) {
    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if nobody approved
     */
    public Approval {
        requireNonNull(at, "at");
        reviewers = List.copyOf(requireNonNull(reviewers, "reviewers"));
        if (reviewers.isEmpty()) {
            throw new IllegalArgumentException("an approval names at least one reviewer");
        }
    }
}
