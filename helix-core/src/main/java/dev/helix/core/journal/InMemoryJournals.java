/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.journal;

import static java.util.Objects.requireNonNull;

import dev.helix.api.SessionId;
import dev.helix.api.journal.Journal;
import dev.helix.api.journal.JournalPosition;
import dev.helix.api.journal.JournalRecord;
import dev.helix.api.journal.JournalRecovery;
import dev.helix.api.journal.JournalStore;
import dev.helix.api.journal.Lease;
import dev.helix.api.journal.LeaseStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * A store that keeps journals in memory, for tests and for hosts that want nothing on disk. Thread-safe.
 *
 * <p>A journal that was closed can be opened again, after the store was closed too; nothing survives the process.
 */
public final class InMemoryJournals implements JournalStore {
    private final ConcurrentSkipListMap<String, List<JournalRecord>> journals = new ConcurrentSkipListMap<>();
    private final InMemoryLeases leases = new InMemoryLeases();

    /** Makes an empty store. */
    public InMemoryJournals() {}

    @Override
    public LeaseStore leases() {
        return leases;
    }

    @Override
    public Journal open(SessionId session) {
        requireNonNull(session, "session");
        Lease lease = leases.acquire(LeaseNames.of(session));
        return new InMemory(session, lease, journals.computeIfAbsent(session.value(), id -> new ArrayList<>()));
    }

    @Override
    public List<SessionId> sessions(Optional<SessionId> after, int limit) {
        AppendRules.checkPage(1, limit);
        String from = requireNonNull(after, "after").map(SessionId::value).orElse("");
        return journals.tailMap(from, false).keySet().stream()
                .limit(limit)
                .map(SessionId::new)
                .toList();
    }

    @Override
    @SuppressWarnings("try") // the lease is only held
    public boolean delete(SessionId session) {
        try (Lease lease = leases.acquire(LeaseNames.of(requireNonNull(session, "session")))) {
            journals.remove(session.value());
            return true;
        }
    }

    /** Does nothing: what is open stays open, and what is kept can be opened again. */
    @Override
    public void close() {}

    /** An in-memory journal that guards its records by their own monitor; nothing foreign is called under it. */
    private static final class InMemory implements Journal {
        private final SessionId session;
        private final Lease lease;
        private final List<JournalRecord> records;
        private boolean closed;

        private InMemory(SessionId session, Lease lease, List<JournalRecord> records) {
            this.session = session;
            this.lease = lease;
            this.records = records;
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
            synchronized (records) {
                return records.size();
            }
        }

        @Override
        public JournalPosition append(JournalRecord record) {
            requireNonNull(record, "record");
            synchronized (records) {
                requireOpen();
                AppendRules.check(session, record, records.size());
                records.add(record);
                return new JournalPosition(record.sequence());
            }
        }

        @Override
        public void awaitDurable(JournalPosition position) {
            requireNonNull(position, "position");
            synchronized (records) {
                requireOpen();
            }
        }

        @Override
        public List<JournalRecord> read(long fromSequence, int limit) {
            AppendRules.checkPage(fromSequence, limit);
            synchronized (records) {
                int from = (int) Math.min(fromSequence - 1, records.size());
                return List.copyOf(records.subList(from, Math.min(records.size() - from, limit) + from));
            }
        }

        @Override
        public JournalRecovery recovery() {
            return JournalRecovery.clean();
        }

        @Override
        public void close() {
            synchronized (records) {
                closed = true;
            }
            lease.close();
        }

        private void requireOpen() {
            if (closed) {
                throw AppendRules.closed(session);
            }
        }
    }
}
