/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.api.HelixHome;
import dev.helix.api.journal.Journal;
import dev.helix.api.journal.JournalRecovery;
import dev.helix.api.journal.JournalStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalFullDiskTest {

    @TempDir
    private Path home;

    @Test
    void recordWithoutRoomIsRefusedAndNothingThatWasPromisedIsLost() throws IOException, InterruptedException {
        List<String> printed = fillUnderALimit();

        assertThat(printed).hasSize(2);
        assertThat(printed.get(1)).contains("could not be written").contains("make room and try again");
        long last = Long.parseLong(printed.get(0));
        List<JournalRecovery> recoveries = new ArrayList<>();
        try (JournalStore store = SegmentJournals.in(HelixHome.at(home), recoveries::add);
                Journal journal = store.open(JournalStoreContract.SESSION)) {
            assertThat(journal.read(1, 100))
                    .hasSizeGreaterThan(1)
                    .isEqualTo(LongStream.rangeClosed(1, last)
                            .mapToObj(FillingProcess::record)
                            .toList());
        }
        assertThat(recoveries).as("the failed write was cut back").isEmpty();
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
