/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.checkout;

import dev.helix.api.workspace.Isolation;
import dev.helix.api.worktree.WorktreeStateException;
import dev.helix.core.process.ProcessResult;
import dev.helix.core.process.ProcessRunner;
import dev.helix.core.process.ProcessSpec;
import dev.helix.worktree.git.Hardening;
import dev.helix.worktree.repository.GitRepository;
import dev.helix.worktree.sandbox.CommandSandbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The git that looks at a checkout an agent has written to: inside the sandbox, where checkout and git directories are
 * read-only, with index and new objects in a folder of their own. Where the host runs no sandbox, it runs on the host
 * with hooks, filters and monitors switched off. Thread-safe.
 */
public final class ConfinedGit {
    private static final Duration TIME_LIMIT = Duration.ofMinutes(10);
    private static final int OUTPUT_LIMIT_BYTES = 256 * 1024 * 1024;
    /**
     * An agent can set a file's time back, but not that of its last change, which some users have git ignore.
     *
     * <p>Git reads every file as young as the index again, and would write each as an object of its own, since it cannot
     * mark the repository's read-only copy as used. The threshold, in bytes, sends them all into one pack, where known
     * ones are left out. And nothing here has to survive a power failure.
     */
    private static final Map<String, String> SETTINGS = Map.of(
            "core.trustctime", "true", "core.checkStat", "default", "core.fsync", "none", "core.bigFileThreshold", "1");

    private final GitRepository repository;
    private final Checkout checkout;
    private final Means means;
    private final Path folder;

    /** The settings under which git is confined while it looks at a checkout. Immutable. */
    public record Means(CommandSandbox commands, ProcessRunner processes, String git) {}

    ConfinedGit(GitRepository repository, Checkout checkout, Means means, Path folder) {
        this.repository = repository;
        this.checkout = checkout;
        this.means = means;
        this.folder = folder;
    }

    /** Runs a shell script that finds git as its first argument. */
    ProcessResult run(String script, String... arguments) throws InterruptedException {
        List<String> argv = new ArrayList<>(List.of("/bin/sh", "-c", script, "helix", means.git()));
        argv.addAll(List.of(arguments));
        ProcessResult result = means.processes()
                .run(process(argv)
                        .timeLimit(TIME_LIMIT)
                        .outputLimitBytes(OUTPUT_LIMIT_BYTES)
                        .build());
        if (result.timedOut() || !result.complete()) {
            throw new WorktreeStateException(
                    "staging " + checkout.root() + " took more than " + TIME_LIMIT.toMinutes()
                            + " minutes or listed too" + " many paths; remove generated files or have git ignore them",
                    null);
        }
        return result;
    }

    private ProcessSpec.Builder process(List<String> argv) {
        Path common = repository.facts().commonDir();
        Map<String, String> settings = new HashMap<>(repository.view().settings());
        settings.putAll(SETTINGS);
        Map<String, String> environment =
                Hardening.environment(repository.facts().drivers(), settings);
        environment.put("GIT_DIR", common.toString());
        environment.put("GIT_WORK_TREE", checkout.root().toString());
        environment.put("GIT_INDEX_FILE", folder.resolve("index").toString());
        environment.put("GIT_OBJECT_DIRECTORY", folder.resolve("objects").toString());
        environment.put("GIT_ALTERNATE_OBJECT_DIRECTORIES", quoted(common.resolve("objects")));
        // The private index is ours to refresh.
        environment.put("GIT_OPTIONAL_LOCKS", "1");
        if (means.commands().isolation() != Isolation.SANDBOX) {
            return ProcessSpec.in(checkout.root(), argv).environment(environment);
        }
        return means.commands()
                .prepare(
                        repository
                                .view()
                                .around(checkout.root(), List.of(folder), List.of(checkout.root()), environment),
                        argv);
    }

    // The variable is a list with ':' between entries; git takes an entry in double quotes as one path.
    private static String quoted(Path path) {
        return '"' + path.toString().replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
