/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.api.TaskId;
import dev.helix.api.manager.ManagedTask;
import dev.helix.api.manager.TaskEvents;
import dev.helix.api.manager.TaskOutcome;
import dev.helix.core.Helix;
import dev.helix.testkit.ScriptedEngines;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of tasks whose program is killed while it works, taken up by another one with the same home. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class KilledTaskTest {
    /** One class of each jar and folder the program consists of. */
    private static final List<String> PROGRAM = List.of(
            "dev.helix.examples.acceptance.KilledTaskProgram",
            "dev.helix.api.HelixHome",
            "dev.helix.core.Helix",
            "dev.helix.testkit.Cassette",
            "dev.helix.worktree.GitWorktrees",
            "com.fasterxml.jackson.annotation.JsonProperty",
            "com.fasterxml.jackson.core.JsonFactory",
            "com.fasterxml.jackson.databind.ObjectMapper",
            "org.slf4j.Logger",
            "org.eclipse.jgit.lib.Repository",
            "org.apache.commons.codec.digest.DigestUtils",
            "com.googlecode.javaewah.EWAHCompressedBitmap");

    @TempDir
    private Path temporary;

    private Scenario scenario;
    private Process program;
    private BufferedReader output;

    @BeforeEach
    void layOut() throws IOException {
        scenario = Scenario.in(temporary);
    }

    @AfterEach
    void endProgram() throws IOException {
        program.destroyForcibly();
        output.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SubAgentStarted",
                "SubAgentFinished",
                "CompletionClaimed",
                "Reviewed",
                "MergePrepared",
                "MergeAttempted",
                "CriterionJudged",
                "TaskEnded"
            })
    void taskKilledBeforeAnEventIsRecordedIsDeliveredOnceByTheNextProgram(String type) throws Exception {
        TaskId killed = killedBefore(type);
        boolean landed = scenario.mainMoved();

        try (Helix helix =
                scenario.assemble(ScriptedEngines.of(KilledTaskProgram.MODEL)).build()) {
            ManagedTask task = helix.manager().resume(killed, event -> {});
            TaskOutcome outcome = task.await(Scenario.LIMIT);

            assertThat(outcome.kind()).as(outcome.explanation()).isEqualTo(TaskOutcome.Kind.DELIVERED);
            assertThat(RecordingHost.bodies(task.events(1), TaskEvents.TaskEnded.class))
                    .hasSize(1);
        }

        assertThat(landed)
                .isEqualTo(List.of("MergeAttempted", "CriterionJudged", "TaskEnded")
                        .contains(type));
        assertThat(scenario.repository.git("rev-list", "--merges", "main").lines())
                .hasSize(1);
        assertThat(scenario.repository.onMain("src/part.sh")).isEqualTo("echo part");
        scenario.repository.assertSound();
        scenario.repository.assertNothingLeft();
    }

    private TaskId killedBefore(String type) throws Exception {
        String classPath =
                PROGRAM.stream().map(KilledTaskTest::codeOf).distinct().collect(Collectors.joining(File.pathSeparator));
        program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        KilledTaskProgram.class.getName(),
                        scenario.home.root().toString(),
                        scenario.repository.root().toString(),
                        type)
                .redirectError(temporary.resolve("errors.txt").toFile())
                .start();
        output = program.inputReader(StandardCharsets.UTF_8);
        TaskId task = new TaskId(nextLine());
        assertThat(nextLine()).isEqualTo(KilledTaskProgram.STOPPED);
        program.destroyForcibly();
        program.onExit().join();
        return task;
    }

    private String nextLine() throws IOException {
        String line = output.readLine();
        assertThat(line).as(() -> errors()).isNotNull();
        return line;
    }

    private String errors() {
        try {
            return Files.readString(temporary.resolve("errors.txt"));
        } catch (IOException unread) {
            return unread.toString();
        }
    }

    private static String codeOf(String type) {
        try {
            return Path.of(Class.forName(type)
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (ReflectiveOperationException | URISyntaxException e) {
            throw new AssertionError(type, e);
        }
    }
}
