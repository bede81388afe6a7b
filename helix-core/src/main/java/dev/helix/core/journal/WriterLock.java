/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.journal;

import dev.helix.api.SessionId;
import dev.helix.api.journal.JournalException;
import dev.helix.api.journal.Lease;
import dev.helix.api.journal.LeaseHeldException;
import dev.helix.core.lock.FileMutex;
import java.io.IOException;
import java.nio.file.Path;

/** A lock that keeps a second writer away from a journal, in this process and in others. */
final class WriterLock implements Lease {
    private final FileMutex mutex;

    private final Lease lease;

    private WriterLock(FileMutex mutex, Lease lease) {
        this.mutex = mutex;
        this.lease = lease;
    }

    /**
     * Takes the lock.
     *
     * @throws JournalException if somebody else holds it, or the file cannot be locked
     */
    static WriterLock take(SessionId session, Path file, Lease lease) {
        try {
            return FileMutex.tryAcquire(file, PrivateFiles.file(file))
                    .map(held -> new WriterLock(held, lease))
                    .orElseThrow(() -> new LeaseHeldException(LeaseNames.of(session), "another process"));
        } catch (IOException e) {
            throw new JournalException("the journal lock " + file + " cannot be taken: " + e.getMessage(), e);
        }
    }

    @Override
    public String name() {
        return lease.name();
    }

    @Override
    public long token() {
        return lease.token();
    }

    @Override
    public boolean held() {
        return lease.held();
    }

    @Override
    public void close() {
        try (lease) {
            mutex.close();
        } catch (IOException e) {
            throw new JournalException("the journal lock cannot be released: " + e.getMessage(), e);
        }
    }
}
