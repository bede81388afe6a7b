/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.api.Limits;
import dev.helix.core.process.ProcessResult;
import dev.helix.core.process.ProcessRunner;
import dev.helix.core.process.ProcessSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commands that use too much. */
final class ResourcesTest {
    private static final long MEBIBYTE = 1024 * 1024;

    private final ProcessRunner runner = new ProcessRunner();

    private Path top;
    private Path worktree;

    @BeforeEach
    void layOut() throws Exception {
        top = Files.createTempDirectory(
                Files.createDirectories(Path.of("target")).toRealPath(), "resources");
        worktree = Files.createDirectory(top.resolve("worktree"));
    }

    @AfterEach
    void tidyUp() throws Exception {
        runner.run(ProcessSpec.in(Path.of("/"), "rm", "-rf", top.toString()).build());
        runner.close();
    }

    @Test
    void aCommandThatKeepsTooMuchInMemoryIsEnded() throws Exception {
        Limits limits = Limits.builder().commandMemoryBytes(200 * MEBIBYTE).build();

        ProcessResult result = run(limits, "perl -e '$x = \"x\" x (300 << 20); print \"full\\n\"; sleep 600'");

        assertThat(result.exceeded())
                .hasValueSatisfying(
                        limit -> assertThat(limit).startsWith("memory: ").endsWith(" bytes, 209715200 allowed"));
        assertThat(result.succeeded()).isFalse();
    }

    @Test
    void memoryIsSummedOverProcesses() throws Exception {
        Limits limits = Limits.builder().commandMemoryBytes(200 * MEBIBYTE).build();

        ProcessResult result =
                run(limits, "for i in 1 2 3 4 5; do perl -e '$x = \"x\" x (60 << 20); sleep 600' & done; wait");

        assertThat(result.exceeded())
                .hasValueSatisfying(limit -> assertThat(limit).startsWith("memory: "));
    }

    @Test
    void aForkBombIsEnded() throws Exception {
        Limits limits = Limits.builder().commandProcesses(50).build();

        ProcessResult result = run(limits, "i=0; while [ $i -lt 300 ]; do sleep 600 & i=$((i+1)); done; wait");

        assertThat(result.exceeded())
                .hasValueSatisfying(limit -> assertThat(limit).startsWith("processes and threads: "));
    }

    @Test
    void threadsCountAsProcesses() throws Exception {
        Limits limits = Limits.builder().commandProcesses(50).build();
        Files.writeString(
                worktree.resolve("T.java"),
                "class T { public static void main(String[] a) throws Exception { for (int i = 0; i < 200; i++) {"
                        + " new Thread(() -> { try { Thread.currentThread().join(); } catch (Exception e) { } }).start(); }"
                        + " } }");

        ProcessResult result = run(limits, System.getProperty("java.home") + "/bin/java T.java");

        assertThat(result.exceeded())
                .hasValueSatisfying(limit -> assertThat(limit).startsWith("processes and threads: "));
    }

    @Test
    void aCommandThatComputesTooLongIsEnded() throws Exception {
        Limits limits =
                Limits.builder().commandProcessorTime(Duration.ofSeconds(1)).build();

        ProcessResult result = run(limits, "while :; do :; done & while :; do :; done");

        assertThat(result.exceeded())
                .hasValueSatisfying(limit -> assertThat(limit).startsWith("processor time: "));
        assertThat(result.timedOut()).isFalse();
    }

    @Test
    void aCommandThatFillsTheWorktreeIsEnded() throws Exception {
        Limits limits = Limits.builder().commandDiskBytes(20 * MEBIBYTE).build();

        ProcessResult result =
                run(limits, "mkdir d; for i in 1 2 3 4 5; do head -c 10485760 /dev/zero > d/$i; done;" + " sleep 600");

        assertThat(result.exceeded())
                .hasValueSatisfying(
                        limit -> assertThat(limit).isEqualTo("disk: more than 20971520 bytes in " + worktree));
    }

