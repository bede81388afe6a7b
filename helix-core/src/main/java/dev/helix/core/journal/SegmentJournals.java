/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.journal;

import static java.util.Objects.requireNonNull;

import dev.helix.api.HelixHome;
import dev.helix.api.SessionId;
import dev.helix.api.journal.Journal;
import dev.helix.api.journal.JournalException;
import dev.helix.api.journal.JournalRecovery;
import dev.helix.api.journal.JournalStore;
import dev.helix.api.journal.Lease;
import dev.helix.api.journal.LeaseStore;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * A store that keeps the journals of all its sessions in one log of files below a home. Thread-safe.
 *
 * <p>Several stores, in one process or many, may share a home. Each has a log of its own, {@code journal/{instance}}, and
 * takes over one that a store before it left. The records of a session may be in several logs, which the file
 * {@code sessions/{session}/journal.json} lists; a lease gives the session one owner. The form of a log is told by
 * {@code docs/decisions/0017-one-log-per-instance.md}.
 *
 * <p>Failure: what a crash left unfinished is cut off and damage is set aside when a log is taken over; a listener is told.
 * A full disk fails the call that meets it and loses nothing. A disk that cannot be forced ends the store.
 *
 * <p>Directories and files are for their owner only; links in place of them are refused. Nothing is created before the
 * first journal is opened.
 */
public final class SegmentJournals implements JournalStore {
    private final LogDirectories logs;
    private final FileLeases leases;
    private final Map<SessionId, SegmentJournal> open = new ConcurrentHashMap<>();

    SegmentJournals(LogDirectories logs, FileLeases leases) {
        this.logs = logs;
        this.leases = leases;
    }

    /**
     * Keeps journals below a home; recoveries are logged.
     *
     * @param home the home, which need not exist
     * @return the store, to be closed by the caller
     */
    public static SegmentJournals in(HelixHome home) {
        return in(home, recovery -> {});
    }

    /**
     * Keeps journals below a home and reports recoveries.
     *
     * @param home the home, which need not exist
     * @param listener called with what a log that is taken over had lost, if anything, on the thread that first uses the
     *     store
     * @return the store, to be closed by the caller
     */
    public static SegmentJournals in(HelixHome home, Consumer<JournalRecovery> listener) {
        requireNonNull(home, "home");
        requireNonNull(listener, "listener");
        LogFs fs = new DiskFs();
        return new SegmentJournals(
                new LogDirectories(fs, home, SegmentLog.SEGMENT_BYTES, listener, LogNames::draw),
                new FileLeases(fs, home.root().resolve("leases"), Clock.systemUTC()));
    }

    @Override
    public LeaseStore leases() {
        return leases;
    }

    @Override
    public Journal open(SessionId session) {
        requireNonNull(session, "session");
        Lease lease = leases.acquire(LeaseNames.of(session));
        try {
            SegmentJournal journal = new SegmentJournal(session, lease, logs, closed -> open.remove(session, closed));
            open.put(session, journal);
            return journal;
        } catch (IOException e) {
            lease.close();
            throw new JournalException("the journal of session " + session + " cannot be opened: " + e.getMessage(), e);
        } catch (RuntimeException | Error e) {
            lease.close();
            throw e;
        }
    }

    @Override
    public List<SessionId> sessions(Optional<SessionId> after, int limit) {
        requireNonNull(after, "after");
        AppendRules.checkPage(1, limit);
        try {
            return logs.sessions(after, limit);
        } catch (IOException e) {
            throw new JournalException("the sessions cannot be listed: " + e.getMessage(), e);
        }
    }

    @Override
    @SuppressWarnings("try") // the lease is only held
    public boolean delete(SessionId session) {
        requireNonNull(session, "session");
        try (Lease lease = leases.acquire(LeaseNames.of(session))) {
            return logs.delete(session);
        } catch (IOException e) {
            throw new JournalException(
                    "session " + session + " could not be deleted: " + e.getMessage() + "; delete it again", e);
        }
    }

    @Override
    public void close() {
        List<Runnable> steps = new ArrayList<>();
        open.values().forEach(journal -> steps.add(journal::close));
        steps.add(logs::close);
        JournalException first = null;
        for (Runnable step : steps) {
            try {
                step.run();
            } catch (JournalException failure) {
                if (first == null) {
                    first = failure;
                } else {
                    first.addSuppressed(failure);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
