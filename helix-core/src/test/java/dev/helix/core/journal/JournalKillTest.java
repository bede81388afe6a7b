/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.HelixHome;
import dev.helix.api.journal.Journal;
import dev.helix.api.journal.JournalStore;
import dev.helix.api.journal.LeaseHeldException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalKillTest {

    private static final int ROUNDS = 2 * Integer.getInteger("helix.loops", 1);

    @TempDir
    private Path home;

    @Test
    void whatAKilledProcessHadForcedIsThere() throws IOException, InterruptedException {
        long before = 0;
        for (int round = 1; round <= ROUNDS; round++) {
            long acknowledged = appendInAProcessAndKillIt(before + 20L * round);

            try (JournalStore store = SegmentJournals.in(HelixHome.at(home));
                    Journal journal = store.open(JournalStoreContract.SESSION)) {
                assertThat(journal.recovery().damages()).isEmpty();
                assertThat(JournalStoreContract.all(journal))
                        .hasSizeGreaterThanOrEqualTo((int) acknowledged)
                        .allSatisfy(
                                record -> assertThat(record).isEqualTo(JournalStoreContract.record(record.sequence())));
                before = JournalStoreContract.all(journal).size();
            }
        }
    }

    /** {@return the last sequence the process called safe before it was killed} */
    private long appendInAProcessAndKillIt(long killAfter) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        AppendingProcess.class.getName(),
                        home.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long acknowledged = 0;
        try (BufferedReader lines = process.inputReader()) {
            while (acknowledged < killAfter) {
                acknowledged = Long.parseLong(lines.readLine());
            }
            try (JournalStore store = SegmentJournals.in(HelixHome.at(home))) {
                assertThatThrownBy(() -> store.open(JournalStoreContract.SESSION))
                        .isInstanceOf(LeaseHeldException.class)
                        .hasMessageContaining("process " + process.pid());
            }
            process.toHandle().destroyForcibly(); // unlike the process's own method, leaves its output readable
            // A last line cut short by the kill is a smaller number and only makes the claim weaker.
            for (String line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
                acknowledged = Math.max(acknowledged, Long.parseLong(line));
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        return acknowledged;
    }
}
