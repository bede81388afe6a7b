/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import dev.helix.api.AgentName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A printer of what happens, in columns: when, who, what, which calls are in flight at the time, and the agent's
 * tokens so far. Confined to one thread at a time.
 */
final class Timeline {
    private static final int TEXT = 65;
    private static final String ROW = "%7s  %-10s  %-" + TEXT + "s  %5s %6s";
    private static final String DETAIL = " ".repeat(21);

    private final Screen screen;
    private final Activity activity;
    private @Nullable Instant start;
    private Instant now = Instant.EPOCH;

    Timeline(Screen screen, Activity activity) {
        this.screen = screen;
        this.activity = activity;
    }

    /** Sets the time of the lines that follow; the first call is the origin. */
    void at(Instant time) {
        if (start == null) {
            start = time;
            screen.heading("Live  (calls: those in flight, m to models and t to tools; tokens: the agent's so far)");
            screen.line(Style.FAINT, String.format(ROW, "seconds", "who", "what", "calls", "tokens"));
        }
        now = time;
    }

    Instant now() {
        return now;
    }

    /** Prints one happening. */
    void row(AgentName agent, String what) {
        row(Style.PLAIN, agent, what);
    }

    void row(Style style, AgentName agent, String what) {
        String text = TextFormat.cut(TextFormat.harmless(what), TEXT);
        long used = activity.tokens(agent);
        String tokens = used == 0 ? "" : TextFormat.tokens(used);
        screen.line(
                style,
                String.format(ROW, elapsed(), TextFormat.cut(agent.name(), 10), text, activity.inFlight(), tokens));
    }

    /** Prints more about the last happening. */
    void detail(String text) {
        TextFormat.wrapped(text, TEXT).forEach(this::detailLine);
    }

    /** Prints a list that belongs to the last happening. */
    void detail(List<String> items) {
        TextFormat.packed(items, TEXT).forEach(this::detailLine);
    }

    /** Prints a path that belongs to the last happening, in one piece however long, so that it can be copied. */
    void detailPath(String text) {
        detailLine(text);
    }

    /** Prints a happening that nobody may overlook, with all there is to say about it. */
    void loud(AgentName agent, String headline, String text) {
        row(Style.BAD, agent, "!! " + headline);
        TextFormat.wrapped(text, TEXT - 3).forEach(line -> screen.line(Style.BAD, DETAIL + "!! " + line));
    }

    private void detailLine(String text) {
        screen.line(Style.FAINT, DETAIL + text);
    }

    private String elapsed() {
        Duration since = Duration.between(start == null ? now : start, now);
        return String.format(Locale.ROOT, "%.2f", since.toMillis() / 1_000.0);
    }
}
