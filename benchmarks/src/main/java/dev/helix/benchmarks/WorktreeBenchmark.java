/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.helix.api.HelixHome;
import dev.helix.api.SessionId;
import dev.helix.api.worktree.Approval;
import dev.helix.api.worktree.BindRequest;
import dev.helix.api.worktree.MergeOutcome;
import dev.helix.api.worktree.MergeRequest;
import dev.helix.api.worktree.SavedRef;
import dev.helix.api.worktree.WorktreeBinding;
import dev.helix.api.worktree.WorktreeService;
import dev.helix.worktree.GitWorktrees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A benchmark that compares a binding's life with the git commands a person would type for the same effect, on a
 * generated repository with commands sandboxed.
 *
 * <p>Bind and remove: {@code git worktree add} and {@code git worktree remove}. Merge without checks: {@code git merge
 * --no-ff}, {@code git worktree remove} and {@code git branch -d}; making the worktree and its one commit is not timed
 * on either side.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 10)
@Fork(2)
@State(Scope.Benchmark)
public class WorktreeBenchmark {
    private static final SessionId SESSION = new SessionId("bench");

    /** Files in the repository, 200 bytes to 4 KB each, 50 to a folder. */
    @Param({"200", "20000"})
    int files;

    private Path folder;
    private Path root;
    private WorktreeService service;
    private int round;

    /**
     * Generates the repository and opens the service.
     *
     * @throws IOException if a file cannot be written
     * @throws InterruptedException if interrupted
     */
    @Setup(Level.Trial)
    public void open() throws IOException, InterruptedException {
        folder = Files.createTempDirectory("helix-worktree").toRealPath();
        root = Files.createDirectories(folder.resolve("repository"));
        for (int i = 0; i < files; i++) {
            Path file = root.resolve("d" + i / 50 + "/f" + i + ".txt");
            Files.createDirectories(file.getParent());
            Files.writeString(file, ("line of file " + i + "\n").repeat(10 + i * 7919 % 190));
        }
        git("init", "-q", "-b", "main");
        git("config", "user.name", "Bench");
        git("config", "user.email", "bench@example.org");
        // Or a collection in the background would stand in the way of the one below.
        git("config", "gc.auto", "0");
        git("add", "-A");
        git("commit", "-q", "-m", "first");
        git("gc", "-q");
        service = GitWorktrees.create().open(HelixHome.at(folder.resolve("home")), InstantSource.system());
    }

    /**
     * Closes the service and removes everything.
     *
     * @throws IOException if the folder cannot be removed
     * @throws InterruptedException if interrupted
     */
    @TearDown(Level.Trial)
    public void close() throws IOException, InterruptedException {
        service.close();
        run(Path.of("/"), List.of("rm", "-rf", folder.toString()));
    }

    /** The state of a benchmark that starts from reviewed work in a binding. Confined to one thread. */
    @State(Scope.Benchmark)
    public static class Reviewed {
        private WorktreeBinding binding;

        /**
         * Binds, changes one file, commits, approves.
         *
         * @param benchmark the repository
         * @throws InterruptedException if interrupted
         */
        @Setup(Level.Invocation)
        public void bind(WorktreeBenchmark benchmark) throws InterruptedException {
            binding = benchmark.bind();
            binding.workspace().write("d0/f0.txt", ("round " + benchmark.round++).getBytes(UTF_8));
            binding.commit("work");
            binding.approve(binding.review().tree(), new Approval(List.of("nobody"), Instant.EPOCH));
        }
    }

    /** The state of a benchmark that starts from the same work made with git alone. Confined to one thread. */
    @State(Scope.Benchmark)
    public static class Committed {
        /**
         * Adds a worktree, changes one file, commits.
         *
         * @param benchmark the repository
         * @throws IOException if a file cannot be written
         * @throws InterruptedException if interrupted
         */
        @Setup(Level.Invocation)
        public void add(WorktreeBenchmark benchmark) throws IOException, InterruptedException {
            benchmark.git("worktree", "add", "-q", "-b", "side", "../side");
            Path worktree = benchmark.folder.resolve("side");
            Files.writeString(worktree.resolve("d0/f0.txt"), "round " + benchmark.round++);
            run(worktree, List.of("git", "commit", "-q", "-a", "-m", "work"));
        }
    }

    /**
     * Binds and abandons.
     *
     * @return nothing was kept
     * @throws InterruptedException if interrupted
     */
    @Benchmark
    public SavedRef bindAndRemove() throws InterruptedException {
        return bind().abandon();
    }

    /**
     * Adds and removes a worktree with git.
     *
     * @throws IOException if git cannot be started
     * @throws InterruptedException if interrupted
     */
    @Benchmark
    public void bindAndRemoveFloor() throws IOException, InterruptedException {
        git("worktree", "add", "-q", "-b", "side", "../side");
        git("worktree", "remove", "--force", "../side");
        git("branch", "-q", "-D", "side");
    }

    /**
     * Merges reviewed work and cleans up.
     *
     * @param reviewed makes the work
     * @return how it ended
     * @throws InterruptedException if interrupted
     */
    @Benchmark
    public MergeOutcome merge(Reviewed reviewed) throws InterruptedException {
        MergeOutcome outcome =
                reviewed.binding.merge(MergeRequest.builder("work").build());
        if (!(outcome instanceof MergeOutcome.Merged)) {
            throw new IllegalStateException(outcome.toString());
        }
        return outcome;
    }

    /**
     * Merges and cleans up with git.
     *
     * @param committed makes the work
     * @throws IOException if git cannot be started
     * @throws InterruptedException if interrupted
     */
    @Benchmark
    public void mergeFloor(Committed committed) throws IOException, InterruptedException {
        git("merge", "-q", "--no-ff", "-m", "work", "side");
        git("worktree", "remove", "../side");
        git("branch", "-q", "-d", "side");
    }

    private WorktreeBinding bind() throws InterruptedException {
        return service.bind(BindRequest.of(SESSION, root, "work"));
    }

    private void git(String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of("git"));
        line.addAll(List.of(arguments));
        run(root, line);
    }

    private static void run(Path directory, List<String> line) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(line)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(line + " failed");
        }
    }
}
