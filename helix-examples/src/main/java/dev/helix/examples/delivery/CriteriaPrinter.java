/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import dev.helix.api.manager.Criterion;
import dev.helix.api.manager.Evidence;
import dev.helix.api.manager.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A printer of each criterion with the evidence it was judged on. Confined to one thread. */
final class CriteriaPrinter {
    private static final int HEAD = 5;
    private static final int TAIL = 12;

    private final Screen screen;
    private final Map<String, Criterion> shown = new HashMap<>();

    CriteriaPrinter(Screen screen) {
        this.screen = screen;
    }

    void print(List<Verdict> verdicts) {
        screen.heading("The five criteria");
        for (Criterion criterion : Criterion.values()) {
            verdicts.stream()
                    .filter(verdict -> verdict.criterion() == criterion)
                    .findFirst()
                    .ifPresentOrElse(this::print, () -> title(Style.FAINT, criterion, "not judged"));
        }
    }

    private void print(Verdict verdict) {
        title(
                verdict.proven() ? Style.GOOD : Style.BAD,
                verdict.criterion(),
                verdict.proven() ? "PROVEN" : "NOT PROVEN");
        screen.indented(5, verdict.explanation());
        verdict.evidence().forEach(evidence -> print(verdict.criterion(), evidence));
    }

    private void title(Style style, Criterion criterion, String judgement) {
        screen.line(style, String.format("  %d  %-45s %s", criterion.number(), criterion.title(), judgement));
    }

    private void print(Criterion criterion, Evidence evidence) {
        screen.line(
                Style.STRONG,
                "       " + TextFormat.cut("$ " + TextFormat.harmless(evidence.source()), Screen.WIDTH - 7));
        Criterion before = shown.putIfAbsent(evidence.source() + "\n" + evidence.text(), criterion);
        if (before != null && before != criterion) {
            screen.line(Style.FAINT, "         as shown for " + before.number());
            return;
        }
        for (String line : trimmed(evidence.text().lines().toList())) {
            screen.line("         " + TextFormat.cut(TextFormat.harmless(line), Screen.WIDTH - 9));
        }
    }

    private static List<String> trimmed(List<String> lines) {
        if (lines.size() <= HEAD + TAIL + 1) {
            return lines;
        }
        List<String> trimmed = new ArrayList<>(lines.subList(0, HEAD));
        trimmed.add("... " + (lines.size() - HEAD - TAIL) + " lines ...");
        trimmed.addAll(lines.subList(lines.size() - TAIL, lines.size()));
        return trimmed;
    }
}
