/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.models;

import dev.helix.api.ModelCallId;
import dev.helix.api.model.ModelId;
import dev.helix.api.model.Usage;
import dev.helix.api.projection.ProjectionReport;
import dev.helix.api.session.CallEvents;
import dev.helix.api.session.EventBody;
import dev.helix.api.session.SessionEvent;
import dev.helix.api.session.SessionEvents.ModelSwitched;
import dev.helix.examples.terminal.Terminal;
import dev.helix.examples.terminal.Terminal.Style;
import dev.helix.examples.terminal.TextFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** A printer of what happened in a turn: who answered and by which path, what was called, and what it cost. */
final class TurnPrinter {
    private final Terminal terminal;
    private final Bill bill;

    TurnPrinter(Terminal terminal, Bill bill) {
        this.terminal = terminal;
        this.bill = bill;
    }

    /** Prints switches, failures and tool calls, in the order in which they came. */
    void printEvents(List<SessionEvent> turn) {
        Map<ModelCallId, ModelId> callers = callers(turn);
        if (turn.stream().noneMatch(event -> event.body() instanceof ModelSwitched)) {
            callers.values().stream()
                    .findFirst()
                    .ifPresent(model -> terminal.field("path", "no switch: " + model + " answers"));
        }
        for (SessionEvent event : turn) {
            EventBody body = event.body();
            if (body instanceof ModelSwitched switched) {
                printSwitch(switched);
            } else if (body instanceof CallEvents.ModelCallFailed failed) {
                terminal.field(Style.BAD, "failed", callers.get(failed.call()) + ": " + failed.code());
            } else if (body instanceof CallEvents.ToolCallStarted called) {
                terminal.field("tool", called.tool() + " " + TextFormat.telling(called.arguments()));
            }
        }
    }

    private void printSwitch(ModelSwitched switched) {
        String reason = words(switched.reason());
        terminal.field(
                "path", words(switched.path()) + ": " + switched.from() + " -> " + switched.to() + " (" + reason + ")");
        terminal.field("losses", losses(switched.report()));
    }

    private static String losses(ProjectionReport report) {
        Map<ProjectionReport.Kind, Long> kinds = report.changes().stream()
                .collect(Collectors.groupingBy(
                        ProjectionReport.Change::kind, LinkedHashMap::new, Collectors.counting()));
        return kinds.isEmpty()
                ? "none"
                : kinds.entrySet().stream()
                        .map(kind -> words(kind.getKey()) + " (" + kind.getValue() + ")")
                        .collect(Collectors.joining(", "));
    }

    /** Prints tokens and cost of every model that answered, and the conversation's cost so far; nothing if none did. */
    void printCost(List<SessionEvent> turn) {
        Map<ModelCallId, ModelId> callers = callers(turn);
        Map<ModelId, Usage> used = new LinkedHashMap<>();
        for (SessionEvent event : turn) {
            if (event.body() instanceof CallEvents.ModelCallFinished finished) {
                ModelId model = Objects.requireNonNull(callers.get(finished.call()), "the call began before it ended");
                used.merge(model, finished.usage(), Usage::plus);
            }
        }
        used.forEach((model, usage) -> {
            terminal.field("tokens", model + ": " + tokens(usage));
            terminal.field("cost", bill.add(model, usage));
        });
        if (!used.isEmpty()) {
            terminal.field("so far", bill.total());
        }
    }

    private static Map<ModelCallId, ModelId> callers(List<SessionEvent> turn) {
        Map<ModelCallId, ModelId> callers = new LinkedHashMap<>();
        for (SessionEvent event : turn) {
            if (event.body() instanceof CallEvents.ModelCallStarted started) {
                callers.put(started.call(), started.model());
            }
        }
        return callers;
    }

    private static String tokens(Usage usage) {
        return String.format(
                Locale.ROOT,
                "in %,d, out %,d, cache read %,d, cache write %,d",
                usage.inputTokens(),
                usage.outputTokens(),
                usage.cacheReadTokens(),
                usage.cacheWriteTokens());
    }

    private static String words(Enum<?> constant) {
        return TextFormat.words(constant).toLowerCase(Locale.ROOT);
    }
}
