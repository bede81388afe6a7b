/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.workspace;

import static java.util.Objects.requireNonNull;

/**
 * One file system entry of a workspace. Immutable.
 *
 * @param path relative to the workspace root, components separated by {@code /}
 * @param kind what it is; links are reported, not followed
 * @param sizeBytes the size of a file, 0 for anything else
 */
public record FileEntry(String path, Kind kind, long sizeBytes) {
    /** Refuses null. */
    public FileEntry {
        requireNonNull(path, "path");
        requireNonNull(kind, "kind");
    }

    /** The kind of an entry. */
    public enum Kind {
        /** A regular file. */
        FILE,
        /** A directory. */
        DIRECTORY,
        /** A symbolic link. */
        LINK,
        /** A device, socket or pipe. */
        OTHER
    }
}
