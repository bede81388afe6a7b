/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.worktree;

import java.util.List;

/**
 * The subject of a review: exactly one tree. Immutable.
 *
 * @param tree the tree under review, that of the branch's tip
 * @param tip the commit that carries it
 * @param changes how it differs from the commit the work started from, sorted by path
 * @param diff the same as unified text, cut at 1 MiB with a note that says so
 */
public record ReviewSubject(TreeId tree, CommitId tip, List<FileChange> changes, String diff) {
    /**
     * Copies the changes.
     *
     * @param tree the tree under review
     * @param tip the commit that carries it
     * @param changes how it differs from the start
     * @param diff the same as text
     */
    public ReviewSubject {
        changes = List.copyOf(changes);
    }
}
