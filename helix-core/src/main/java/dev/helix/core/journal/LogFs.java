/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The file system as the log uses it, so that a test can put one underneath that crashes, fills up or fails.
 *
 * <p>What was written survives a crash once it was forced; a name that was created, renamed or deleted does once its
 * directory was forced. Nothing may be assumed of what was not: it is there or not, whole or in part, in any order.
 */
interface LogFs {
    /** Opens a file that exists, to read and to write. */
    LogFile open(Path file) throws IOException;

    /** Creates and opens a file that does not exist. */
    LogFile create(Path file) throws IOException;

    /** Lists the names in a directory, sorted; none when there is no such directory. */
    List<String> list(Path directory) throws IOException;

    /** Creates a directory and those above it, durably. */
    void createDirectories(Path directory) throws IOException;

    /** Gives a file another name, in place of whatever had it. */
    void rename(Path from, Path to) throws IOException;

    /** Deletes a file or an empty directory, if it is there. */
    void delete(Path path) throws IOException;

    /** Makes the names in a directory durable. */
    void forceDirectory(Path directory) throws IOException;

    /** Locks a file against other holders in this process and in others, until it is closed; empty after the wait. */
    Optional<Closeable> lock(Path file, Duration patience) throws IOException;

    /** An open file. Used by one thread at a time; an interrupt of it does nothing. */
    interface LogFile extends Closeable {
        /** {@return the length in bytes} */
        long size() throws IOException;

        /** Reads up to so many bytes from a position; -1 at the end. */
        int read(long position, byte[] bytes, int offset, int length) throws IOException;

        /** Writes bytes at a position. */
        void write(long position, byte[] bytes, int offset, int length) throws IOException;

        /** Makes everything written durable. */
        void force() throws IOException;

        /** Cuts the file off. */
        void truncate(long size) throws IOException;
    }
}
