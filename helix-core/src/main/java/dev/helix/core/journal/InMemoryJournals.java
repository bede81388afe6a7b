/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.journal;

import static java.util.Objects.requireNonNull;

import dev.helix.api.SessionId;
import dev.helix.api.journal.Journal;
import dev.helix.api.journal.JournalException;
import dev.helix.api.journal.JournalRecord;
import dev.helix.api.journal.JournalStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A store that keeps journals in memory, for tests and for hosts that want nothing on disk. Thread-safe.
 *
 * <p>A journal that was closed can be opened again as long as the store lives; nothing survives the process.
 */
public final class InMemoryJournals implements JournalStore {
    private final Map<SessionId, List<JournalRecord>> journals = new ConcurrentHashMap<>();
    private final Set<SessionId> open = new HashSet<>();

    /** Makes an empty store. */
    public InMemoryJournals() {}

    /**
     * Opens the journal of a session, creating it when there is none.
     *
     * @param session the session
     * @return the journal, owned by the caller
     * @throws JournalException if it is open already
     */
    @Override
    public Journal open(SessionId session) {
        requireNonNull(session, "session");
        synchronized (open) {
            if (!open.add(session)) {
                throw new JournalException(
                        "the journal of session " + session + " is open already; close it before opening it again",
                        null);
            }
        }
        return new InMemory(session, journals.computeIfAbsent(session, id -> new ArrayList<>()));
    }

    private void release(SessionId session) {
        synchronized (open) {
            open.remove(session);
        }
    }

    /** An in-memory journal that guards its records by their own monitor; nothing foreign is called under it. */
    private final class InMemory implements Journal {
        private final SessionId session;
        private final List<JournalRecord> records;
        private boolean closed;

        private InMemory(SessionId session, List<JournalRecord> records) {
            this.session = session;
            this.records = records;
        }

        @Override
        public void append(JournalRecord record) {
            requireNonNull(record, "record");
            synchronized (records) {
                requireOpen();
                AppendRules.check(session, record, records.size());
                records.add(record);
            }
        }

        @Override
        public void force() {
            synchronized (records) {
                requireOpen();
            }
        }

        @Override
        public List<JournalRecord> read() {
            synchronized (records) {
                requireOpen();
                return List.copyOf(records);
            }
        }

        @Override
        public void close() {
            synchronized (records) {
                if (closed) {
                    return;
                }
                closed = true;
            }
            release(session);
        }

        private void requireOpen() {
            if (closed) {
                throw AppendRules.closed(session);
            }
        }
    }
}
