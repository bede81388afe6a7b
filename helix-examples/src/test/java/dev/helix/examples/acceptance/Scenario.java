/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.acceptance;

import dev.helix.api.HelixHome;
import dev.helix.api.Limits;
import dev.helix.api.manager.ManagedTask;
import dev.helix.api.manager.TaskHost;
import dev.helix.api.manager.TaskOutcome;
import dev.helix.api.manager.TaskRequest;
import dev.helix.api.model.EngineFactory;
import dev.helix.api.worktree.WorktreeServiceFactory;
import dev.helix.core.Helix;
import dev.helix.core.HelixBuilder;
import dev.helix.core.engine.RetryPolicy;
import dev.helix.examples.Required;
import dev.helix.worktree.GitWorktrees;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A small repository, a Helix home beside it, and Helix put together over both.
 *
 * <p>The repository holds {@code src/main.sh}, which greets with a function of {@code src/greet.sh}, a guide below
 * {@code docs/}, and {@code check.sh}, which runs every file below {@code test/}.
 */
final class Scenario {
    static final Duration LIMIT = Duration.ofSeconds(50);
    static final String[] CHECK = {"sh", "check.sh"};

    final UserRepository repository;
    final HelixHome home;
    final String start;

    private Scenario(UserRepository repository, HelixHome home, String start) {
        this.repository = repository;
        this.home = home;
        this.start = start;
    }

    /** Lays it all out; skips the test where commands cannot be sandboxed. */
    static Scenario in(Path folder) throws IOException {
        Path real = folder.toRealPath();
        HelixHome home = HelixHome.at(real.resolve("home"));
        Required.sandbox(home);
        UserRepository repository = UserRepository.in(real.resolve("greeter"))
                .write("src/greet.sh", "greeting() { echo \"hello $1\"; }\n")
                .write("src/main.sh", ". ./src/greet.sh\ngreeting world\n")
                .write("docs/guide.md", "Run src/main.sh.\n")
                .write("test/main.sh", "test \"$(sh src/main.sh)\" = 'hello world'\n")
                .write("check.sh", "for one in test/*.sh; do echo $one; sh -eu $one || exit 1; done\n");
        return new Scenario(repository, home, repository.commitAll("Greet"));
    }

    /** Starts an assembly with the home, the engines, git worktrees, and no patience for failing models. */
    HelixBuilder assemble(EngineFactory engines) {
        return assemble(engines, GitWorktrees.create());
    }

    HelixBuilder assemble(EngineFactory engines, WorktreeServiceFactory worktrees) {
        return Helix.builder()
                .home(home)
                .engines(engines)
                .defaultModel(engines.provider() + ":m")
                .retries(RetryPolicy.builder().attempts(1).build())
                .worktrees(worktrees);
    }

    static Limits rounds(int sentBack) {
        return Limits.builder().sendBacksPerTask(sentBack).build();
    }

    /** {@return a task on this repository that {@code check.sh} has to prove} */
    TaskRequest task(String text) {
        return TaskRequest.of(text).in(repository.root()).verifyWith(CHECK).build();
    }

    /** Runs a task to its outcome in a Helix of its own. */
    static TaskOutcome run(HelixBuilder assembly, TaskRequest request, TaskHost host) throws InterruptedException {
        try (Helix helix = assembly.build()) {
            ManagedTask task = helix.manager().submit(request, host);
            return task.await(LIMIT);
        }
    }

    boolean mainMoved() {
        return !repository.head().equals(start);
    }
}
