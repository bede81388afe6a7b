/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.journal;

import dev.helix.api.HelixHome;
import dev.helix.api.SessionId;
import dev.helix.api.journal.JournalException;
import dev.helix.api.journal.JournalRecovery;
import dev.helix.api.journal.JournalUnreadableException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The logs below a home: the one this store writes, those that others write, and those that nobody writes any more.
 *
 * <p>Threads: thread-safe. One lock covers which log is the store's own and what was scanned of others; their files are
 * read under it. Records are appended without it.
 */
final class LogDirectories {
    private static final Logger LOG = LoggerFactory.getLogger(LogDirectories.class);

    private final LogFs fs;
    private final HelixHome home;
    private final Path directory;
    private final long segmentBytes;
    private final Consumer<JournalRecovery> listener;
    private final Supplier<String> names;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, ScannedLog> scanned = new HashMap<>();
    private @Nullable Own own;
    private boolean closed;

    /** The log that this store writes, and what keeps others from it. */
    private record Own(String name, SegmentLog log, Closeable lock) {}

    LogDirectories(
            LogFs fs, HelixHome home, long segmentBytes, Consumer<JournalRecovery> listener, Supplier<String> names) {
        this.fs = fs;
        this.home = home;
        this.directory = home.root().resolve("journal");
        this.segmentBytes = segmentBytes;
        this.listener = listener;
        this.names = names;
    }

    /** {@return the store's own log, which the first call opens} */
    SegmentLog own() throws IOException {
        lock.lock();
        try {
            return opened().log();
        } finally {
            lock.unlock();
        }
    }

    private Own opened() throws IOException {
        if (closed) {
            throw new JournalException("the journals in " + directory + " were closed; open them again", null);
        }
        Own opened = own;
        if (opened == null) {
            opened = takeOver();
            own = opened;
            report(opened.log().recovery());
            restoreSessionFiles(opened);
            finishDeletions();
        }
        return opened;
    }

    /** Opens a log that nobody has open, or begins one. */
    private Own takeOver() throws IOException {
        fs.createDirectories(directory);
        for (String name : fs.list(directory)) {
            if (LogNames.isName(name)) {
                Optional<Own> left = open(name);
                if (left.isPresent()) {
                    return left.get();
                }
            }
        }
        String name = names.get();
        fs.createDirectories(directory.resolve(name));
        return open(name).orElseThrow(() -> new IOException("the new directory " + name + " is locked by another"));
    }

    private Optional<Own> open(String name) throws IOException {
        Path log = directory.resolve(name);
        fs.list(log); // refuses a link
        Optional<Closeable> held = fs.lock(log.resolve("LOCK"), Duration.ZERO);
        if (held.isEmpty()) {
            return Optional.empty();
        }
        try {
            JsonFile.write(fs, log.resolve("owner.json"), FileLeases.holder(Instant.now()));
            return Optional.of(new Own(name, SegmentLog.open(fs, log, segmentBytes), held.get()));
        } catch (IOException | RuntimeException | Error e) {
            held.get().close();
            throw e;
        }
    }

    private void report(JournalRecovery recovery) {
        if (recovery.isClean()) {
            return;
        }
        LOG.warn("a journal below {} was not closed cleanly: {}", directory, recovery);
        try {
            listener.accept(recovery);
        } catch (RuntimeException e) {
            LOG.warn("a listener for recoveries failed; the journal is open all the same", e);
        }
    }

    /** Lists the own log in the files of its sessions, if somebody removed them. */
    private void restoreSessionFiles(Own opened) throws IOException {
        Set<String> known = new HashSet<>(fs.list(home.root().resolve("sessions")));
        for (Segment segment : opened.log().segments()) {
            for (SessionId session : segment.sessions()) {
                if (known.add(session.value())) {
                    located(session).write(fs, home.session(session));
                }
            }
        }
    }

    /** Finds the records of a session that is to go on in the own log. */
    SessionRecords join(SessionId session) throws IOException {
        lock.lock();
        try {
            Own to = opened();
            SessionFile file = file(session);
            if (file.deleted()) {
                throw new JournalException("session " + session + " was deleted; begin another", null);
            }
            SessionRecords records = records(session, file, to, true);
            if (!file.logs().contains(to.name())) {
                file.with(to.name()).write(fs, home.session(session));
            }
            return records;
        } finally {
            lock.unlock();
        }
    }

    /** Finds the records of a session again. */
    SessionRecords find(SessionId session) throws IOException {
        lock.lock();
        try {
            scanned.clear();
            return records(session, file(session), opened(), false);
        } finally {
            lock.unlock();
        }
    }

    /** Reads the file of a session; one that was lost is told from the logs, and a new session has none. */
    private SessionFile file(SessionId session) throws IOException {
        Optional<SessionFile> file = SessionFile.read(fs, home.session(session));
        if (file.isPresent()) {
            return file.get();
        }
        return fs.list(home.session(session)).isEmpty() ? new SessionFile(List.of(), false) : located(session);
    }

    private SessionFile located(SessionId session) throws IOException {
        List<String> holders = new ArrayList<>();
        for (String name : fs.list(directory)) {
            if (LogNames.isName(name)
                    && segments(name).stream()
                            .anyMatch(segment -> segment.sessions().contains(session))) {
                holders.add(name);
            }
        }
        return new SessionFile(holders, false);
    }

