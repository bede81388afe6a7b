/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import dev.helix.api.manager.ManagedTask;
import dev.helix.api.manager.TaskOutcome;
import dev.helix.core.DeliveryReport;
import dev.helix.core.Helix;
import dev.helix.examples.delivery.Options.ScopeAnswer;
import dev.helix.examples.terminal.Terminal;
import dev.helix.examples.terminal.Terminal.Style;
import dev.helix.examples.terminal.TextFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/**
 * The run of one task from start to report; this is where the library is put together and used. Confined to one thread.
 */
final class DeliveryRun {
    private final Terminal terminal;
    private final Options options;
    private final Signals signals;

    DeliveryRun(Terminal terminal, Options options, Signals signals) {
        this.terminal = terminal;
        this.options = options;
        this.signals = signals;
    }

    /**
     * Runs the task.
     *
     * @throws dev.helix.api.HelixException if it could not be started
     */
    ExitStatus run() throws IOException, InterruptedException {
        Setup setup = Setup.of(options);
        printOpening(setup);
        try (Timeline timeline = Timeline.on(terminal, Clock.systemUTC());
                Helix helix = setup.assemble(options, terminal.environment())) {
            TerminalHost host =
                    new TerminalHost(new EventPrinter(timeline), terminal, scopeAnswer(setup), options.goOn());
            ManagedTask task = helix.manager().submit(setup.request(), host);
            signals.stopWith(task::cancel);
            TaskOutcome outcome = task.await();
            while (NextSteps.canBeCleared(outcome) && triesAgain(outcome)) {
                signals.stopWith(task::cancel);
                outcome = task.retry();
            }
            signals.stopWith(() -> {});
            return report(setup, outcome);
        }
    }

    private void printOpening(Setup setup) {
        terminal.line(Style.STRONG, "Helix: one delivery");
        terminal.line(Style.FAINT, "-".repeat(Terminal.WIDTH));
        terminal.verbatim("repository", setup.repository() + (setup.sample() ? " (laid out for this run)" : ""));
        String recorded = options.model().isPresent() ? "" : " (its words come from a cassette; all else is real)";
        terminal.field("model", Setup.model(options) + recorded);
        if (setup.confined()) {
            terminal.field("commands", setup.confinement());
        } else {
            terminal.field(Style.BAD, "commands !!", setup.confinement());
        }
        terminal.field("request", setup.request().text().strip());
    }

    private boolean triesAgain(TaskOutcome outcome) throws InterruptedException {
        if (!terminal.interactive()) {
            return false;
        }
        signals.stopWith(Thread.currentThread()::interrupt);
        terminal.line(Style.BAD, "Blocked: " + TextFormat.withoutApi(outcome.explanation()));
        try {
            return terminal.confirms("Clear this while the task waits. Try again now?");
        } catch (InterruptedException signal) {
            return false;
        }
    }

    private ScopeAnswer scopeAnswer(Setup setup) {
        ScopeAnswer unasked = terminal.interactive() && !setup.sample() ? ScopeAnswer.ASK : ScopeAnswer.DEFER;
        return options.scopeAnswer().orElse(unasked);
    }

    private ExitStatus report(Setup setup, TaskOutcome outcome) throws IOException, InterruptedException {
        Optional<String> unwritten = writeReport(outcome);
        ReportPrinter printer = new ReportPrinter(terminal);
        printer.print(outcome);
        printPlaces(setup, outcome);
        unwritten.ifPresent(why -> terminal.field(Style.BAD, "report !!", "could not be written: " + why));
        printer.printEnd(outcome);
        return unwritten.isPresent() ? ExitStatus.FAILED : ExitStatus.of(outcome);
    }

    private void printPlaces(Setup setup, TaskOutcome outcome) {
        terminal.verbatim(
                "journal", setup.home().session(outcome.delivery().session()).toString());
        options.report().ifPresent(file -> terminal.verbatim("report", file.toString()));
        if (setup.sample() && options.into().isEmpty()) {
            Path folder = setup.repository().getParent();
            terminal.verbatim("remove with", "rm -r " + TextFormat.quoted(String.valueOf(folder)));
        }
        if (!setup.confined()) {
            terminal.field(Style.BAD, "commands !!", setup.confinement());
        }
    }

    /** Writes the report; what went wrong with it must not keep the reader from the outcome. */
    private Optional<String> writeReport(TaskOutcome outcome) {
        try {
            if (options.report().isPresent()) {
                ReportFile.write(
                        options.report().get(), DeliveryReport.toJson(outcome).strip() + "\n");
            }
            return Optional.empty();
        } catch (IOException full) {
            return Optional.of(full.toString());
        }
    }
}
