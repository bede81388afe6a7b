/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.journal;

import dev.helix.api.HelixHome;
import dev.helix.api.journal.Journal;
import dev.helix.api.journal.JournalException;
import dev.helix.api.journal.JournalPosition;
import dev.helix.api.journal.JournalRecord;
import java.nio.file.Path;
import java.time.Instant;

/**
 * A process that appends long records until there is no room for one, then a short one; started by a test that limits
 * its files.
 */
final class FillingProcess {
    private FillingProcess() {}

    static JournalRecord longRecord(long sequence) {
        return JournalRecord.of(sequence, Instant.EPOCH, "Long", "\"" + "x".repeat(1_500) + "\"");
    }

    static JournalRecord shortRecord(long sequence) {
        return JournalRecord.of(sequence, Instant.EPOCH, "Short", "1");
    }

    public static void main(String[] args) {
        try (Journal journal =
                JsonLinesJournals.in(HelixHome.at(Path.of(args[0]))).open(JournalStoreContract.SESSION)) {
            long sequence = 1;
            try {
                while (sequence < 100) {
                    journal.append(longRecord(sequence));
                    sequence++;
                }
            } catch (JournalException full) {
                System.out.println(full.getMessage());
                journal.append(shortRecord(sequence));
                journal.awaitDurable(new JournalPosition(journal.lastSequence()));
                System.out.println(sequence);
            }
        }
    }
}
