/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.manager;

import dev.helix.api.SessionId;
import dev.helix.api.journal.Journal;
import dev.helix.api.journal.JournalPosition;
import dev.helix.api.journal.JournalRecord;
import dev.helix.api.journal.JournalRecovery;
import dev.helix.api.journal.JournalStore;
import dev.helix.api.journal.Lease;
import dev.helix.api.journal.LeaseStore;
import dev.helix.core.journal.InMemoryJournals;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Journals in memory that tell of each record before they take it. */
record ObservedJournals(InMemoryJournals kept, Consumer<JournalRecord> observer) implements JournalStore {
    ObservedJournals(Consumer<JournalRecord> observer) {
        this(new InMemoryJournals(), observer);
    }

    @Override
    public LeaseStore leases() {
        return kept.leases();
    }

    @Override
    public Journal open(SessionId session) {
        return new Observed(kept.open(session), observer);
    }

    @Override
    public List<SessionId> sessions(Optional<SessionId> after, int limit) {
        return kept.sessions(after, limit);
    }

    @Override
    public boolean delete(SessionId session) {
        return kept.delete(session);
    }

    @Override
    public void close() {
        kept.close();
    }

    private record Observed(Journal journal, Consumer<JournalRecord> observer) implements Journal {
        @Override
        public SessionId session() {
            return journal.session();
        }

        @Override
        public Lease lease() {
            return journal.lease();
        }

        @Override
        public long lastSequence() {
            return journal.lastSequence();
        }

        @Override
        public JournalPosition append(JournalRecord record) {
            observer.accept(record);
            return journal.append(record);
        }

        @Override
        public void awaitDurable(JournalPosition position) {
            journal.awaitDurable(position);
        }

        @Override
        public List<JournalRecord> read(long fromSequence, int limit) {
            return journal.read(fromSequence, limit);
        }

        @Override
        public JournalRecovery recovery() {
            return journal.recovery();
        }

        @Override
        public void close() {
            journal.close();
        }
    }
}
