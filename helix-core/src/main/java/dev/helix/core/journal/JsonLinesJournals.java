/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.journal;

import static java.util.Objects.requireNonNull;

import dev.helix.api.HelixHome;
import dev.helix.api.SessionId;
import dev.helix.api.journal.Journal;
import dev.helix.api.journal.JournalException;
import dev.helix.api.journal.JournalStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
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
    private final Set<SessionId> open = ConcurrentHashMap.newKeySet();

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
     * @param session the session
     * @return the journal, owned by the caller
     * @throws JournalException if it is open already, here or in another process, or it is damaged or unreadable
     */
    @Override
    public Journal open(SessionId session) {
        if (!open.add(requireNonNull(session, "session"))) {
            throw new JournalException(
                    "the journal of session " + session + " is open already; close it before opening it again", null);
        }
        try {
            return openFile(session);
        } catch (RuntimeException | Error e) {
            open.remove(session);
            throw e;
        }
    }

    private Journal openFile(SessionId session) {
        Path directory = home.session(session);
        try {
            PrivateFiles.createDirectories(directory);
        } catch (IOException e) {
            throw new JournalException("the directory " + directory + " cannot be made: " + e.getMessage(), e);
        }
        WriterLock lock = WriterLock.take(directory.resolve("LOCK"));
        try {
            Path file = directory.resolve("journal.jsonl");
            return JsonLinesJournal.open(session, file, this::recovered, () -> release(session, lock));
        } catch (RuntimeException | Error e) {
            lock.close();
            throw e;
        }
    }

    private void release(SessionId session, WriterLock lock) {
        try {
            lock.close();
        } finally {
            open.remove(session);
        }
    }

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
