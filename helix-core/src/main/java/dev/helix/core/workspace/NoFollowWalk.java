/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.workspace;

import dev.helix.api.workspace.PathOutsideWorkspaceException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** A walk from a root down to a directory, one component at a time and never over a link. */
public final class NoFollowWalk {
    private NoFollowWalk() {}

    /**
     * Opens a directory below a root.
     *
     * @param root a real path whose parents nobody else may change
     * @param directory the way down; empty for the root itself
     * @return the open directory, to be closed
     * @throws PathOutsideWorkspaceException if a component is a link
     * @throws NoSuchFileException if a component does not exist
     * @throws NotDirectoryException if a component is something else than a directory
     * @throws IOException if a component cannot be opened
     */
    public static DirectoryHandle to(Path root, RelativePath directory) throws IOException {
        DirectoryHandle current = DirectoryHandle.open(root);
        for (int depth = 0; depth < directory.components().size(); depth++) {
            try (DirectoryHandle above = current) {
                current = step(above, directory, depth);
            }
        }
        return current;
    }

    /**
     * Takes one step of a way down.
     *
     * @param from the open directory the component lies in; stays open
     * @param way the whole way, for messages
     * @param depth which component of it to enter
     * @return the open directory one level below, to be closed
     * @throws PathOutsideWorkspaceException if the component is a link
     * @throws NoSuchFileException if the component does not exist
     * @throws NotDirectoryException if the component is something else than a directory
     * @throws IOException if the component cannot be opened
     */
    public static DirectoryHandle step(DirectoryHandle from, RelativePath way, int depth) throws IOException {
        String name = way.components().get(depth);
        BasicFileAttributes found = from.look(name).orElseThrow(() -> new NoSuchFileException(upTo(way, depth)));
        if (found.isSymbolicLink()) {
            throw overLink(upTo(way, depth), way.toString());
        }
        // Looked at first: opening a named pipe, even as a directory, would block.
        if (!found.isDirectory()) {
            throw new NotDirectoryException(upTo(way, depth));
        }
        return from.enter(name);
    }

    static PathOutsideWorkspaceException overLink(String link, String path) {
        return new PathOutsideWorkspaceException("path \"" + path + "\" leads over the symbolic link \"" + link
                + "\", and links are not followed; name the file by its real path in the workspace");
    }

    private static String upTo(RelativePath way, int depth) {
        return new RelativePath(way.components().subList(0, depth + 1)).toString();
    }
}
