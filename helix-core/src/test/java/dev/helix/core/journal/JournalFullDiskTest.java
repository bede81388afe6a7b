/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.api.HelixHome;
import dev.helix.api.journal.Journal;
import dev.helix.api.journal.JournalRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalFullDiskTest {

    @TempDir
    private Path home;

    @Test
    void aRecordWithoutRoomIsRefusedWholeAndTheJournalGoesOn() throws IOException, InterruptedException {
        List<String> printed = fillUnderALimit();

        assertThat(printed).hasSize(2);
        assertThat(printed.get(0)).contains("cannot be written").contains("the record was not added");
        long last = Long.parseLong(printed.get(1));
        List<JournalRecord> expected = new ArrayList<>();
        for (long sequence = 1; sequence < last; sequence++) {
            expected.add(FillingProcess.longRecord(sequence));
        }
        expected.add(FillingProcess.shortRecord(last));
        List<Recovery> recoveries = new ArrayList<>();
        try (Journal journal =
                JsonLinesJournals.in(HelixHome.at(home), recoveries::add).open(JournalStoreContract.SESSION)) {
            assertThat(JournalStoreContract.all(journal)).isEqualTo(expected).hasSizeGreaterThan(1);
        }
        assertThat(recoveries).isEmpty();
    }

    /** A limit on the size of files stands in for a full disk: the write stops in the middle of a line. */
    private List<String> fillUnderALimit() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "/bin/sh",
                        "-c",
                        "ulimit -f 16; exec \"$@\"",
                        "sh",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:-UsePerfData",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FillingProcess.class.getName(),
                        home.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var lines = process.inputReader()) {
            return lines.lines().toList();
        } finally {
            process.waitFor();
        }
    }
}
