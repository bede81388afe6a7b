/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.workspace;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;

/** The way files below a root are opened once they were looked at. Thread-safe. */
@FunctionalInterface
public interface FileOpener {
    /** Opens at once, which is safe where nobody can put a pipe in the file's place meanwhile. */
    FileOpener DIRECT = (directory, path) -> directory.openForReading(path.name());

    /**
     * Opens a regular file for reading.
     *
     * @param directory the open directory it lies in
     * @param path its path below the root
     * @return the open file, to be closed
     * @throws IOException if it cannot be opened, or is no regular file by now
     */
    SeekableByteChannel open(DirectoryHandle directory, RelativePath path) throws IOException;
}
