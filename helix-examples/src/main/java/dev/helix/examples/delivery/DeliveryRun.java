/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import dev.helix.api.Limits;
import dev.helix.api.manager.ManagedTask;
import dev.helix.api.manager.TaskOutcome;
import dev.helix.core.DeliveryReport;
import dev.helix.core.Helix;
import dev.helix.worktree.GitWorktrees;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * The run of one job from start to report; this is where the library is put together and used. Confined to one
 * thread.
 */
final class DeliveryRun {
    /** Enough for a hard part of a task, and an end for a model that runs in circles. */
    private static final int MODEL_CALLS_PER_TURN = 60;

    private static final int SENT_BACK_ROUNDS = 4;
    private static final Duration LONGEST_COMMAND = Duration.ofMinutes(10);

    private final Terminal terminal;
    private final Options options;
    private final Screen screen;

    DeliveryRun(Terminal terminal, Options options) {
        this.terminal = terminal;
        this.options = options;
        this.screen = new Screen(terminal);
    }

    /**
     * Runs the job.
     *
     * @throws dev.helix.api.HelixException if the task could not be started
     */
    ExitStatus run() throws IOException, InterruptedException {
        Job job = JobPlanner.plan(options);
        SandboxChoice sandbox = SandboxChoice.of(options, job.home(), job.sample());
        new Opening(screen).print(job, options, sandbox);
        try (LiveView view = new LiveView(screen, Clock.systemUTC());
                Helix helix = assemble(job, sandbox)) {
            ManagedTask task = helix.manager().submit(job.request(), new WatchingHost(view, questions(job)));
            try (Interruption interruption = Interruption.cancels(task)) {
                TaskOutcome outcome = interruption.awaitOutcome();
                return report(job, sandbox, outcome);
            }
        }
    }

    private Helix assemble(Job job, SandboxChoice sandbox) throws IOException {
        return Helix.builder()
                .home(job.home())
                .engines(ModelChoice.engines(options, terminal.environment()))
                .credentials(ModelChoice.credentials(terminal.environment()))
                .worktrees(GitWorktrees.builder().commands(sandbox.isolation()).build())
                .limits(limits())
                .build();
    }

    private Limits limits() {
        Duration all = options.timeLimit();
        Duration command = all.compareTo(LONGEST_COMMAND) < 0 ? all : LONGEST_COMMAND;
        return Limits.builder()
                .modelCallsPerTurn(MODEL_CALLS_PER_TURN)
                .sendBacksPerTask(SENT_BACK_ROUNDS)
                .taskTime(all)
                .turnTime(all)
                .commandTime(command)
                .verificationTime(command)
                .build();
    }

    private ScopeQuestions questions(Job job) {
        ScopeAnswer unasked = terminal.interactive() && !job.sample() ? ScopeAnswer.ASK : ScopeAnswer.DEFER;
        ScopeAnswer answer = options.scopeAnswer().orElse(unasked);
        return new ScopeQuestions(answer, screen, new LineReader(terminal.in()));
    }

    private ExitStatus report(Job job, SandboxChoice sandbox, TaskOutcome outcome)
            throws IOException, InterruptedException {
        Optional<String> unwritten = writeReport(outcome);
        new ReportPrinter(screen).print(outcome);
        new RepositoryPrinter(screen).print(job.repository());
        new Whereabouts(screen).print(job, options, outcome);
        if (!sandbox.held()) {
            screen.field(Style.BAD, "commands !!", sandbox.words());
        }
        unwritten.ifPresent(why -> screen.field(Style.BAD, "report !!", "could not be written: " + why));
        screen.blank();
        screen.line(status(outcome) == ExitStatus.DELIVERED ? Style.GOOD : Style.BAD, OutcomeText.of(outcome));
        return unwritten.isPresent() ? ExitStatus.FAILED : status(outcome);
    }

    /** Writes the report; what went wrong with it must not keep the reader from the outcome. */
    private Optional<String> writeReport(TaskOutcome outcome) {
        try {
            if (options.report().isPresent()) {
                ReportFile.write(options.report().get(), DeliveryReport.toJson(outcome));
            }
            return Optional.empty();
        } catch (IOException full) {
            return Optional.of(full.toString());
        }
    }

    private static ExitStatus status(TaskOutcome outcome) {
        if (outcome instanceof TaskOutcome.Delivered) {
            return ExitStatus.DELIVERED;
        }
        if (outcome instanceof TaskOutcome.SentBack) {
            return ExitStatus.SENT_BACK;
        }
        return outcome instanceof TaskOutcome.Blocked ? ExitStatus.WAITING : ExitStatus.ABANDONED;
    }
}
