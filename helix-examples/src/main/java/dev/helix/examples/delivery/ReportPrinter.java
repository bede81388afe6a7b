/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import dev.helix.api.manager.AgentUsage;
import dev.helix.api.manager.Criterion;
import dev.helix.api.manager.Delivery;
import dev.helix.api.manager.Evidence;
import dev.helix.api.manager.RepositoryDelivery;
import dev.helix.api.manager.TaskOutcome;
import dev.helix.api.manager.Verdict;
import dev.helix.api.model.Usage;
import dev.helix.api.scope.ScopeBaseline;
import dev.helix.api.scope.ScopeDecision;
import dev.helix.api.workspace.Command;
import dev.helix.api.worktree.BindingInfo;
import dev.helix.examples.terminal.Terminal;
import dev.helix.examples.terminal.Terminal.Style;
import dev.helix.examples.terminal.TextFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A printer of how a task ended, on what evidence, and how to go on. Confined to one thread. */
final class ReportPrinter {
    private static final int EVIDENCE_HEAD = 5;
    private static final int EVIDENCE_TAIL = 12;
    private static final String COMMITS = "12";

    private final Terminal terminal;
    private final Map<String, Criterion> shown = new HashMap<>();

    ReportPrinter(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Prints all but the end; where things are goes on with what the caller knows. */
    void print(TaskOutcome outcome) throws InterruptedException {
        Delivery delivery = outcome.delivery();
        outcome(outcome);
        baseline(delivery.baseline());
        delivery.repositories().forEach(this::criteria);
        sentBack(delivery.gaps());
        decisions(delivery.decisions());
        agents(delivery.agents());
        for (RepositoryDelivery repository : delivery.repositories()) {
            asGitShows(repository);
        }
        terminal.heading("Where everything is");
        delivery.repositories().forEach(this::places);
    }

    /** Prints the way on and the one line a reader remembers. */
    void printEnd(TaskOutcome outcome) {
        List<NextSteps.Step> steps = NextSteps.of(outcome);
        if (!steps.isEmpty()) {
            terminal.heading("What to do next");
            for (NextSteps.Step step : steps) {
                terminal.indented(2, step.purpose() + ":");
                step.commands().forEach(command -> terminal.line(Style.STRONG, "      " + command));
            }
        }
        terminal.line("");
        TextFormat.wrapped(lastLine(outcome), Terminal.WIDTH).forEach(line -> terminal.line(style(outcome), line));
    }

    private static Style style(TaskOutcome outcome) {
        return outcome instanceof TaskOutcome.Delivered ? Style.GOOD : Style.BAD;
    }

    private static String lastLine(TaskOutcome outcome) {
        if (outcome instanceof TaskOutcome.Delivered) {
            List<String> landed = outcome.delivery().repositories().stream()
                    .flatMap(repository -> NextSteps.landed(repository).stream())
                    .toList();
            return landed.isEmpty() ? "Delivered." : "Delivered: " + String.join(", ", landed) + " carries the work.";
        }
        if (outcome instanceof TaskOutcome.Blocked blocked) {
            return "Not delivered yet, blocked: " + TextFormat.withoutApi(blocked.explanation());
        }
        if (outcome instanceof TaskOutcome.SentBack back) {
            return "Not delivered: \"" + back.criterion().title() + "\" was never proven.";
        }
        return "Not delivered: " + TextFormat.withoutApi(outcome.explanation());
    }

    private void outcome(TaskOutcome outcome) {
        terminal.heading("Report");
        String words = TextFormat.words(outcome.kind()) + " - " + TextFormat.withoutApi(outcome.explanation());
        terminal.field(style(outcome), "outcome", words);
        if (outcome instanceof TaskOutcome.Abandoned abandoned) {
            terminal.field("code", abandoned.code());
            abandoned.saved().problems().forEach(problem -> terminal.field(Style.BAD, "not saved", problem));
        }
        if (!outcome.delivery().summary().isBlank()) {
            terminal.field("its words", outcome.delivery().summary());
        }
        for (RepositoryDelivery repository : outcome.delivery().repositories()) {
            terminal.field("changes", TextFormat.changes(repository.changes()));
        }
    }

    private void baseline(ScopeBaseline baseline) {
        terminal.heading("What was asked");
        terminal.field("baseline", baseline.hash() + " (SHA-256 of the request, word for word)");
        terminal.field("scope", baseline.paths().toString());
        baseline.rulesInWords().forEach(rule -> terminal.field("in words", rule));
        if (!baseline.mentioned().isEmpty()) {
            terminal.field("mentioned", baseline.mentioned());
        }
        baseline.verification().forEach(command -> terminal.verbatim("proof", "$ " + Command.line(command)));
    }

    private void criteria(RepositoryDelivery repository) {
        terminal.heading("The five criteria");
        for (Criterion criterion : Criterion.values()) {
            repository.verdicts().stream()
                    .filter(verdict -> verdict.criterion() == criterion)
                    .findFirst()
                    .ifPresentOrElse(this::verdict, () -> title(Style.FAINT, criterion, "not judged"));
        }
    }

    private void verdict(Verdict verdict) {
        Style style = verdict.proven() ? Style.GOOD : Style.BAD;
        title(style, verdict.criterion(), verdict.proven() ? "PROVEN" : "NOT PROVEN");
        terminal.indented(5, verdict.explanation());
        verdict.evidence().forEach(evidence -> evidence(verdict.criterion(), evidence));
    }

    private void title(Style style, Criterion criterion, String judgement) {
        terminal.line(style, String.format("  %d  %-45s %s", criterion.number(), criterion.title(), judgement));
    }

    private void evidence(Criterion criterion, Evidence evidence) {
        terminal.line(Style.STRONG, "       $ " + TextFormat.harmless(evidence.source()));
        Criterion before = shown.putIfAbsent(evidence.source() + "\n" + evidence.text(), criterion);
        if (before != null && before != criterion) {
            terminal.line(Style.FAINT, "         as shown for " + before.number());
            return;
        }
        for (String line : excerpt(evidence.text().lines().toList())) {
            terminal.line("         " + TextFormat.harmless(line));
        }
    }

    private static List<String> excerpt(List<String> lines) {
        int left = lines.size() - EVIDENCE_HEAD - EVIDENCE_TAIL;
        if (left <= 1) {
            return lines;
        }
        List<String> excerpt = new ArrayList<>(lines.subList(0, EVIDENCE_HEAD));
        excerpt.add("... " + TextFormat.plural(left, "line") + " ...");
        excerpt.addAll(lines.subList(lines.size() - EVIDENCE_TAIL, lines.size()));
        return excerpt;
    }

    private void sentBack(List<String> gaps) {
        if (gaps.isEmpty()) {
            return;
        }
        terminal.heading("Sent back " + TextFormat.plural(gaps.size(), "time"));
        for (int i = 0; i < gaps.size(); i++) {
            terminal.field("round " + (i + 1), gaps.get(i));
        }
    }

    private void decisions(List<Delivery.Decided> decisions) {
        if (decisions.isEmpty()) {
            return;
        }
        terminal.heading("Decisions about the scope");
        for (Delivery.Decided decided : decisions) {
            String paths = String.join(", ", decided.proposal().paths());
            terminal.field("asked for", decided.proposal().what() + " (" + paths + ")");
            terminal.field("", "because: " + decided.proposal().why());
            terminal.field("answer", decided.decision().toString());
        }
        decisions.stream()
                .filter(decided -> decided.decision().answer() == ScopeDecision.Answer.DEFER)
                .forEach(decided ->
                        terminal.field("follow-up", decided.proposal().what()));
    }

    private void agents(List<AgentUsage> agents) {
        if (agents.isEmpty()) {
            return;
        }
        terminal.heading("Agents");
        String row = "  %-12s %11s %10s %10s %10s %10s";
        terminal.line(
                Style.FAINT, String.format(row, "agent", "model calls", "tool calls", "tokens in", "cached", "out"));
        for (AgentUsage agent : agents) {
            Usage usage = agent.usage();
            terminal.line(String.format(
                    row,
                    agent.agent(),
                    agent.modelCalls(),
                    agent.toolCalls(),
                    TextFormat.tokens(usage.inputTokens() + usage.cacheWriteTokens()),
                    TextFormat.tokens(usage.cacheReadTokens()),
                    TextFormat.tokens(usage.outputTokens())));
        }
    }

    /** Shows the branch that carries or would carry the work, whatever is checked out by now. */
    private void asGitShows(RepositoryDelivery repository) throws InterruptedException {
        terminal.heading("The repository, as git shows it");
        String branch = repository.binding().map(BindingInfo::baseBranch).orElse("HEAD");
        git(repository.root(), "log", "--graph", "--oneline", "--decorate", "-n", COMMITS, branch, "--");
        git(repository.root(), "status");
    }

    private void git(Path repository, String... arguments) throws InterruptedException {
        terminal.line(Style.STRONG, "  $ git " + String.join(" ", arguments));
        try {
            GitProgram.in(repository)
                    .run(arguments)
                    .lines()
                    .forEach(line -> terminal.line("    " + TextFormat.harmless(line)));
        } catch (IOException failure) {
            terminal.indented(4, String.valueOf(failure.getMessage()));
        }
    }

    private void places(RepositoryDelivery repository) {
        terminal.verbatim("repository", repository.root().toString());
        NextSteps.landed(repository).ifPresent(landed -> terminal.verbatim("merged into", landed));
        repository
                .binding()
                .filter(binding -> Files.isDirectory(binding.worktree()))
                .ifPresent(binding -> {
                    terminal.verbatim("worktree", binding.worktree().toString());
                    terminal.verbatim("branch", binding.branch());
                });
    }
}
