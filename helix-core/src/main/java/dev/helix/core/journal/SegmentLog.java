/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.journal;

import dev.helix.api.SessionId;
import dev.helix.api.journal.JournalException;
import dev.helix.api.journal.JournalRecovery;
import dev.helix.api.journal.JournalWriteException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * An open log: the records of all sessions of one instance, in the order they came.
 *
 * <p><b>Threads.</b> Any thread may append and wait. One at a time is the writer: whoever waits and finds no writer
 * becomes it, takes everything pending, writes and forces it once, and wakes the others. Files are touched by the writer
 * only, and never under the lock. Waits take no notice of interrupts, which stay set.
 *
 * <p><b>States.</b> An entry is pending, then written, then durable; its ticket, a number in the order of appending, says
 * which. A log is open, broken or closed.
 *
 * <p><b>Failure.</b> When a write fails, as on a full disk, everything pending stays so in its order, those who wait are
 * told, and the next one who waits tries again. When the disk cannot be forced the log is broken for good.
 */
final class SegmentLog {
    static final long SEGMENT_BYTES = 16L << 20;

    private static final long PENDING_BYTES = 8L << 20;

    private final Path directory;
    private final JournalRecovery recovery;
    private final Map<SessionId, Long> lost;
    private final CopyOnWriteArrayList<Segment> segments;
    private final SegmentWriter writer;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition progress = lock.newCondition();
    private List<LogEntry> pending = new ArrayList<>();
    private long pendingBytes;
    private long lastTicket;
    private long writtenTicket;
    private long durableTicket;
    private boolean writing;
    private long failures;
    private @Nullable IOException lastFailure;
    private @Nullable Throwable broken;
    private boolean closed;

    private SegmentLog(
            ScannedLog scanned,
            JournalRecovery recovery,
            CopyOnWriteArrayList<Segment> segments,
            SegmentWriter writer) {
        this.directory = scanned.directory();
        this.lost = scanned.lost();
        this.recovery = recovery;
        this.segments = segments;
        this.writer = writer;
    }

    /**
     * Opens the log in a directory that the caller has locked, and repairs it.
     *
     * @throws dev.helix.api.journal.JournalUnreadableException if it is not this log, or not whole; nothing was changed
     * @throws IOException if a file cannot be used
     */
    static SegmentLog open(LogFs fs, Path directory, long segmentBytes) throws IOException {
        ScannedLog scanned = LogScan.scan(fs, directory);
        CopyOnWriteArrayList<Segment> segments = new CopyOnWriteArrayList<>(scanned.segments());
        SegmentWriter writer = new LogRepair(fs, scanned).run(segments, segmentBytes);
        return new SegmentLog(scanned, scanned.report(), segments, writer);
    }

    /** {@return what opening it had to cut off or set aside} */
    JournalRecovery recovery() {
        return recovery;
    }

    Path directory() {
        return directory;
    }

    /** {@return the highest sequence of a session that damaged lines seem to have held, 0 for none} */
    long lost(SessionId session) {
        return lost.getOrDefault(session, 0L);
    }

    /** {@return the segments so far, in order} */
    List<Segment> segments() {
        return List.copyOf(segments);
    }

    /** Adds an entry; {@return its ticket}. */
    long append(LogEntry entry) {
        lock.lock();
        try {
            while (pendingBytes > PENDING_BYTES) {
                commit(lastTicket, false);
            }
            requireUsable();
            pending.add(entry);
            pendingBytes += entry.body().length;
            return ++lastTicket;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until an entry is durable, with all before it. */
    void awaitDurable(long ticket) {
        lock.lock();
        try {
            if (ticket > lastTicket) {
                throw new IllegalArgumentException("nothing was appended at position " + ticket);
            }
            commit(ticket, true);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until all entries so far are written, so that they can be read. */
    void flush() {
        lock.lock();
        try {
            commit(lastTicket, false);
        } finally {
            lock.unlock();
        }
    }

    /** Lets go of what is pending for a session that could not be made durable. */
    void forget(SessionId session) {
        lock.lock();
        try {
            awaitWriter();
            pending.removeIf(entry -> entry.session().equals(Optional.of(session)));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Begins a new segment, so that no line is added to those that are there.
     *
     * @throws JournalException if that failed
     */
    void seal() {
        lock.lock();
        try {
            commit(lastTicket, true);
            awaitWriter();
            requireUsable();
            if (!asWriter(writer::roll)) {
                requireUsable();
                throw writeFailure();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Replaces a segment by the same one written anew. */
    void replace(Segment old, Segment rewritten) {
        segments.replaceAll(segment -> segment == old ? rewritten : segment);
    }

    /**
     * Makes everything durable, says so in a last line, and lets go of the files. Idempotent.
     *
     * @throws JournalException if that failed; the files are let go of all the same
     */
    void close() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            commit(lastTicket, true);
            pending.add(LogEntry.closing());
            commit(++lastTicket, true);
        } finally {
            awaitWriter();
            closed = true;
            asWriter(writer::close);
            lock.unlock();
        }
    }

    /** Waits for a state of an entry, and brings it about when nobody else does. Called with the lock. */
    private void commit(long ticket, boolean durably) {
        long failuresBefore = failures;
        while ((durably ? durableTicket : writtenTicket) < ticket) {
            requireUsable();
            if (failures != failuresBefore) {
                throw writeFailure();
            }
            if (writing) {
                progress.awaitUninterruptibly();
            } else {
                write(durably);
            }
        }
    }

    /** Writes everything pending. Called with the lock, while nobody writes. */
    private void write(boolean durably) {
        List<LogEntry> batch = pending;
        long batchBytes = pendingBytes;
        long ticket = lastTicket;
        pending = new ArrayList<>();
        pendingBytes = 0;
        boolean done = asWriter(() -> {
            if (!batch.isEmpty()) {
                writer.write(batch);
            }
            if (durably) {
                writer.force();
            }
        });
        if (done) {
            writtenTicket = ticket;
            durableTicket = durably ? ticket : durableTicket;
        } else {
            batch.addAll(pending);
            pending = batch;
            pendingBytes += batchBytes;
        }
    }

    private interface FileWork {
        void run() throws IOException, BrokenLogException;
    }

    /** Touches files without the lock; {@return whether it worked}. Called with the lock, while nobody writes. */
    private boolean asWriter(FileWork work) {
        writing = true;
        lock.unlock();
        Throwable failure = null;
        try {
            work.run();
        } catch (IOException | BrokenLogException | RuntimeException | Error e) {
            failure = e;
        }
        lock.lock();
        writing = false;
        if (failure instanceof IOException full) {
            failures++;
            lastFailure = full;
        } else if (failure != null) {
            broken = failure;
        }
        progress.signalAll();
        return failure == null;
    }

    private void awaitWriter() {
        while (writing) {
            progress.awaitUninterruptibly();
        }
    }

    private JournalWriteException writeFailure() {
        return new JournalWriteException(
                "the journal in " + directory + " could not be written: "
                        + (lastFailure == null ? "" : lastFailure.getMessage())
                        + "; what is pending is kept in its order, so make room and try again",
                lastFailure);
    }

    private void requireUsable() {
        if (closed) {
            throw new JournalException("the journal in " + directory + " was closed", null);
        }
        if (broken != null) {
            throw new JournalException(
                    "the journal in " + directory + " failed (" + broken.getMessage()
                            + "), so that nobody can tell what is on disk, and takes no more records; close this"
                            + " instance and open another",
                    broken);
        }
    }
}
