/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.manager;

import static java.util.Objects.requireNonNull;

import dev.helix.api.worktree.TreeId;
import java.time.Instant;
import java.util.Optional;

/**
 * Something the library itself observed: a command it ran or a fact it read from git. Immutable.
 *
 * @param source the command or the reading, for example {@code git log --first-parent main}
 * @param text what it showed, cut to the first and last lines when long
 * @param tree the tree it holds for; it proves nothing about any other
 * @param at when it was observed
 */
public record Evidence(String source, String text, Optional<TreeId> tree, Instant at) {
    /** Refuses null. */
    public Evidence {
        requireNonNull(source, "source");
        requireNonNull(text, "text");
        requireNonNull(tree, "tree");
        requireNonNull(at, "at");
    }
}