    @Test
    void aFileGrowsNoLargerThanAllowed() throws Exception {
        Limits limits = Limits.builder().commandFileBytes(2 * MEBIBYTE).build();

        ProcessResult result = run(limits, "head -c 10485760 /dev/zero > large; ulimit -f; ulimit -f unlimited");

        assertThat(worktree.resolve("large")).hasSize(2 * MEBIBYTE);
        assertThat(result.stdout().text()).contains("\n4096\n").doesNotContain("unlimited\n");
    }

    @Test
    void temporaryDirectoriesAreBounded() throws Exception {
        Limits limits = Limits.builder().commandTemporaryBytes(2 * MEBIBYTE).build();

        ProcessResult result =
                run(limits, "for d in /tmp /var/tmp /dev/shm ~; do head -c 10485760 /dev/zero > $d/f; rm $d/f; done");

        assertThat(result.stdout().text().lines().filter(line -> line.contains("No space left on device")))
                .hasSize(4);
    }

    @Test
    void anOrdinaryCommandIsLeftAlone() throws Exception {
        ProcessResult result = run(Limits.defaults(), "sleep 1.5; echo done");

        assertThat(result.succeeded()).isTrue();
        assertThat(result.stdout().text()).isEqualTo("done\n");
    }

    @Test
    void commandsWithoutASandboxAreLimitedToo() throws Exception {
        Limits limits = Limits.builder().commandProcesses(20).build();
        SandboxLayout layout = new SandboxLayout(worktree, List.of(worktree), List.of(), List.of(), Map.of());

        ProcessResult result = runner.run(new NoSandbox(limits)
                .prepare(layout, List.of("sh", "-c", "for i in $(seq 60); do sleep 600 & done; wait"))
                .timeLimit(Duration.ofSeconds(60))
                .build());

        assertThat(result.exceeded()).isPresent();
    }

    @Test
    void aNamedControlGroupGetsItsLimitsAndIsLeftByNobody() throws Exception {
        // A plain directory stands in for the kernel's: what is written there can be read afterwards.
        Path groups = Files.createDirectory(top.resolve("groups"));
        Limits limits = Limits.builder()
                .commandMemoryBytes(300 * MEBIBYTE)
                .commandProcesses(77)
                .build();
        ControlGroup group = ControlGroup.below(groups, limits);

        assertThat(group.entrance().resolveSibling("memory.max")).hasContent("314572800");
        assertThat(group.entrance().resolveSibling("pids.max")).hasContent("77");
        Files.writeString(group.entrance().resolveSibling("memory.events"), "low 0\noom_kill 1\n");

        assertThat(group.end()).contains("memory: the kernel ended a process of the group");
        assertThat(group.entrance().resolveSibling("cgroup.kill")).hasContent("1");
    }

    @Test
    void aCommandEntersItsControlGroupBeforeItStarts() throws Exception {
        Path groups = Files.createDirectory(top.resolve("groups"));
        BubblewrapSandbox sandbox = Sandboxes.of(
                runner,
                top.resolve("home"),
                top,
                new SandboxOptions(List.of(), Set.of(), Optional.of(groups)),
                Limits.defaults());

        // The probe is a command, too.
        Required.nothingMissing(sandbox.probe());

        try (var made = Files.list(groups)) {
            assertThat(made)
                    .hasSize(1)
                    .allSatisfy(group ->
                            assertThat(group.resolve("cgroup.procs")).content().matches("[0-9]+\n"));
        }
    }

    private ProcessResult run(Limits limits, String line) throws Exception {
        BubblewrapSandbox sandbox = Sandboxes.of(runner, top.resolve("home"), top, SandboxOptions.DEFAULTS, limits);
        Required.nothingMissing(sandbox.probe());
        SandboxLayout layout = new SandboxLayout(worktree, List.of(worktree), List.of(), List.of(), Map.of());
        return runner.run(sandbox.prepare(layout, List.of("sh", "-c", line))
                .mergeErrors()
                .timeLimit(Duration.ofSeconds(60))
                .build());
    }
}
