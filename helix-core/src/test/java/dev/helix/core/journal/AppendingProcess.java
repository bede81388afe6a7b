/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.journal;

import dev.helix.api.HelixHome;
import dev.helix.api.journal.Journal;
import java.nio.file.Path;

/**
 * A process that appends and forces for ever, and prints each sequence once it is safe; started and killed by a test.
 */
final class AppendingProcess {
    private AppendingProcess() {}

    public static void main(String[] args) {
        Journal journal = SegmentJournals.in(HelixHome.at(Path.of(args[0]))).open(JournalStoreContract.SESSION);
        for (long sequence = JournalStoreContract.all(journal).size() + 1; ; sequence++) {
            journal.awaitDurable(journal.append(JournalStoreContract.record(sequence)));
            System.out.println(sequence);
        }
    }
}
