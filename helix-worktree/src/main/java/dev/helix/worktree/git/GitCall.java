/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.git;

import dev.helix.api.worktree.WorktreeStateException;
import dev.helix.core.process.ProcessResult;
import dev.helix.core.process.ProcessRunner;
import dev.helix.core.process.ProcessSpec;
import dev.helix.core.process.RunningProcess;
import dev.helix.core.process.StreamedProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A description of where and how a git process runs. Immutable: each method returns another call. */
public final class GitCall {
    /** Longest a git process may take; a checkout of a very large tree is the slowest thing asked of it. */
    private static final Duration TIME_LIMIT = Duration.ofMinutes(10);
    /** A century, for a process that ends with its input. */
    private static final Duration NO_LIMIT = Duration.ofDays(36_500);

    private static final int COMPLAINT_BYTES = 64 * 1024;
    private static final int PIECE_BYTES = 64 * 1024;
    /** Largest list of paths read from git; beyond it the answer would be cut, so the call fails instead. */
    private static final int OUTPUT_LIMIT_BYTES = 256 * 1024 * 1024;

    private final ProcessRunner processes;
    private final String program;
    private final Path directory;
    private final List<String> options;
    private final Map<String, String> environment;
    private final byte @Nullable [] input;

    private GitCall(
            ProcessRunner processes,
            String program,
            Path directory,
            List<String> options,
            Map<String, String> environment,
            byte @Nullable [] input) {
        this.processes = processes;
        this.program = program;
        this.directory = directory;
        this.options = options;
        this.environment = environment;
        this.input = input;
    }

    static GitCall of(ProcessRunner processes, String program, Path gitDir, Drivers drivers) {
        return new GitCall(
                processes, program, gitDir, List.of("--git-dir=" + gitDir), Hardening.environment(drivers), null);
    }

    static GitCall around(ProcessRunner processes, String program, Path directory) {
        return new GitCall(processes, program, directory, List.of(), Hardening.environment(Drivers.NONE), null);
    }

    /** Names the work tree and runs git at its top. */
    public GitCall workTree(Path workTree) {
        List<String> more = new ArrayList<>(options);
        more.add("--work-tree=" + workTree);
        return new GitCall(processes, program, workTree, List.copyOf(more), environment, input);
    }

    /** Adds a variable. */
    public GitCall with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(environment);
        more.put(name, value);
        return new GitCall(processes, program, directory, options, more, input);
    }

    /** Sets standard input. */
    public GitCall input(byte[] bytes) {
        return new GitCall(processes, program, directory, options, environment, bytes.clone());
    }

    /**
     * Runs git to its end, whatever its exit status.
     *
     * @throws WorktreeStateException if it ran out of time or said more than can be read
     * @throws InterruptedException if the calling thread was interrupted; git was ended
     */
    public GitResult run(String... arguments) throws InterruptedException {
        ProcessSpec.Builder spec = spec(arguments);
        if (input != null) {
            spec.input(input);
        }
        return result(processes.run(spec.build()), arguments);
    }

    /** Starts git to talk with it; the caller closes the process. */
    public RunningProcess start(String... arguments) {
        return processes.start(spec(arguments).build());
    }

    /** Starts git to exchange bytes with it, without a limit on time or output; the caller closes the process. */
    public StreamedProcess stream(String... arguments) {
        return processes.stream(spec(arguments)
                .timeLimit(NO_LIMIT)
                .outputLimitBytes(COMPLAINT_BYTES)
                .build());
    }

    /**
     * Runs git to its end on bytes that never are in memory all at once.
     *
     * @param bytes what git reads from standard input
     * @return how it ended, without its output
     * @throws InterruptedException if the calling thread was interrupted; git was ended
     */
    public GitResult runOn(InputStream bytes, String... arguments) throws IOException, InterruptedException {
        ProcessSpec spec = spec(arguments).outputLimitBytes(COMPLAINT_BYTES).build();
        try (StreamedProcess git = processes.stream(spec)) {
            feed(bytes, git.input());
            return new GitResult(List.of(arguments), git.await());
        }
    }

    private static void feed(InputStream bytes, OutputStream git) throws IOException {
        byte[] piece = new byte[PIECE_BYTES];
        boolean listening = true;
        for (int n = bytes.read(piece); n >= 0 && listening; n = bytes.read(piece)) {
            listening = write(piece, n, git);
        }
        closeQuietly(git);
    }

    /** {@return whether git still reads; when it stopped early, how it ended says why} */
    private static boolean write(byte[] piece, int length, OutputStream git) {
        try {
            git.write(piece, 0, length);
            return true;
        } catch (IOException brokenPipe) {
            return false;
        }
    }

    private static void closeQuietly(OutputStream git) {
        try {
            git.close();
        } catch (IOException brokenPipe) {
            // As above.
        }
    }

    private ProcessSpec.Builder spec(String... arguments) {
        List<String> line = new ArrayList<>();
        line.add(program);
        line.addAll(options);
        line.addAll(List.of(arguments));
        return ProcessSpec.in(directory, line)
                .environment(environment)
                .timeLimit(TIME_LIMIT)
                .outputLimitBytes(OUTPUT_LIMIT_BYTES);
    }

    private static GitResult result(ProcessResult process, String... arguments) {
        GitResult result = new GitResult(List.of(arguments), process);
        if (process.timedOut() || !process.complete()) {
            throw result.failure(
                    process.timedOut()
                            ? "finish within " + TIME_LIMIT
                            : "answer within " + OUTPUT_LIMIT_BYTES + " bytes");
        }
        return result;
    }
}
