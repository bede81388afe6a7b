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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that end the command as a shell, a service manager or a closed terminal does. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class SignalsTest {
    private static final String SILENCE = """
            {"format": "helix-cassette/1", "conversations": [
             {"name": "execution", "opens": "corner shop", "replies": [
              {"calls": [{"tool": "create_worktree_binding", "arguments": {"project_root": ".", "task": "t"}}]},
              {"stalls": true}]}]}
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM", "HUP"})
    void signalCancelsTheTaskAndEndsWithTheStatusThatHelpPromises(String signal) throws Exception {
        Path cassette = Files.writeString(folder.resolve("silence.json"), SILENCE);
        Path report = folder.resolve("report.json");
        Process process = start("--cassette", cassette, "--into", folder.resolve("sample"), "--report", report);

        String rest = signalAfter(process, "works on branch", signal);

        assertThat(rest).contains("ABANDONED", "Where everything is", "Not delivered");
        assertThat(process.waitFor()).isEqualTo(ExitStatus.ABANDONED.code());
        assertThat(CommandRun.json(report).path("code").asText()).isEqualTo("task-cancelled");
        assertThat(GitProgram.isolatedIn(folder.resolve("sample/corner-shop"))
                        .run("worktree", "list")
                        .lines())
                .hasSize(1);
    }

    @Test
    void signalDuringAQuestionBeforeTheStartEndsWithTheSameStatus() throws Exception {
        Path repository = SampleProject.layOut(folder.resolve("own"));
        Files.writeString(repository.resolve("README.md"), "half a thought");
        Path cassette = Files.writeString(folder.resolve("silence.json"), SILENCE);
        Process process = start(
                "--repo", repository, "--task", "t", "--verify", "true", "--cassette", cassette, "--home", folder);

        String rest = signalAfter(process, "Start all the same?", "TERM");

        assertThat(rest).contains("cancelled before the task began");
        assertThat(process.waitFor()).isEqualTo(ExitStatus.ABANDONED.code());
    }

    private static String signalAfter(Process process, String text, String signal) throws Exception {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            String line = "";
            while (line != null && !line.contains(text)) {
                line = output.readLine();
            }
            assertThat(line).as("the output reaches '" + text + "'").isNotNull();
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
            return output.lines().collect(Collectors.joining("\n"));
        }
    }

    /** Starts the command with the dispositions of a terminal: a build that runs in the background ignores SIGINT. */
    private static Process start(Object... args) throws Exception {
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT,TERM,HUP"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        List.of(args).forEach(arg -> command.add(arg.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("HELIX_TERMINAL", "yes");
        return builder.start();
    }
}
