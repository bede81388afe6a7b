/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.worktree;

import dev.helix.api.workspace.FileEntry;
import dev.helix.api.workspace.FileUnavailableException;
import java.util.List;
import java.util.Optional;

/**
 * The files of one git tree, read from git's own store, never from a directory that somebody could change meanwhile.
 *
 * <p>Paths are relative to the repository's root, with {@code /} between components. Content is what git stores: line
 * ends are not converted, links hold their target. Called by hosts; thread-safe.
 */
public interface TreeFiles {
    /** {@return the tree} */
    TreeId tree();

    /**
     * Looks an entry up.
     *
     * @param path relative path, empty for the root
     * @return the entry, or empty when the tree has none
     */
    Optional<FileEntry> stat(String path);

    /**
     * Reads a file, or the target of a link.
     *
     * @param path relative path of a file or link
     * @param limitBytes the largest file accepted
     * @return its bytes
     * @throws FileUnavailableException if there is no such file, or it is larger than the limit
     */
    byte[] read(String path, int limitBytes);

    /**
     * Lists a directory.
     *
     * @param directory relative path, empty for the root
     * @return its entries sorted by path
     * @throws FileUnavailableException if there is no such directory
     */
    List<FileEntry> list(String directory);

    /**
     * Walks all files below a directory.
     *
     * @param directory relative path, empty for the root
     * @param limit the largest number of entries returned, at least 1
     * @return files and links, sorted by path, at most {@code limit}
     * @throws FileUnavailableException if there is no such directory
     */
    List<FileEntry> walk(String directory, int limit);
}
