/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import dev.helix.api.HelixException;
import dev.helix.api.HelixHome;
import dev.helix.api.InvalidRequestException;
import dev.helix.api.Limits;
import dev.helix.api.manager.TaskRequest;
import dev.helix.api.model.CredentialSource;
import dev.helix.api.model.EngineFactory;
import dev.helix.api.model.Secret;
import dev.helix.api.scope.PathRules;
import dev.helix.core.Helix;
import dev.helix.examples.delivery.Options.UsageException;
import dev.helix.llm.anthropic.AnthropicEngines;
import dev.helix.testkit.Cassette;
import dev.helix.testkit.ReplayEngines;
import dev.helix.worktree.CommandIsolation;
import dev.helix.worktree.GitWorktrees;
import java.io.IOException;
import java.io.Serial;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that is settled before a run: the task, where it is worked on, who answers, and what confines the commands
 * of agents.
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
        TaskRequest.Builder request =
                request(options, options.task().orElseThrow(), repository).scope(rules(options));
        options.verify().forEach(line -> request.verifyWith("sh", "-c", line));
        HelixHome home = options.home()
                .map(HelixHome::at)
                .orElseGet(() -> HelixHome.below(Path.of(System.getProperty("user.home"))));
        return confined(options, request.build(), repository, home, false);
    }

    private static Setup sample(Options options) throws IOException, InterruptedException {
        Path folder = options.into().isPresent()
                ? options.into().get()
                : Files.createTempDirectory("helix-").toRealPath();
        Path repository = SampleProject.layOut(folder.resolve("corner-shop"));
        TaskRequest.Builder request = request(options, SampleProject.TASK, repository);
        SampleProject.VERIFICATION.forEach(command -> request.verifyWith(command.toArray(String[]::new)));
        HelixHome home = HelixHome.at(options.home().orElseGet(() -> folder.resolve("helix-home")));
        return confined(options, request.build(), repository, home, true);
    }

    private static TaskRequest.Builder request(Options options, String task, Path repository) {
        return TaskRequest.of(task).in(repository).model(model(options)).limits(limits(options.timeLimit()));
    }

    /** {@return the id of the model, or of the cassette in its place} */
    static String model(Options options) {
        return options.model().orElse(options.cassette().isPresent() ? "replay:cassette" : "replay:corner-shop");
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
                .engines(engines(options, environment))
                .credentials(credentials(environment))
                .worktrees(GitWorktrees.builder().commands(isolation).build())
                .build();
    }

    private static EngineFactory engines(Options options, Map<String, String> environment) throws IOException {
        if (options.cassette().isPresent()) {
            return ReplayEngines.of(Cassette.read(options.cassette().get()));
        }
        if (options.model().isEmpty()) {
            return ReplayEngines.of(Cassette.parse(SampleProject.recordedAnswers()));
        }
        AnthropicEngines.Builder anthropic = AnthropicEngines.builder();
        value(environment, "ANTHROPIC_BASE_URL").map(Setup::address).ifPresent(anthropic::baseUrl);
        return anthropic.build();
    }

    /** Finds the key of a provider where its own tools look for it, for example {@code ANTHROPIC_API_KEY}. */
    private static CredentialSource credentials(Map<String, String> environment) {
        return request -> request.reference().equals("anthropic")
                ? value(environment, "ANTHROPIC_API_KEY").map(Secret::of)
                : Optional.empty();
    }

    private static URI address(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException malformed) {
            throw new UsageException("ANTHROPIC_BASE_URL: '" + text + "' is no address; it reads https://host");
        }
    }

    private static Optional<String> value(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }
}
