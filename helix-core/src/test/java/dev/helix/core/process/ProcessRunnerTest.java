/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProcessRunnerTest {
    private final ProcessRunner runner = new ProcessRunner();

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        runner.close();
    }

    @Test
    void outputErrorAndStatusAreKeptApart() throws Exception {
        ProcessResult result =
                runner.run(shell("echo out; echo err >&2; exit 3").build());

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.stdout().text()).isEqualTo("out\n");
        assertThat(result.stderr().text()).isEqualTo("err\n");
        assertThat(result.succeeded()).isFalse();
    }

    @Test
    void mergedErrorsArriveInOrder() throws Exception {
        ProcessResult result =
                runner.run(shell("echo 1; echo 2 >&2; echo 3").mergeErrors().build());

        assertThat(result.stdout().text()).isEqualTo("1\n2\n3\n");
        assertThat(result.stderr().bytes()).isEmpty();
    }

    @Test
    void aSignalCountsAs128PlusItsNumber() throws Exception {
        assertThat(runner.run(shell("kill -9 $$").build()).exitCode()).isEqualTo(137);
        assertThat(runner.run(shell("kill -15 $$").build()).exitCode()).isEqualTo(143);
    }

    @Test
    void inputIsReadToItsEndAndMissingInputIsEmpty() throws Exception {
        byte[] large = "0123456789".repeat(100_000).getBytes(StandardCharsets.UTF_8);

        assertThat(runner.run(shell("wc -c").input(large).build())
                        .stdout()
                        .text()
                        .trim())
                .isEqualTo("1000000");
        assertThat(runner.run(shell("wc -c").build()).stdout().text().trim()).isEqualTo("0");
    }

    @Test
    void aProcessThatIgnoresItsInputIsNoError() throws Exception {
        byte[] large = new byte[1_000_000];

        assertThat(runner.run(shell("exit 0").input(large).build()).succeeded()).isTrue();
    }

    @Test
    void variablesOfTheHostStayOutside() throws Exception {
        String seen = runner.run(shell("env").environment("ADDED", "yes").build())
                .stdout()
                .text();

        assertThat(seen.lines().map(line -> line.substring(0, line.indexOf('='))))
                .contains("PATH", "LANG", "LC_ALL", "ADDED")
                .isSubsetOf(
                        "PATH",
                        "HOME",
                        "USER",
                        "LOGNAME",
                        "TMPDIR",
                        "JAVA_HOME",
                        "LANG",
                        "LC_ALL",
                        "ADDED",
                        "PWD",
                        "OLDPWD",
                        "SHLVL",
                        "_",
                        "HELIX_PROCESS");
        assertThat(System.getenv().keySet()).as("the host has more to hide").hasSizeGreaterThan(6);
    }

    @Test
    void tooMuchOutputKeepsHeadAndTail() throws Exception {
        ProcessResult result = runner.run(shell("echo first; head -c 3000000 /dev/zero | tr '\\0' x; echo last")
                .outputLimitBytes(2000)
                .build());

        assertThat(result.stdout().bytes()).hasSize(2000);
        assertThat(result.droppedBytes()).isEqualTo(3_000_000 + 6 + 5 - 2000);
        assertThat(result.stdout().text())
                .startsWith("first\nxxx")
                .contains("[... " + result.droppedBytes() + " bytes left out ...]")
                .endsWith("xxxlast\n");
    }

    @Test
    void charactersAreNeverCutInLiveText() throws Exception {
        List<String> pieces = Collections.synchronizedList(new ArrayList<>());

        runner.run(
                shell("for b in 342 202 254 360 237 230 200; do printf \"\\\\$b\"; sleep 0.02; done")
                        .build(),
                pieces::add);

        assertThat(pieces).containsExactly("€", "😀");
    }

    @Test
    void aListenerThatThrowsDoesNotHarmTheProcess() throws Exception {
        ProcessResult result =
                runner.run(shell("echo one; sleep 0.05; echo two").build(), piece -> {
                    throw new IllegalStateException("listener");
                });

        assertThat(result.stdout().text()).isEqualTo("one\ntwo\n");
    }

    @Test
    void outputBehindASlowListenerIsComplete() throws Exception {
        CountDownLatch returned = new CountDownLatch(1);
        try {
            ProcessResult result = runner.run(
                    shell("echo first; head -c 60000 /dev/zero | tr '\\0' x; echo last")
                            .build(),
                    piece -> awaitUninterruptibly(returned));

            assertThat(result.succeeded()).isTrue();
            assertThat(result.stdout().bytes()).hasSize(60_000 + 6 + 5);
            assertThat(result.stdout().text()).endsWith("xxxlast\n");
        } finally {
            returned.countDown();
        }
    }

    @Test
    void aProcessNeverWaitsForAListener() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        List<String> pieces = Collections.synchronizedList(new ArrayList<>());

        // More than a pipe, the reader and the relay hold together.
        ProcessResult result = runner.run(
                shell("head -c 3000000 /dev/zero | tr '\\0' x; echo last").build(), piece -> {
                    pieces.add(piece);
                    awaitUninterruptibly(ended);
                });
        ended.countDown();

        assertThat(result.succeeded()).isTrue();
        assertThat(result.stdout().bytes()).hasSize(3_000_005);
    }

    @Test
    void aTimeLimitOfCenturiesIsKept() throws Exception {
        ProcessResult result = runner.run(
                shell("echo done").timeLimit(Duration.ofSeconds(Long.MAX_VALUE)).build());

        assertThat(result.succeeded()).isTrue();
        assertThat(result.stdout().text()).isEqualTo("done\n");
    }

    @Test
    void aLongConversationLosesNoLine() throws Exception {
        try (RunningProcess process = runner.start(
                shell("seq 1 20000; echo end").outputLimitBytes(1000).build())) {
            int lines = 0;
            for (Optional<String> line = process.readLine(); line.isPresent(); line = process.readLine()) {
                lines++;
            }

            assertThat(lines).isEqualTo(20_001);
        }
    }

    @Test
    void aConversationNobodyReadsEndsAllTheSame() throws Exception {
        try (RunningProcess process =
                runner.start(shell("seq 1 20000").outputLimitBytes(1000).build())) {
            assertThat(process.await().succeeded()).isTrue();
        }
    }

    @Test
    void relativeAndEmptyEntriesOfPathSupplyNoProgram() throws Exception {
        Path planted = Files.writeString(directory.resolve("uname"), "#!/bin/sh\necho PLANTED\n");
        assertThat(planted.toFile().setExecutable(true)).isTrue();

        ProcessResult result = runner.run(
                shell("uname").environment("PATH", ".::/usr/bin:/bin").build());

        assertThat(result.stdout().text()).isNotEmpty().doesNotContain("PLANTED");
        assertThat(ProgramLookup.resolve("sh")).startsWith("/").endsWith("/sh");
        assertThat(ProgramLookup.resolve("no-such-program-here")).isEqualTo("no-such-program-here");
    }

    @Test
    void aMissingProgramIsATypedError() {
        assertThatThrownBy(() -> runner.run(
                        ProcessSpec.in(directory, "no-such-program-here").build()))
                .isInstanceOf(ProcessStartException.class)
                .hasMessageContaining("no-such-program-here")
                .hasMessageContaining("PATH");
    }

    @Test
    void aMissingDirectoryIsATypedError() {
        Path missing = directory.resolve("missing");

        assertThatThrownBy(() -> runner.run(ProcessSpec.in(missing, "true").build()))
                .isInstanceOf(ProcessStartException.class)
                .hasMessageContaining(missing.toString());
    }

    @Test
    void aProgramThatCannotBeExecutedIsATypedError() throws Exception {
        Path plain = java.nio.file.Files.writeString(directory.resolve("plain.txt"), "hello");

        assertThatThrownBy(() ->
                        runner.run(ProcessSpec.in(directory, plain.toString()).build()))
                .isInstanceOf(ProcessStartException.class)
                .hasMessageContaining(plain.toString());
    }

    @Test
    void aHundredProcessesRunAtOnce() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(100);
        try {
            List<Callable<String>> calls = IntStream.range(0, 100)
                    .mapToObj(i -> (Callable<String>) () -> runner.run(shell("cat; echo " + i)
                                    .input(("in" + i + " ").getBytes(StandardCharsets.UTF_8))
                                    .build())
                            .stdout()
                            .text())
                    .toList();

            List<Future<String>> answers = callers.invokeAll(calls);

            for (int i = 0; i < 100; i++) {
                assertThat(answers.get(i).get()).isEqualTo("in" + i + " " + i + "\n");
            }
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void aConversationGoesLineByLine() throws Exception {
        try (RunningProcess process = runner.start(shell("while read line; do echo \"heard $line\"; done; echo bye")
                .build())) {
            process.send("one\n");
            assertThat(process.readLine()).contains("heard one");
            process.send("zwei ä\n");
            assertThat(process.readLine()).contains("heard zwei ä");
            process.endInput();
            assertThat(process.readLine()).contains("bye");
            assertThat(process.readLine()).isEmpty();
            assertThat(process.readLine()).isEmpty();

            assertThat(process.await().succeeded()).isTrue();
        }
    }

    @Test
    void aClosedRunnerStartsNothing() {
        runner.close();
        runner.close();

        assertThatThrownBy(() -> runner.run(shell("true").build()))
                .isInstanceOf(ProcessStartException.class)
                .hasMessageContaining("closed");
    }

    private ProcessSpec.Builder shell(String line) {
        return ProcessSpec.in(directory, "/bin/sh", "-c", line).timeLimit(Duration.ofSeconds(30));
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
