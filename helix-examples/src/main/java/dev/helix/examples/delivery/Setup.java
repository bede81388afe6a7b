/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import dev.helix.api.HelixException;
import dev.helix.api.HelixHome;
import dev.helix.api.InvalidRequestException;
import dev.helix.api.Limits;
import dev.helix.api.manager.TaskRequest;
import dev.helix.api.scope.PathRules;
import dev.helix.core.Helix;
import dev.helix.examples.delivery.Options.UsageException;
import dev.helix.worktree.CommandIsolation;
import dev.helix.worktree.GitWorktrees;
import java.io.IOException;
import java.io.Serial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that is settled before a run: the task, where it is worked on, and what confines the commands of agents.
 *
 * @param request what is to be done, where, and how it is proven
 * @param repository the directory to work in
 * @param home the Helix home
 * @param sample whether the repository was laid out for this run alone
 * @param isolation how commands of agents run
 * @param confinement the same in words, for the reader
 */
record Setup(
        TaskRequest request,
        Path repository,
        HelixHome home,
        boolean sample,
        CommandIsolation isolation,
        String confinement) {
    /** Enough for a hard part of a task, and an end for a model that runs in circles. */
    private static final int MODEL_CALLS_PER_TURN = 60;

    private static final int SENT_BACK_ROUNDS = 4;
    private static final Duration LONGEST_COMMAND = Duration.ofMinutes(10);

    /** Thrown when commands could not be confined on a repository that is the user's own. */
    static final class SandboxMissingException extends HelixException {
        @Serial
        private static final long serialVersionUID = 1L;

        SandboxMissingException(String problem) {
            super(
                    "sandbox-missing",
                    "nothing was started: commands of agents cannot be sandboxed here (" + problem
                            + "). Install bubblewrap, or accept the risk with --unsandboxed");
        }
    }

    /**
     * Settles everything; the sample project is laid out here.
     *
     * @throws SandboxMissingException if commands could not be confined and nobody said that this is all right
     */
    static Setup of(Options options) throws IOException, InterruptedException {
        return options.repository().isPresent()
                ? own(options, options.repository().get())
                : sample(options);
    }

    private static Setup own(Options options, Path repository) {
        TaskRequest.Builder request = TaskRequest.of(options.task().orElseThrow())
                .in(repository)
                .scope(rules(options))
                .model(ModelChoice.of(options))
                .limits(limits(options.timeLimit()));
        for (String line : options.verify()) {
            request.verifyWith("sh", "-c", line);
        }
        Path home = options.home()
                .orElseGet(() -> HelixHome.below(Path.of(System.getProperty("user.home")))
                        .root());
        return confined(options, request.build(), repository, HelixHome.at(home), false);
    }

    private static Setup sample(Options options) throws IOException, InterruptedException {
        Path folder = options.into().isPresent()
                ? options.into().get()
                : Files.createTempDirectory("helix-").toRealPath();
        Path repository = SampleProject.layOut(folder.resolve("corner-shop"));
        TaskRequest.Builder request = TaskRequest.of(SampleProject.TASK)
                .in(repository)
                .model(ModelChoice.of(options))
                .limits(limits(options.timeLimit()));
        for (List<String> command : SampleProject.VERIFICATION) {
            request.verifyWith(command.toArray(String[]::new));
        }
        Path home = options.home().orElseGet(() -> folder.resolve("helix-home"));
        return confined(options, request.build(), repository, HelixHome.at(home), true);
    }

    private static PathRules rules(Options options) {
        try {
            return PathRules.of(options.only(), options.not());
        } catch (InvalidRequestException malformed) {
            throw new UsageException("--only and --not: " + malformed.getMessage());
        }
    }

    private static Limits limits(Duration task) {
        Duration command = task.compareTo(LONGEST_COMMAND) < 0 ? task : LONGEST_COMMAND;
        return Limits.builder()
                .modelCallsPerTurn(MODEL_CALLS_PER_TURN)
                .sendBacksPerTask(SENT_BACK_ROUNDS)
                .taskTime(task)
                .turnTime(task)
                .commandTime(command)
                .verificationTime(command)
                .build();
    }

    /** Sandboxes commands where that works; goes without only on the throw-away project, or when told to. */
    private static Setup confined(
            Options options, TaskRequest request, Path repository, HelixHome home, boolean sample) {
        Optional<String> problem = options.unsandboxed() ? Optional.empty() : GitWorktrees.sandboxProblem(home);
        if (options.unsandboxed()) {
            return unconfined(request, repository, home, sample, "you said --unsandboxed");
        }
        if (problem.isEmpty()) {
            String words = "sandboxed by bubblewrap: no network, nothing writable but the worktree";
            return new Setup(request, repository, home, sample, CommandIsolation.SANDBOXED, words);
        }
        if (!sample) {
            throw new SandboxMissingException(problem.get());
        }
        String why = "this example chose so for its throw-away project, because the sandbox does not work here: ";
        return unconfined(request, repository, home, true, why + problem.get());
    }

    private static Setup unconfined(TaskRequest request, Path repository, HelixHome home, boolean sample, String why) {
        String words = "NOT SANDBOXED: commands of agents can do all that you can; " + why;
        return new Setup(request, repository, home, sample, CommandIsolation.UNSANDBOXED, words);
    }

    /** {@return whether something holds the commands of agents} */
    boolean confined() {
        return isolation == CommandIsolation.SANDBOXED;
    }

    /** Assembles the library. */
    Helix assemble(Options options, Map<String, String> environment) throws IOException {
        return Helix.builder()
                .home(home)
                .engines(ModelChoice.engines(options, environment))
                .credentials(ModelChoice.credentials(environment))
                .worktrees(GitWorktrees.builder().commands(isolation).build())
                .build();
    }
}
