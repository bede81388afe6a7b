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
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The open journal of one session in the logs of a home.
 *
 * <p>Threads: thread-safe. A lock makes the check of a record and its place in the log one step; nothing waits for the disk
 * under it unless the log is full of what is pending.
 */
final class SegmentJournal implements Journal {
    private final SessionId session;
    private final Lease lease;
    private final LogDirectories logs;
    private final SegmentLog log;
    private final Consumer<SegmentJournal> onClose;
    private final JournalRecovery recovery;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile SessionRecords records;
    private volatile long lastSequence;
    private volatile boolean closed;
    private long lastTicket;

    /** Opens the journal of a session that the lease gives to the caller. */
    SegmentJournal(SessionId session, Lease lease, LogDirectories logs, Consumer<SegmentJournal> onClose)
            throws IOException {
        this.session = session;
        this.lease = lease;
        this.logs = logs;
        this.onClose = onClose;
        this.log = logs.own();
        this.records = logs.join(session);
        this.lastSequence = records.lastSequence();
        this.recovery = records.recovery();
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
        return lastSequence;
    }

    @Override
    public JournalRecovery recovery() {
        return recovery;
    }

    @Override
    public JournalPosition append(JournalRecord record) {
        requireNonNull(record, "record");
        AppendRules.checkContent(session, record);
        byte[] body = LogLine.body(session, record);
        lock.lock();
        try {
            requireOpen();
            AppendRules.checkSequence(session, record, lastSequence);
            lastTicket = log.append(LogEntry.of(session, record.sequence(), body));
            lastSequence = record.sequence();
            return new JournalPosition(lastTicket);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void awaitDurable(JournalPosition position) {
        requireNonNull(position, "position");
        requireOpen();
        log.awaitDurable(position.value());
    }

    @Override
    public List<JournalRecord> read(long fromSequence, int limit) {
        AppendRules.checkPage(fromSequence, limit);
        if (!closed) {
            log.flush();
        }
        try {
            SessionRecords before = records;
            try {
                return before.page(log, fromSequence, limit);
            } catch (JournalException | IOException moved) {
                // Another process may have rewritten a segment to delete a session; if not, it fails again.
                records = logs.find(session);
                return records.page(log, fromSequence, limit);
            }
        } catch (IOException e) {
            throw new JournalException("the journal of session " + session + " cannot be read: " + e.getMessage(), e);
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
        } finally {
            lock.unlock();
        }
        try (lease) {
            if (lastTicket > 0) {
                makeDurable();
            }
        } finally {
            onClose.accept(this);
        }
    }

    /** Nobody waits any more for what could not be made durable now, and the session's next owner may write it anew. */
    private void makeDurable() {
        try {
            log.awaitDurable(lastTicket);
        } catch (JournalException e) {
            log.forget(session);
            throw e;
        }
    }

    private void requireOpen() {
        if (closed) {
            throw AppendRules.closed(session);
        }
    }
}
