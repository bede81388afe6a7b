/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import dev.helix.api.InvalidRequestException;
import dev.helix.api.scope.PathRules;
import dev.helix.api.scope.ScopeConfirmation;
import dev.helix.api.scope.ScopeDecision;
import dev.helix.api.scope.ScopeDraft;
import dev.helix.api.scope.ScopeProposal;
import java.util.Locale;
import java.util.Optional;

/** The answers to agents that ask for more scope: always the same, or as the user says. Thread-safe. */
final class ScopeQuestions {
    private final ScopeAnswer policy;
    private final Screen screen;
    private final LineReader answers;

    ScopeQuestions(ScopeAnswer policy, Screen screen, LineReader answers) {
        this.policy = policy;
        this.screen = screen;
        this.answers = answers;
    }

    ScopeDecision decide(ScopeProposal proposal) throws InterruptedException {
        return switch (policy) {
            case ASK -> ask(proposal);
            case YES -> ScopeDecision.yes();
            case NO -> ScopeDecision.no();
            case DEFER -> ScopeDecision.defer();
        };
    }

    /** Asks which paths a request may change that leaves it open; gives no answer when nobody is there to ask. */
    ScopeConfirmation confirm(ScopeDraft draft) throws InterruptedException {
        if (policy != ScopeAnswer.ASK) {
            return ScopeConfirmation.none();
        }
        screen.line(Style.STRONG, "It is not clear which paths may be changed:");
        for (ScopeDraft.Unclear unclear : draft.unclear()) {
            screen.line("  line " + unclear.line() + ": " + TextFormat.harmless(unclear.sentence()) + " - "
                    + TextFormat.harmless(unclear.why()));
        }
        while (true) {
            screen.line(
                    Style.STRONG, "Paths that may be changed, with commas between? [paths / everything / empty: stop]");
            String line = answers.next().orElse("").strip();
            if (line.isEmpty()) {
                return ScopeConfirmation.none();
            }
            try {
                return ScopeConfirmation.of(
                        line.equalsIgnoreCase("everything")
                                ? PathRules.EVERYTHING
                                : PathRules.only(line.split("\\s*,\\s*")));
            } catch (InvalidRequestException malformed) {
                screen.line(TextFormat.harmless(String.valueOf(malformed.getMessage())));
            }
        }
    }

    private ScopeDecision ask(ScopeProposal proposal) throws InterruptedException {
        while (true) {
            String paths = TextFormat.harmless(String.join(", ", proposal.paths()));
            screen.line(Style.STRONG, "Expand the scope to include " + paths + "? [yes / no / defer]");
            Optional<String> line = answers.next();
            if (line.isEmpty()) {
                return ScopeDecision.defer();
            }
            switch (line.get().strip().toLowerCase(Locale.ROOT)) {
                case "y", "yes" -> {
                    return ScopeDecision.yes();
                }
                case "n", "no" -> {
                    return ScopeDecision.no();
                }
                case "d", "defer" -> {
                    return ScopeDecision.defer();
                }
                default -> screen.line("Please type yes, no or defer.");
            }
        }
    }
}
