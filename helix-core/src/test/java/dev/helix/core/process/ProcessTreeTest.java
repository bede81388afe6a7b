/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.process;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Processes that do not want to end with the one that started them. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "members of a tree are only all found with /proc")
final class ProcessTreeTest {
    /** Each prints the numbers of what it leaves behind; all of them keep the output open. */
    private static final String SURVIVORS = """
            sleep 600 & echo $!
            setsid sleep 600 & echo $!
            env -i sleep 600 & echo $!
            (setsid sh -c 'echo $$; sleep 600' &)
            (sh -c 'trap "" TERM HUP; echo $$; sleep 600' &)
            """;

    private static final int SURVIVOR_COUNT = 5;

    private final ProcessRunner runner = new ProcessRunner();

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        runner.close();
    }

    @Test
    void whatAProcessLeavesBehindEndsWithIt() throws Exception {
        // Waits until all have said their numbers, and keeps the pipe they write to open.
        ProcessResult result = runner.run(shell("mkfifo said; { " + SURVIVORS + " } > said & n=0; while [ $n -lt "
                        + SURVIVOR_COUNT + " ] && read pid; do echo $pid; n=$((n+1)); done < said")
                .build());

        assertThat(result.succeeded()).isTrue();
        assertThat(pids(result)).hasSize(SURVIVOR_COUNT).noneMatch(ProcessTreeTest::runs);
    }

    @Test
    void outputWhoseEndWasNotReadIsMarked() throws Exception {
        // In a session of its own, without a parent and without the mark, it is not found, and keeps the output open.
        ProcessResult result =
                runner.run(shell("mkfifo said; (env -i setsid sh -c 'echo $$ > said; exec sleep 600' &); cat < said")
                        .build());

        try {
            assertThat(result.exitCode()).isZero();
            assertThat(result.complete()).isFalse();
            assertThat(result.stdout().text())
                    .matches("[0-9]+\n\n\\[... what came after this could not be read ...]\n");
        } finally {
            String pid = new String(result.stdout().bytes(), US_ASCII).trim();
            ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void aProcessWhoseFirstThreadEndedIsEndedToo() throws Exception {
        // It shows as a zombie, but its second thread is at work.
        String program = "import threading, time, ctypes, os\n"
                + "threading.Thread(target=lambda: time.sleep(600)).start()\n"
                + "os.write(1, (str(os.getpid()) + '\\n').encode())\n"
                + "os.close(1); os.close(2)\n"
                + "ctypes.CDLL(None).pthread_exit(None)\n";
        Required.nothingMissing(
                runner.run(shell("command -v python3").build()).succeeded() ? "" : "python3 is not installed");
        java.nio.file.Files.writeString(directory.resolve("half.py"), program);

        ProcessResult result = runner.run(shell("python3 half.py > said & until [ -s said ] && grep -q ' Z'"
                        + " /proc/$(cat said)/stat; do :; done; cat said")
                .build());

        assertThat(pids(result)).hasSize(1);
        assertThat(runner.run(shell("grep -h '^State:' /proc/" + pids(result).get(0) + "/task/*/status 2>/dev/null")
                                .build())
                        .stdout()
                        .text()
                        .lines())
                .allMatch(state -> state.matches("State:\\s+[ZX].*"));
    }

    @Test
    void theTimeLimitEndsTheTree() throws Exception {
        ProcessResult result = runner.run(shell(SURVIVORS + "trap '' TERM; while :; do sleep 600; done")
                .timeLimit(Duration.ofSeconds(1))
                .build());

        assertThat(result.timedOut()).isTrue();
        assertThat(result.exitCode()).isEqualTo(137);
        assertThat(pids(result)).isNotEmpty().noneMatch(ProcessTreeTest::runs);
    }

    @Test
    void aProcessMayTidyUpBeforeItEnds() throws Exception {
        ProcessResult result = runner.run(shell("trap 'echo tidy; exit 9' TERM; while :; do sleep 0.02; done")
                .timeLimit(Duration.ofMillis(300))
                .build());

        assertThat(result.timedOut()).isTrue();
        assertThat(result.exitCode()).isEqualTo(9);
        assertThat(result.stdout().text()).isEqualTo("tidy\n");
    }

    @Test
    void anInterruptEndsTheTree() throws Exception {
        CompletableFuture<Long> sleeper = new CompletableFuture<>();
        FutureTask<ProcessResult> call = new FutureTask<>(() -> runner.run(
                shell("setsid sleep 600 & echo $!; wait").build(),
                piece -> sleeper.complete(Long.parseLong(piece.trim()))));
        Thread caller = new Thread(call);
        caller.start();
        long pid = sleeper.get();
        assertThat(runs(pid)).isTrue();

        caller.interrupt();

        assertThatThrownBy(call::get).hasCauseInstanceOf(InterruptedException.class);
        assertThat(runs(pid)).isFalse();
    }

    @Test
    void closingTheRunnerEndsEveryTree() throws Exception {
        CompletableFuture<Long> sleeper = new CompletableFuture<>();
        FutureTask<ProcessResult> call = new FutureTask<>(() -> runner.run(
                shell("sleep 600 & echo $!; wait").build(), piece -> sleeper.complete(Long.parseLong(piece.trim()))));
        new Thread(call).start();
        RunningProcess conversation = runner.start(shell("echo $$; cat").build());
        long talker = Long.parseLong(conversation.readLine().orElseThrow());
        long pid = sleeper.get();

        runner.close();

        assertThat(call.get().succeeded()).isFalse();
        assertThat(conversation.readLine()).isEmpty();
        assertThat(List.of(pid, talker)).noneMatch(ProcessTreeTest::runs);
    }

    @Test
    void closingAConversationEndsItsTree() throws Exception {
        long pid;
        try (RunningProcess process =
                runner.start(shell("setsid sleep 600 & echo $!; cat").build())) {
            pid = Long.parseLong(process.readLine().orElseThrow());
            assertThat(runs(pid)).isTrue();
        }

        assertThat(runs(pid)).isFalse();
    }

    @Test
    void aListenerThatNeverReturnsDoesNotHoldTheCaller() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try {
            ProcessResult result = runner.run(shell("echo one").build(), piece -> {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });

            assertThat(result.stdout().text()).isEqualTo("one\n");
        } finally {
            never.countDown();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aChildOutlivesTheThreadThatAskedForIt(boolean throughTheRunner) throws Exception {
        Path bwrap = Path.of("/usr/bin/bwrap");
        Required.nothingMissing(bwrap.toFile().canExecute() ? "" : "bwrap is not installed (apt install bubblewrap)");
        List<String> line = List.of(
                bwrap.toString(),
                "--die-with-parent",
                "--unshare-pid",
                "--dev-bind",
                "/",
                "/",
                "sh",
                "-c",
                "echo up; cat");

        if (throughTheRunner) {
            FutureTask<RunningProcess> start = new FutureTask<>(
                    () -> runner.start(ProcessSpec.in(directory, line).build()));
            runToItsEnd(start);
            try (RunningProcess process = start.get()) {
                assertThat(process.readLine()).contains("up");
                process.send("still there\n");
                assertThat(process.readLine()).contains("still there");
            }
        } else {
            // The reason for the launcher thread: started from a thread that ends, the same child is killed.
            FutureTask<Process> start = new FutureTask<>(() -> {
                Process process = new ProcessBuilder(line).start();
                assertThat(process.getInputStream().readNBytes(3)).asString().isEqualTo("up\n");
                return process;
            });
            runToItsEnd(start);
            assertThat(start.get().waitFor()).isEqualTo(137);
        }
    }

    private static void runToItsEnd(FutureTask<?> task) throws InterruptedException {
        Thread thread = new Thread(task);
        thread.start();
        thread.join();
    }

    private static List<Long> pids(ProcessResult result) {
        return Arrays.stream(result.stdout().text().split("\\s+"))
                .map(Long::parseLong)
                .toList();
    }

    private static boolean runs(long pid) {
        return ProcTable.read(pid).isPresent();
    }

    private ProcessSpec.Builder shell(String line) {
        return ProcessSpec.in(directory, "/bin/sh", "-c", line).timeLimit(Duration.ofSeconds(50));
    }
}
