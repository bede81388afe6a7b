/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of where a report can be written, by tasks that are refused before they start. */
class ReportTest {
    @TempDir
    Path folder;

    @Test
    void pipeIsWrittenToOnceAndNeverReplaced() throws Exception {
        Path pipe = folder.resolve("pipe");
        assumeThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .as("mkfifo makes a pipe")
                .isZero();
        Process reader = new ProcessBuilder("cat", pipe.toString()).start();

        refusedTask(pipe);

        assertThat(reader.inputReader().lines().toList()).contains("  \"outcome\" : \"REFUSED\",");
        assertThat(Files.isRegularFile(pipe)).isFalse();
    }

    @Test
    void linkStaysALink() throws IOException {
        Path target = Files.writeString(folder.resolve("target.json"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.json"), target);

        refusedTask(link);

        assertThat(link).isSymbolicLink();
        assertThat(CommandRun.json(target).path("outcome").asText()).isEqualTo("REFUSED");
    }

    @Test
    void reportReplacesTheOldOneAsAWhole() throws IOException {
        Path report = Files.writeString(folder.resolve("report.json"), "old");
        try (InputStream openBefore = Files.newInputStream(report)) {
            refusedTask(report);

            assertThat(openBefore.readAllBytes())
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("old");
        }
        assertThat(CommandRun.json(report).path("outcome").asText()).isEqualTo("REFUSED");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(Path::getFileName).map(Path::toString)).noneMatch(name -> name.contains(".new"));
        }
    }

    @Test
    void placeWhereNoFileCanBeMadeIsRefusedBeforeTheStart() {
        assertUnwritable(folder.resolve("nowhere/report.json"));
        assertUnwritable(folder);
        assertUnwritable(Path.of("/proc/report.json"));
    }

    private void assertUnwritable(Path report) {
        CommandRun run = refusedTask(report);

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.output()).contains("--report: " + report + " cannot be written");
    }

    private CommandRun refusedTask(Path report) {
        List<String> args = new ArrayList<>(List.of("--repo", folder.toString(), "--task", "t", "--verify", "true"));
        args.addAll(List.of("--model", "nobody:m", "--home", folder + "/home", "--report", report.toString()));
        return CommandRun.of(args.toArray(String[]::new));
    }
}
