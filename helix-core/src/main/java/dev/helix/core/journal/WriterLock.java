/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.journal;

import dev.helix.api.journal.JournalException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A lock of the operating system that keeps a second writer away from a journal and ends with the process that holds
 * it.
 *
 * <p>POSIX gives a lock up as soon as the process closes any handle of the locked file. So the file is never read, and
 * {@link JsonLinesJournals} opens it only once at a time.
 */
final class WriterLock implements AutoCloseable {
    private final FileChannel channel;

    private WriterLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @throws JournalException if somebody else holds it, or the file cannot be locked
     */
    static WriterLock take(Path file) {
        try {
            FileChannel channel = FileChannel.open(
                    file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), PrivateFiles.file(file));
            // Not closed when this throws because this very JVM holds the lock: that would free it for other processes.
            if (channel.tryLock() != null) {
                return new WriterLock(channel);
            }
            channel.close();
        } catch (OverlappingFileLockException e) {
            throw inUse(file, e);
        } catch (IOException e) {
            throw new JournalException("the journal lock " + file + " cannot be taken: " + e.getMessage(), e);
        }
        throw inUse(file, null);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new JournalException("the journal lock cannot be released: " + e.getMessage(), e);
        }
    }

    private static JournalException inUse(Path file, @Nullable Throwable cause) {
        return new JournalException(
                "the journal in " + file.getParent() + " has another writer; a journal has one writer at a time, so "
                        + "close the session there first",
                cause);
    }
}
