/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.benchmarks;

import dev.helix.api.HelixHome;
import dev.helix.api.Limits;
import dev.helix.core.process.ProcessResult;
import dev.helix.core.process.ProcessRunner;
import dev.helix.worktree.sandbox.BubblewrapSandbox;
import dev.helix.worktree.sandbox.HostEnvironment;
import dev.helix.worktree.sandbox.SandboxLayout;
import dev.helix.worktree.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Compares one sandboxed command with bare bubblewrap of the same depth: the same arguments, without the filter, without
 * limits and without anybody who watches the process tree.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(2)
@State(Scope.Benchmark)
public class SandboxBenchmark {
    private final ProcessRunner runner = new ProcessRunner();
    private Path folder;
    private BubblewrapSandbox sandbox;
    private SandboxLayout layout;
    private List<String> bare;
    private Path arguments;

    /**
     * Puts the sandbox up and takes its arguments for the floor.
     *
     * @throws IOException if a file cannot be written
     */
    @Setup(Level.Trial)
    public void open() throws IOException {
        folder = Files.createTempDirectory("helix-sandbox").toRealPath();
        sandbox = new BubblewrapSandbox(
                runner,
                HelixHome.at(folder.resolve("home")),
                HostEnvironment.current(),
                SandboxOptions.DEFAULTS,
                Limits.defaults());
        layout = new SandboxLayout(folder, List.of(folder), List.of(), List.of(), Map.of());
        arguments = Files.write(folder.resolve("arguments"), sandbox.arguments(layout));
        bare = List.of("/usr/bin/bwrap", "--args", "0", "--", "/bin/true");
    }

    /**
     * Closes the runner and removes everything.
     *
     * @throws IOException if a process cannot be started
     * @throws InterruptedException if interrupted
     */
    @TearDown(Level.Trial)
    public void close() throws IOException, InterruptedException {
        runner.close();
        new ProcessBuilder("rm", "-rf", folder.toString()).start().waitFor();
    }

    /**
     * Runs a command in the sandbox.
     *
     * @return how it ended
     * @throws InterruptedException if interrupted
     */
    @Benchmark
    public ProcessResult sandboxed() throws InterruptedException {
        ProcessResult result = runner.run(
                sandbox.prepare(layout, List.of("/bin/true")).mergeErrors().build());
        if (!result.succeeded()) {
            throw new IllegalStateException(result.stdout().text());
        }
        return result;
    }

    /**
     * Runs the same command with bubblewrap alone.
     *
     * @return its exit status
     * @throws IOException if it cannot be started
     * @throws InterruptedException if interrupted
     */
    @Benchmark
    public int bare() throws IOException, InterruptedException {
        return run(bare, arguments);
    }

    /**
     * Starts a process without any sandbox.
     *
     * @return its exit status
     * @throws IOException if it cannot be started
     * @throws InterruptedException if interrupted
     */
    @Benchmark
    public int spawn() throws IOException, InterruptedException {
        return run(List.of("/bin/true"), Path.of("/dev/null"));
    }

    private static int run(List<String> line, Path input) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectInput(input.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        int status = process.waitFor();
        if (status != 0) {
            throw new IllegalStateException(line + " ended with " + status);
        }
        return status;
    }
}
