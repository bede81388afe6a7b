/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import dev.helix.api.InvalidRequestException;
import dev.helix.api.manager.TaskContext;
import dev.helix.api.manager.TaskHost;
import dev.helix.api.scope.PathRules;
import dev.helix.api.scope.ScopeConfirmation;
import dev.helix.api.scope.ScopeDecision;
import dev.helix.api.scope.ScopeDraft;
import dev.helix.api.scope.ScopeProposal;
import dev.helix.api.session.Progress;
import dev.helix.api.session.SessionEvent;
import dev.helix.api.session.SessionListener;
import dev.helix.api.worktree.MergeOutcome;
import dev.helix.examples.delivery.Options.ScopeAnswer;
import dev.helix.examples.terminal.Terminal;
import dev.helix.examples.terminal.Terminal.Style;
import dev.helix.examples.terminal.TextFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The host's side of a task: events go to a view, questions about the scope to whoever sits at the terminal. */
final class TerminalHost implements TaskHost {
    private final SessionListener view;
    private final Terminal terminal;
    private final ScopeAnswer standing;
    private final boolean goOn;

    /**
     * Creates a host.
     *
     * @param view shows what happens
     * @param terminal asks
     * @param standing the answer to every proposal, or {@link ScopeAnswer#ASK}
     * @param goOn whether to start, without asking, although something is in the way of the merge
     */
    TerminalHost(SessionListener view, Terminal terminal, ScopeAnswer standing, boolean goOn) {
        this.view = view;
        this.terminal = terminal;
        this.standing = standing;
        this.goOn = goOn;
    }

    @Override
    public void event(SessionEvent event) {
        view.event(event);
    }

    @Override
    public void progress(Progress progress) {
        view.progress(progress);
    }

    @Override
    public boolean startDespite(List<MergeOutcome.Blocked> blockers, TaskContext context) throws InterruptedException {
        terminal.heading("In the way of the merge");
        for (MergeOutcome.Blocked blocker : blockers) {
            terminal.field(Style.BAD, "!!", blocker.explanation());
            terminal.field("", blocker.paths());
        }
        return goOn
                || (terminal.interactive()
                        && terminal.confirms("Start all the same? The merge waits until this is cleared."));
    }

    @Override
    public ScopeDecision decide(ScopeProposal proposal, TaskContext context) throws InterruptedException {
        return switch (standing) {
            case ASK -> ask(proposal);
            case YES -> ScopeDecision.yes();
            case NO -> ScopeDecision.no();
            case DEFER -> ScopeDecision.defer();
        };
    }

    private ScopeDecision ask(ScopeProposal proposal) throws InterruptedException {
        String paths = TextFormat.harmless(String.join(", ", proposal.paths()));
        while (true) {
            Optional<String> answer =
                    terminal.ask("Expand the scope to include " + paths + "? [yes / yes for PATHS / no / defer]");
            if (answer.isEmpty()) {
                return ScopeDecision.defer();
            }
            String word = answer.get().toLowerCase(Locale.ROOT);
            if (word.startsWith("yes for ")) {
                Optional<PathRules> granted = rules(answer.get().substring("yes for ".length()), List.of());
                if (granted.isPresent()) {
                    return ScopeDecision.yesFor(granted.get().allow());
                }
            } else if (List.of("y", "yes").contains(word)) {
                return ScopeDecision.yes();
            } else if (List.of("n", "no").contains(word)) {
                return ScopeDecision.no();
            } else if (List.of("d", "defer").contains(word)) {
                return ScopeDecision.defer();
            }
            terminal.line("Please type yes, yes for PATHS, no or defer.");
        }
    }

    @Override
    public ScopeConfirmation confirmScope(ScopeDraft draft, TaskContext context) throws InterruptedException {
        if (!terminal.interactive()) {
            return ScopeConfirmation.none();
        }
        terminal.line(Style.STRONG, "It is not clear which paths the task may change:");
        for (ScopeDraft.Unclear unclear : draft.unclear()) {
            terminal.indented(2, "line " + unclear.line() + ": " + unclear.sentence() + " (" + unclear.why() + ")");
        }
        terminal.line(
                "Understood so far: " + TextFormat.harmless(draft.read().paths().toString()));
        while (true) {
            Optional<String> answer = terminal.ask(
                    "Which paths may be changed? [paths with commas between / everything / nothing typed: stop]");
            if (answer.isEmpty() || answer.get().isEmpty()) {
                return ScopeConfirmation.none();
            }
            String paths = answer.get().equalsIgnoreCase("everything") ? "" : answer.get();
            Optional<PathRules> rules = rules(paths, draft.read().paths().deny());
            if (rules.isPresent()) {
                return ScopeConfirmation.of(rules.get());
            }
        }
    }

    /** Reads paths with commas between; says what is wrong and is empty when they are none. */
    private Optional<PathRules> rules(String typed, List<String> deny) {
        List<String> allow = Arrays.stream(typed.split(","))
                .map(String::strip)
                .filter(path -> !path.isEmpty())
                .toList();
        try {
            return Optional.of(PathRules.of(allow, deny));
        } catch (InvalidRequestException malformed) {
            terminal.line(TextFormat.harmless(String.valueOf(malformed.getMessage())));
            return Optional.empty();
        }
    }
}
