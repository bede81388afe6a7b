/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import dev.helix.api.manager.AgentUsage;
import dev.helix.api.manager.Delivery;
import dev.helix.api.manager.TaskOutcome;
import dev.helix.api.model.Usage;
import dev.helix.api.scope.ScopeBaseline;
import dev.helix.api.scope.ScopeDecision;
import dev.helix.api.workspace.Command;
import java.util.List;

/** A printer of how a task ended and on what evidence. Confined to one thread. */
final class ReportPrinter {
    private final Screen screen;

    ReportPrinter(Screen screen) {
        this.screen = screen;
    }

    void print(TaskOutcome outcome) {
        Delivery delivery = outcome.delivery();
        outcome(outcome);
        baseline(delivery.baseline());
        new CriteriaPrinter(screen).print(delivery.repositories().get(0).verdicts());
        sentBack(delivery.gaps());
        decisions(delivery.decisions());
        agents(delivery.agents());
    }

    private void outcome(TaskOutcome outcome) {
        boolean delivered = outcome instanceof TaskOutcome.Delivered;
        screen.heading("Report");
        screen.field(
                delivered ? Style.GOOD : Style.BAD,
                "outcome",
                TextFormat.loud(outcome.getClass().getSimpleName()) + " - " + outcome.explanation());
        if (outcome instanceof TaskOutcome.Abandoned abandoned) {
            screen.field("code", abandoned.code());
            abandoned.saved().ref().ifPresent(ref -> screen.field("work kept", "git show " + ref));
        }
        if (!outcome.delivery().summary().isBlank()) {
            screen.field("its words", outcome.delivery().summary());
        }
        if (!outcome.delivery().repositories().get(0).changes().isEmpty()) {
            screen.field(
                    "changes",
                    TextFormat.changes(outcome.delivery().repositories().get(0).changes()));
        }
    }

    private void baseline(ScopeBaseline baseline) {
        screen.heading("What was asked");
        screen.field("baseline", baseline.hash() + " (SHA-256 of the request, word for word)");
        screen.field("scope", baseline.paths().toString());
        baseline.rulesInWords().forEach(words -> screen.field("in words", words));
        if (!baseline.mentioned().isEmpty()) {
            screen.field("mentioned", String.join(", ", baseline.mentioned()));
        }
        for (List<String> command : baseline.verification()) {
            screen.field("proof", "$ " + Command.line(command));
        }
    }

    private void sentBack(List<String> gaps) {
        if (gaps.isEmpty()) {
            return;
        }
        screen.heading("Sent back " + TextFormat.plural(gaps.size(), "time"));
        for (int i = 0; i < gaps.size(); i++) {
            screen.field("round " + (i + 1), gaps.get(i));
        }
    }

    private void decisions(List<Delivery.Decided> decisions) {
        if (decisions.isEmpty()) {
            return;
        }
        screen.heading("Decisions about the scope");
        for (Delivery.Decided decided : decisions) {
            screen.field(
                    decided.decision().toString(),
                    decided.proposal().what() + " ("
                            + String.join(", ", decided.proposal().paths()) + ")");
            screen.field("", "because: " + decided.proposal().why());
        }
        decisions.stream()
                .filter(decided -> decided.decision().answer() == ScopeDecision.Answer.DEFER)
                .forEach(decided -> screen.field("follow-up", decided.proposal().what()));
    }

    private void agents(List<AgentUsage> agents) {
        if (agents.isEmpty()) {
            return;
        }
        screen.heading("Agents");
        String row = "  %-12s %11s %10s %10s %10s %10s";
        screen.line(
                Style.FAINT, String.format(row, "agent", "model calls", "tool calls", "tokens in", "cached", "out"));
        for (AgentUsage agent : agents) {
            Usage usage = agent.usage();
            screen.line(String.format(
                    row,
                    agent.agent(),
                    agent.modelCalls(),
                    agent.toolCalls(),
                    TextFormat.tokens(usage.inputTokens() + usage.cacheWriteTokens()),
                    TextFormat.tokens(usage.cacheReadTokens()),
                    TextFormat.tokens(usage.outputTokens())));
        }
    }
}
