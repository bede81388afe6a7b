/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class InterruptionTest {
    /** 128 + SIGINT, as shells report it. */
    private static final int INTERRUPTED = 130;

    private static final String SILENCE = """
            {"format": "helix-cassette/1", "conversations": [
             {"name": "execution", "opens": "corner shop", "replies": [
              {"calls": [{"tool": "create_worktree_binding", "arguments": {"project_root": ".", "task": "t"}}]},
              {"stalls": true}]}]}
            """;

    @TempDir
    private Path folder;

    @Test
    void ctrlCCancelsTheTaskAndStillReports() throws Exception {
        Path cassette = Files.writeString(folder.resolve("silence.json"), SILENCE);
        Path report = folder.resolve("report.json");
        Process process = start("--cassette", cassette, "--into", folder.resolve("sample"), "--report", report);

        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            String line = "";
            while (line != null && !line.contains("works on branch")) {
                line = output.readLine();
            }
            assertThat(line).as("the agent is at work").isNotNull();
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
            String rest = output.lines().collect(Collectors.joining("\n"));

            assertThat(rest).contains("ABANDONED", "Where everything is", "Not delivered");
            assertThat(process.waitFor()).isEqualTo(INTERRUPTED);
        }
        assertThat(CommandRun.json(report).path("code").asText()).isEqualTo("task-cancelled");
        assertThat(GitProgram.isolatedIn(folder.resolve("sample/corner-shop"))
                        .run("worktree", "list")
                        .lines())
                .hasSize(1);
    }

    private static Process start(Object... args) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        List.of(args).forEach(arg -> command.add(arg.toString()));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}
