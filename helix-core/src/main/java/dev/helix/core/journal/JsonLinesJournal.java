/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.journal;

import static java.util.Objects.requireNonNull;

import dev.helix.api.SessionId;
import dev.helix.api.journal.Journal;
import dev.helix.api.journal.JournalException;
import dev.helix.api.journal.JournalPosition;
import dev.helix.api.journal.JournalRecord;
import dev.helix.api.journal.JournalRecovery;
import dev.helix.api.journal.Lease;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An open journal file.
 *
 * <p>Threads: thread-safe; one lock covers the file, and only the file is touched under it.
 *
 * <p>The file is a {@link RandomAccessFile} and not a channel, because an interrupt of the thread that uses a channel
 * closes it for everybody, and cancelling a turn interrupts. Its sync writes what changed, times included.
 */
final class JsonLinesJournal implements Journal {
    private final SessionId session;
    private final Path path;
    private final RandomAccessFile file;
    private final Lease lease;
    private JournalRecovery recovery = JournalRecovery.clean();
    private final ReentrantLock lock = new ReentrantLock();
    private long endBytes;
    private long lastSequence;
    private boolean unforced;
    private boolean closed;
    private @Nullable JournalException failure;

    private JsonLinesJournal(SessionId session, Path path, RandomAccessFile file, Lease lease) {
        this.session = session;
        this.path = path;
        this.file = file;
        this.lease = lease;
    }

    /**
     * Opens or creates a file whose lock the caller holds.
     *
     * @param lease closed with the journal
     * @throws JournalException if the file is damaged or cannot be used; nothing was changed then
     */
    static JsonLinesJournal open(SessionId session, Path path, Consumer<Recovery> listener, Lease lease) {
        try {
            PrivateFiles.createFile(path);
            JournalFile content = JournalFile.read(path, session);
            JsonLinesJournal journal =
                    new JsonLinesJournal(session, path, new RandomAccessFile(path.toFile(), "rw"), lease);
            journal.begin(content);
            if (content.tornBytes() > 0) {
                journal.recovery = JournalRecovery.of(content.tornBytes(), 1, List.of());
                listener.accept(new Recovery(session, path, content.tornBytes(), journal.lastSequence));
            }
            return journal;
        } catch (IOException e) {
            throw new JournalException("the journal " + path + " cannot be opened: " + e.getMessage(), e);
        }
    }

    /** Puts the end where the last complete line ends, and a header where there is none. */
    private void begin(JournalFile content) throws IOException {
        try {
            file.setLength(content.intactBytes());
            file.seek(content.intactBytes());
            endBytes = content.intactBytes();
            lastSequence = content.records().size();
            if (endBytes == 0) {
                write(JournalLine.header(session));
                PrivateFiles.forceDirectory(path.resolveSibling("."));
                PrivateFiles.forceDirectory(path.resolveSibling(".."));
            }
            file.getFD().sync();
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public SessionId session() {
        return session;
    }

    @Override
    public Lease lease() {
        return lease;
    }

    @Override
    public long lastSequence() {
        lock.lock();
        try {
            return lastSequence;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public JournalRecovery recovery() {
        return recovery;
    }

    @Override
    public JournalPosition append(JournalRecord record) {
        requireNonNull(record, "record");
        lock.lock();
        try {
            requireUsable();
            AppendRules.check(session, record, lastSequence);
            try {
                write(JournalLine.of(record));
            } catch (IOException e) {
                throw cutBack(e);
            }
            lastSequence++;
            unforced = true;
            return new JournalPosition(lastSequence);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void awaitDurable(JournalPosition position) {
        requireNonNull(position, "position");
        lock.lock();
        try {
            requireUsable();
            sync();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<JournalRecord> read(long fromSequence, int limit) {
        AppendRules.checkPage(fromSequence, limit);
        lock.lock();
        try {
            if (!closed) {
                requireUsable();
            }
            return JournalFile.read(path, session).records().stream()
                    .skip(fromSequence - 1)
                    .limit(limit)
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            try (file) {
                if (failure == null) {
                    sync();
                }
            } catch (IOException e) {
                throw new JournalException("the journal " + path + " cannot be closed: " + e.getMessage(), e);
            } finally {
                lease.close();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Writes a line with its end in one go, so that no other line can come to stand within it. */
    private void write(String line) throws IOException {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        file.write(bytes);
        endBytes += bytes.length;
    }

    /** Forces the file to disk, once: after a failure the kernel may drop the data and call the next sync a success. */
    private void sync() {
        if (!unforced) {
            return;
        }
        try {
            file.getFD().sync();
            unforced = false;
        } catch (IOException e) {
            failure = new JournalException(
                    "the journal " + path + " could not be forced to disk (" + e.getMessage()
                            + ") and takes no more records; close the session and open it again",
                    e);
            throw failure;
        }
    }

    /** Removes what a failed write left, so that the next line does not continue it. */
    private JournalException cutBack(IOException cause) {
        String problem = "the journal " + path + " cannot be written: " + cause.getMessage();
        try {
            file.setLength(endBytes);
            file.seek(endBytes);
            return new JournalException(problem + "; the record was not added, make room and try again", cause);
        } catch (IOException e) {
            cause.addSuppressed(e);
            failure = new JournalException(problem + "; it takes no more records, close the session", cause);
            return failure;
        }
    }

    private void requireUsable() {
        if (closed) {
            throw AppendRules.closed(session);
        }
        if (failure != null) {
            throw new JournalException("the journal " + path + " failed before and takes no more records", failure);
        }
    }
}