    private List<Segment> segments(String name) throws IOException {
        return own != null && own.name().equals(name)
                ? own.log().segments()
                : scan(name).segments();
    }

    private SessionRecords records(SessionId session, SessionFile file, Own to, boolean force) throws IOException {
        List<RecordReader.Source> elsewhere = new ArrayList<>();
        JournalRecovery recovery = to.log().recovery();
        long lost = to.log().lost(session);
        for (String name : file.logs()) {
            if (!name.equals(to.name())) {
                ScannedLog log = scan(name);
                List<RecordReader.Source> found = SessionRecords.sources(log.segments(), session);
                if (force && !found.isEmpty()) {
                    force(found.get(found.size() - 1).segment());
                }
                elsewhere.addAll(found);
                recovery = log.join(recovery);
                lost = Math.max(lost, log.lost().getOrDefault(session, 0L));
            }
        }
        return new SessionRecords(fs, session, elsewhere, to.log(), lost, recovery);
    }

    /** Makes durable what goes before, so that what follows in another log is never there without it. */
    private void force(Segment segment) throws IOException {
        try (LogFs.LogFile file = fs.open(segment.file())) {
            file.force();
        }
    }

    /** Scans another store's log, unless it is as it was. */
    private ScannedLog scan(String name) throws IOException {
        Path log = directory.resolve(name);
        if (!fs.list(directory).contains(name)) {
            throw new JournalUnreadableException(
                    "the log " + log + " is missing, which holds records of the session; put the directory back, or an"
                            + " empty one in its place to go on without what it held",
                    null);
        }
        ScannedLog before = scanned.get(name);
        if (before == null || !before.files().equals(LogScan.sizes(fs, log))) {
            before = LogScan.scan(fs, log);
            scanned.put(name, before);
        }
        return before;
    }

    List<SessionId> sessions(Optional<SessionId> after, int limit) throws IOException {
        lock.lock();
        try {
            opened();
            List<SessionId> found = new ArrayList<>();
            for (String name : fs.list(home.root().resolve("sessions"))) {
                if (found.size() < limit
                        && LogNames.isSession(name)
                        && name.compareTo(after.map(SessionId::value).orElse("")) > 0
                        && SessionFile.read(fs, home.session(new SessionId(name)))
                                .filter(file -> !file.deleted())
                                .isPresent()) {
                    found.add(new SessionId(name));
                }
            }
            return found;
        } finally {
            lock.unlock();
        }
    }

    /** Deletes a session that the caller has the lease of; {@return whether no log has anything of it left}. */
    boolean delete(SessionId session) throws IOException {
        lock.lock();
        try {
            opened();
            SessionFile file = file(session);
            if (file.logs().isEmpty() && fs.list(home.session(session)).isEmpty()) {
                return true;
            }
            // This file is the tombstone: whoever opens a log later finishes what is left to do.
            SessionFile deleted = new SessionFile(file.logs(), true);
            deleted.write(fs, home.session(session));
            return purge(session, deleted);
        } finally {
            lock.unlock();
        }
    }

    private boolean purge(SessionId session, SessionFile file) throws IOException {
        List<String> left = new ArrayList<>();
        for (String name : file.logs()) {
            if (!purge(session, name)) {
                left.add(name);
            }
        }
        scanned.clear();
        if (!left.isEmpty()) {
            new SessionFile(left, true).write(fs, home.session(session));
            return false;
        }
        for (String name : fs.list(home.session(session))) {
            fs.delete(home.session(session).resolve(name));
        }
        fs.forceDirectory(home.session(session));
        fs.delete(home.session(session));
        fs.forceDirectory(home.root().resolve("sessions"));
        return true;
    }

    /** Rewrites a log without a session, unless another process writes it. */
    @SuppressWarnings("try") // the lock is only held
    private boolean purge(SessionId session, String name) throws IOException {
        if (own != null && own.name().equals(name)) {
            SessionDeletion.from(fs, own.log(), session);
            return true;
        }
        if (!fs.list(directory).contains(name)) {
            return true;
        }
        Optional<Own> left = open(name);
        if (left.isEmpty()) {
            return false;
        }
        try (Closeable held = left.get().lock()) {
            report(left.get().log().recovery());
            SessionDeletion.from(fs, left.get().log(), session);
            left.get().log().close();
        }
        return true;
    }

    /** Does what deletions left to the owner of this log. */
    private void finishDeletions() throws IOException {
        for (String name : fs.list(home.root().resolve("sessions"))) {
            if (LogNames.isSession(name)) {
                SessionId session = new SessionId(name);
                Optional<SessionFile> file = SessionFile.read(fs, home.session(session));
                if (file.isPresent() && file.get().deleted()) {
                    purge(session, file.get());
                }
            }
        }
    }

    @SuppressWarnings("try") // the lock is only held
    void close() {
        lock.lock();
        try {
            Own opened = own;
            if (closed || opened == null) {
                closed = true;
                return;
            }
            closed = true;
            try (Closeable held = opened.lock()) {
                try {
                    finishDeletions();
                } finally {
                    opened.log().close();
                }
            }
        } catch (IOException e) {
            throw new JournalException(
                    "the journals in " + directory + " were not closed cleanly: " + e.getMessage(), e);
        } finally {
            lock.unlock();
        }
    }
}
