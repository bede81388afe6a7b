/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.journal;

import dev.helix.api.journal.JournalException;
import dev.helix.core.lock.FileMutex;
import java.io.IOException;
import java.nio.file.Path;

/** A lock that keeps a second writer away from a journal, in this process and in others. */
final class WriterLock implements AutoCloseable {
    private final FileMutex mutex;

    private WriterLock(FileMutex mutex) {
        this.mutex = mutex;
    }

    /**
     * Takes the lock.
     *
     * @throws JournalException if somebody else holds it, or the file cannot be locked
     */
    static WriterLock take(Path file) {
        try {
            return FileMutex.tryAcquire(file, PrivateFiles.file(file))
                    .map(WriterLock::new)
                    .orElseThrow(() -> new JournalException(
                            "the journal in " + file.getParent() + " has another writer; a journal has one writer at a"
                                    + " time, so close the session there first",
                            null));
        } catch (IOException e) {
            throw new JournalException("the journal lock " + file + " cannot be taken: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            mutex.close();
        } catch (IOException e) {
            throw new JournalException("the journal lock cannot be released: " + e.getMessage(), e);
        }
    }
}
