/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.acceptance;

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
import java.util.function.Function;

/** A store whose journals a test decorates, with faults for example. */
final class DecoratedJournals implements JournalStore {
    private final JournalStore kept;
    private final Function<Journal, Journal> decoration;

    /** Decorates journals in memory. */
    public DecoratedJournals(Function<Journal, Journal> decoration) {
        this(new InMemoryJournals(), decoration);
    }

    /** Decorates the journals of a store. */
    DecoratedJournals(JournalStore kept, Function<Journal, Journal> decoration) {
        this.kept = kept;
        this.decoration = decoration;
    }

    @Override
    public LeaseStore leases() {
        return kept.leases();
    }

    @Override
    public Journal open(SessionId session) {
        return decoration.apply(kept.open(session));
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

    /** A journal that passes everything on. */
    public static class Decorated implements Journal {
        private final Journal journal;

        /** Passes on to a journal. */
        public Decorated(Journal journal) {
            this.journal = journal;
        }

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
