/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.worktree;

import java.time.Instant;
import java.util.List;

/**
 * One commit as git records it. Immutable.
 *
 * @param id the commit
 * @param tree its tree
 * @param parents its parents in order
 * @param message its whole message
 * @param committedAt the committer's time
 */
public record CommitFact(CommitId id, TreeId tree, List<CommitId> parents, String message, Instant committedAt) {
    /**
     * Copies the parents.
     *
     * @param id the commit
     * @param tree its tree
     * @param parents its parents in order
     * @param message its whole message
     * @param committedAt the committer's time
     */
    public CommitFact {
        parents = List.copyOf(parents);
    }

    /** {@return the first line of the message, possibly empty} */
    public String subject() {
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
