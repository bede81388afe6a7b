/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFileTest {
    @TempDir
    Path folder;

    @Test
    void deviceIsWrittenToAndNeverReplaced() throws Exception {
        Path pipe = folder.resolve("pipe");
        assumeThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .as("mkfifo makes a pipe")
                .isZero();
        Process reader = new ProcessBuilder("cat", pipe.toString()).start();

        ReportFile.write(pipe, "{}");

        assertThat(reader.inputReader().readLine()).isEqualTo("{}");
        assertThat(Files.isRegularFile(pipe)).isFalse();
    }

    @Test
    void linkStaysALink() throws IOException {
        Path target = Files.writeString(folder.resolve("target.json"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.json"), target);

        ReportFile.write(link, "{}");

        assertThat(link).isSymbolicLink();
        assertThat(target).hasContent("{}\n");
    }

    @Test
    void placeWhereNoFileCanBeMadeIsRefusedBeforeTheStart() {
        Path impossible = Path.of("/proc/report.json");
        assumeThat(impossible.getParent()).as("a file system without new files").isDirectory();

        assertThatThrownBy(() -> ReportFile.requireWritable(impossible)).isInstanceOf(Options.UsageException.class);
    }
}
