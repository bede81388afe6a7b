/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.worktree;

import static java.util.Objects.requireNonNull;

/**
 * The difference in one path between two trees; renames appear as a removal and an addition. Immutable.
 *
 * @param path relative to the repository root, {@code /} between components
 * @param kind how it differs
 * @param submodule whether either side is a gitlink, that is a nested repository
 */
public record FileChange(String path, Kind kind, boolean submodule) {
    /** Refuses null. */
    public FileChange {
        requireNonNull(path, "path");
        requireNonNull(kind, "kind");
    }

    /** The way in which a path differs. */
    public enum Kind {
        /** Only the new tree has it. */
        ADDED,
        /** Both trees have it, with another content or mode. */
        MODIFIED,
        /** Only the old tree has it. */
        DELETED
    }
}
