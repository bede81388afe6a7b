/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.SessionId;
import dev.helix.api.journal.Journal;
import dev.helix.api.journal.JournalException;
import dev.helix.api.journal.JournalPosition;
import dev.helix.api.journal.JournalRecord;
import dev.helix.api.journal.JournalStore;
import dev.helix.api.journal.LeaseHeldException;
import dev.helix.core.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What every journal store promises. */
abstract class JournalStoreContract {

    static final SessionId SESSION = new SessionId("abc");

    abstract JournalStore store();

    static JournalRecord record(long sequence) {
        return JournalRecord.of(
                sequence,
                Instant.parse("2026-01-01T00:00:00.123456789Z"),
                "Type" + sequence,
                "{\"n\":" + sequence + ",\"text\":\"ü \\\"record\\\": \\n\"}");
    }

    static List<JournalRecord> all(Journal journal) {
        return journal.read(1, Integer.MAX_VALUE);
    }

    @Test
    void aNewJournalIsEmpty() {
        try (Journal journal = store().open(SESSION)) {
            assertThat(all(journal)).isEmpty();
        }
    }

    @Test
    void whatWasAppendedIsReadInOrder() {
        try (Journal journal = store().open(SESSION)) {
            journal.append(record(1));
            journal.awaitDurable(journal.append(record(2)));

            assertThat(all(journal)).containsExactly(record(1), record(2));
        }
    }

    @Test
    void aJournalGoesOnWhereItWasClosed() {
        JournalStore store = store();
        try (Journal journal = store.open(SESSION)) {
            journal.append(record(1));
        }

        try (Journal journal = store.open(SESSION)) {
            journal.append(record(2));

            assertThat(all(journal)).containsExactly(record(1), record(2));
        }
    }

    @Test
    void aRecordOutOfSequenceIsRefused() {
        try (Journal journal = store().open(SESSION)) {
            journal.append(record(1));

            assertThatThrownBy(() -> journal.append(record(1))).isInstanceOf(JournalException.class);
            assertThatThrownBy(() -> journal.append(record(3)))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("the next one is 2");
            assertThat(all(journal)).containsExactly(record(1));
        }
    }

    @Test
    void aRecordOfSeveralLinesIsRefused() {
        try (Journal journal = store().open(SESSION)) {
            assertThatThrownBy(() -> journal.append(JournalRecord.of(1, Instant.EPOCH, "T", "{\n}")))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aRecordThatCouldNotBeReadBackIsRefusedAndTheJournalGoesOn() {
        JournalStore store = store();
        try (Journal journal = store.open(SESSION)) {
            assertThatThrownBy(() -> journal.append(ofLength(Json.MAX_TEXT_CHARS + 1)))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("it was not added");

            journal.append(record(1));
        }
        try (Journal journal = store.open(SESSION)) {
            assertThat(all(journal)).containsExactly(record(1));
        }
    }

    @Test
    void theLongestRecordThatIsTakenCanBeReadBack() {
        JournalStore store = store();
        try (Journal journal = store.open(SESSION)) {
            journal.append(ofLength(Json.MAX_TEXT_CHARS));
        }
        try (Journal journal = store.open(SESSION)) {
            assertThat(all(journal)).containsExactly(ofLength(Json.MAX_TEXT_CHARS));
        }
    }

    /** A record that holds one text so long. */
    private static JournalRecord ofLength(int characters) {
        return JournalRecord.of(1, Instant.EPOCH, "T", "{\"text\":\"" + "x".repeat(characters) + "\"}");
    }

    @Test
    void aJournalHasOneWriterAtATime() {
        JournalStore store = store();
        try (Journal journal = store.open(SESSION)) {
            assertThatThrownBy(() -> store.open(SESSION)).isInstanceOf(LeaseHeldException.class);

            journal.append(record(1));
        }
        store.open(SESSION).close();
    }

    @Test
    void journalsOfDifferentSessionsAreApart() {
        JournalStore store = store();
        try (Journal one = store.open(SESSION);
                Journal two = store.open(new SessionId("xyz"))) {
            one.append(record(1));

            assertThat(all(two)).isEmpty();
        }
    }

    @Test
    void aClosedJournalTakesNothingAndCanStillBeRead() {
        Journal journal = store().open(SESSION);
        journal.append(record(1));
        journal.close();
        journal.close();

        assertThat(all(journal)).containsExactly(record(1));
        assertThatThrownBy(() -> journal.append(record(2))).isInstanceOf(JournalException.class);
        assertThatThrownBy(() -> journal.awaitDurable(new JournalPosition(1))).isInstanceOf(JournalException.class);
    }

    @Test
    void threadsMayShareAJournal() throws InterruptedException {
        try (Journal journal = store().open(SESSION)) {
            AtomicLong last = new AtomicLong();
            Runnable appendHundred = () -> {
                for (int i = 0; i < 100; i++) {
                    synchronized (last) {
                        journal.append(record(last.incrementAndGet()));
                    }
                    journal.read(1, 1);
                }
            };
            List<Thread> threads = List.of(new Thread(appendHundred), new Thread(appendHundred));
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }

            assertThat(all(journal)).hasSize(200);
        }
    }

    @Test
    void anInterruptOfTheWriterHarmsNothing() {
        try (Journal journal = store().open(SESSION)) {
            Thread.currentThread().interrupt();
            journal.awaitDurable(journal.append(record(1)));

            assertThat(Thread.interrupted()).isTrue();
            journal.awaitDurable(journal.append(record(2)));
            assertThat(all(journal)).hasSize(2);
        }
    }
}
