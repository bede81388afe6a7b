/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.journal;

import static java.util.Objects.requireNonNull;

import dev.helix.api.HelixHome;
import dev.helix.api.SessionId;
import dev.helix.api.journal.Journal;
import dev.helix.api.journal.JournalException;
import dev.helix.api.journal.JournalStore;
import dev.helix.api.journal.Lease;
import dev.helix.api.journal.LeaseStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store that keeps each journal as a file of JSON lines, {@code sessions/{session}/journal.jsonl} below the home.
 * Thread-safe.
 *
 * <p>The first line names the format; every other line is one record with its sequence, instant and type:
 *
 * <pre>{@code
 * {"v":1,"format":"helix-journal","session":"abc"}
 * {"seq":1,"at":"2026-01-01T00:00:00Z","type":"TurnStarted","record":{...}}
 * }</pre>
 *
 * <p>Failure: a crash can leave the last line unfinished; opening the journal cuts it off and tells. Any other damage is
 * refused with the file and the line, and nothing is changed. A full disk fails one append and leaves the journal
 * usable; a failed {@code force} ends it, because nobody knows what the disk holds then.
 *
 * <p>A journal has one writer: a lock on the file {@code LOCK} beside it keeps other processes away. Directories are
 * readable by their owner only, files too.
 */
public final class JsonLinesJournals implements JournalStore {
    private static final Logger LOG = LoggerFactory.getLogger(JsonLinesJournals.class);

    private final HelixHome home;
    private final Consumer<Recovery> listener;
    private final InMemoryLeases leases = new InMemoryLeases();

    private JsonLinesJournals(HelixHome home, Consumer<Recovery> listener) {
        this.home = home;
        this.listener = listener;
    }

    /**
     * Keeps journals below a home; recoveries are logged.
     *
     * @param home the home, which need not exist
     * @return the store
     */
    public static JsonLinesJournals in(HelixHome home) {
        return new JsonLinesJournals(requireNonNull(home, "home"), recovery -> {});
    }

    /**
     * Keeps journals below a home and tells about recoveries.
     *
     * @param home the home, which need not exist
     * @param listener hears of every unfinished line that was cut off, on the thread that opens the journal
     * @return the store
     */
    public static JsonLinesJournals in(HelixHome home, Consumer<Recovery> listener) {
        return new JsonLinesJournals(requireNonNull(home, "home"), requireNonNull(listener, "listener"));
    }

    /**
     * Opens the journal of a session, creating it when there is none.
     *
     * @return the journal, owned by the caller
     * @throws JournalException if it is open already, here or in another process, or it is damaged or unreadable
     */
    @Override
    public Journal open(SessionId session) {
        return openFile(requireNonNull(session, "session"));
    }

    private Journal openFile(SessionId session) {
        Path directory = home.session(session);
        try {
            PrivateFiles.createDirectories(directory);
        } catch (IOException e) {
            throw new JournalException("the directory " + directory + " cannot be made: " + e.getMessage(), e);
        }
        Lease lease = leases.acquire(LeaseNames.of(session));
        try {
            WriterLock lock = WriterLock.take(session, directory.resolve("LOCK"), lease);
            try {
                return JsonLinesJournal.open(session, directory.resolve("journal.jsonl"), this::recovered, lock);
            } catch (RuntimeException | Error e) {
                lock.close();
                throw e;
            }
        } catch (RuntimeException | Error e) {
            lease.close();
            throw e;
        }
    }

    @Override
    public LeaseStore leases() {
        return leases;
    }

    @Override
    public List<SessionId> sessions(Optional<SessionId> after, int limit) {
        String from = requireNonNull(after, "after").map(SessionId::value).orElse("");
        Path parent = home.root().resolve("sessions");
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (Stream<Path> directories = Files.list(parent)) {
            return directories
                    .map(directory -> String.valueOf(directory.getFileName()))
                    .filter(name -> name.compareTo(from) > 0)
                    .sorted()
                    .limit(limit)
                    .map(SessionId::new)
                    .toList();
        } catch (IOException e) {
            throw new JournalException("the journals in " + parent + " cannot be listed: " + e.getMessage(), e);
        }
    }

    @Override
    @SuppressWarnings("try") // the lease is only held
    public boolean delete(SessionId session) {
        Path directory = home.session(session);
        try (Lease lease = leases.acquire(LeaseNames.of(session))) {
            Files.deleteIfExists(directory.resolve("journal.jsonl"));
            Files.deleteIfExists(directory.resolve("LOCK"));
            Files.deleteIfExists(directory);
            return true;
        } catch (IOException e) {
            throw new JournalException("the journal in " + directory + " cannot be deleted: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {}

    private void recovered(Recovery recovery) {
        LOG.warn(
                "journal {} ended in an unfinished line of {} bytes, cut off after record {}",
                recovery.file(),
                recovery.cutBytes(),
                recovery.lastSequence());
        try {
            listener.accept(recovery);
        } catch (RuntimeException e) {
            LOG.warn("a listener for recoveries failed; the journal is open all the same", e);
        }
    }
}
