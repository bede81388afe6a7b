/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.journal;

import dev.helix.api.HelixHome;
import dev.helix.api.journal.Journal;
import dev.helix.api.journal.JournalRecord;
import dev.helix.api.journal.JournalStore;
import dev.helix.api.journal.JournalWriteException;
import java.nio.file.Path;
import java.time.Instant;

/**
 * A process that appends records until there is no room for one, and prints the last that was safe and the refusal;
 * started by a test that limits its files.
 */
final class FillingProcess {
    private FillingProcess() {}

    static JournalRecord record(long sequence) {
        return JournalRecord.of(sequence, Instant.EPOCH, "Long", "\"" + "x".repeat(1_500) + "\"");
    }

    public static void main(String[] args) {
        JournalStore store = SegmentJournals.in(HelixHome.at(Path.of(args[0])));
        Journal journal = store.open(JournalStoreContract.SESSION);
        for (long sequence = 1; sequence < 100; sequence++) {
            try {
                journal.awaitDurable(journal.append(record(sequence)));
            } catch (JournalWriteException full) {
                System.out.println(sequence - 1);
                System.out.println(full.getMessage());
                Runtime.getRuntime().halt(0);
            }
        }
    }
}
