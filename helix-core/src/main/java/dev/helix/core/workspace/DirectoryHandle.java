/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.workspace;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An open directory that gives access to what lies directly in it, never over a symbolic link. Confined to one
 * thread.
 *
 * <p>Names are single components, as {@link RelativePath} makes them: the platform would follow links in a longer path.
 */
public interface DirectoryHandle extends Closeable {
    /**
     * Opens a directory by its path.
     *
     * @param directory a real path whose parents nobody else may change
     * @return a handle that stays with this very directory, where the platform can do so
     */
    @SuppressWarnings("StreamResourceLeak") // the handle returned owns the stream
    static DirectoryHandle open(Path directory) throws IOException {
        DirectoryStream<Path> stream = Files.newDirectoryStream(directory);
        if (stream instanceof SecureDirectoryStream<Path> secure) {
            return new SecureDirectory(secure);
        }
        stream.close();
        return new CheckedDirectory(directory);
    }

    /**
     * Looks at an entry itself, not at what a link points to.
     *
     * @return its attributes; empty if there is no such entry
     */
    Optional<BasicFileAttributes> look(String name) throws IOException;

    /**
     * Opens a directory below this one.
     *
     * @return a handle of its own, to be closed
     * @throws IOException if it is no directory, above all if it is a link
     */
    DirectoryHandle enter(String name) throws IOException;

    /**
     * Lists the names in this directory; may be called once for a handle.
     *
     * @param limit the most that is accepted
     * @return the names in no particular order
     * @throws IOException if it cannot be read, or there are more
     */
    List<String> names(int limit) throws IOException;

    /**
     * Opens a file for reading.
     *
     * @param name the entry; look at it first, since opening a named pipe would block
     * @throws IOException if it cannot be opened, above all if it is a link
     */
    SeekableByteChannel openForReading(String name) throws IOException;

    /**
     * Creates a file and opens it for writing.
     *
     * @param name a name not in use
     * @param permissions what {@link #permissions} returned for another file, as far as the umask lets them; empty for the usual
     */
    SeekableByteChannel create(String name, Optional<Set<PosixFilePermission>> permissions) throws IOException;

    /**
     * Reads the permissions of a file.
     *
     * @return its permissions; empty where the file system has none of this kind
     */
    Optional<Set<PosixFilePermission>> permissions(String name) throws IOException;

    /** {@return the attributes that create a file with permissions, or with the usual ones} */
    static FileAttribute<?>[] attributes(Optional<Set<PosixFilePermission>> permissions) {
        return permissions
                .map(all -> new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(all)})
                .orElseGet(() -> new FileAttribute<?>[0]);
    }

    /**
     * Moves an entry in one step, replacing a file or link of the new name.
     *
     * @param target a directory opened from the same root
     */
    void move(String name, DirectoryHandle target, String newName) throws IOException;

    /** Deletes a file or link. */
    void delete(String name) throws IOException;
}
