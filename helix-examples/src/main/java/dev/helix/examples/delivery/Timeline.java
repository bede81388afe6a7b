/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import dev.helix.api.AgentName;
import dev.helix.api.model.Usage;
import dev.helix.examples.terminal.Terminal;
import dev.helix.examples.terminal.Terminal.Style;
import dev.helix.examples.terminal.TextFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A printer of what happens, in columns: when, who, what, which calls are in flight at the time, and the agent's
 * tokens so far. When nothing happens for a while, a thread of its own prints what everything waits for. Thread-safe.
 */
final class Timeline implements AutoCloseable {
    /** Long enough not to disturb, short enough not to be taken for a hang. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private static final int TEXT = 65;
    private static final int NAME = 10;
    private static final String ROW = "%7s  %-" + NAME + "s  %-" + TEXT + "s  %5s %6s";
    private static final String DETAIL = " ".repeat(21);
    /** Tools that wait for agents or the user, who are seen to work themselves. */
    private static final Set<String> WAITING_FOR_OTHERS = Set.of("run_subagent", "propose_scope");

    private final Terminal terminal;
    private final InstantSource clock;
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "helix-delivery-silence");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<AgentName, Call> models = new LinkedHashMap<>();
    private final Map<AgentName, Map<String, Call>> tools = new LinkedHashMap<>();
    private final Map<AgentName, Usage> usage = new HashMap<>();
    private @Nullable Instant start;
    private Instant now = Instant.EPOCH;

    private record Call(AgentName agent, String what, Instant since) {}

    private Timeline(Terminal terminal, InstantSource clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    /** Opens a timeline and starts to watch for silence. */
    static Timeline on(Terminal terminal, InstantSource clock) {
        Timeline timeline = new Timeline(terminal, clock);
        // The future is only good for cancelling, which close() does for good.
        var unused = timeline.timer.scheduleWithFixedDelay(timeline::breakSilence, 1, 1, TimeUnit.SECONDS);
        return timeline;
    }

    /** Sets the time of the lines that follow to the present. */
    void atNow() {
        at(clock.instant());
    }

    /** Sets the time of the lines that follow; the first call is the origin. */
    synchronized void at(Instant time) {
        if (start == null) {
            start = time;
            terminal.heading("Live  (calls: those in flight, m to models and t to tools; tokens: the agent's so far)");
            terminal.line(Style.FAINT, String.format(ROW, "seconds", "who", "what", "calls", "tokens"));
        }
        now = time;
    }

    void row(AgentName agent, String what) {
        row(Style.PLAIN, agent, what);
    }

    /** Prints one happening; what does not fit its column goes on under it. */
    synchronized void row(Style style, AgentName agent, String what) {
        List<String> lines = TextFormat.wrapped(what, TEXT);
        String first = lines.isEmpty() ? "" : lines.get(0);
        boolean fits = first.length() <= TEXT;
        long used = usage.getOrDefault(agent, Usage.NONE).total();
        String name =
                agent.name().length() <= NAME ? agent.name() : agent.name().substring(0, NAME - 1) + "…";
        String tokens = used == 0 ? "" : TextFormat.tokens(used);
        terminal.line(style, String.format(ROW, elapsed(), name, fits ? first : "", inFlight(), tokens));
        lines.stream().skip(fits ? 1 : 0).forEach(line -> terminal.line(style, DETAIL + line));
    }

    /** Prints more about the last happening; words are not broken, so that paths can be copied. */
    void detail(String text) {
        TextFormat.wrapped(text, TEXT).forEach(line -> terminal.line(Style.FAINT, DETAIL + line));
    }

    /** Prints a list that belongs to the last happening. */
    void detail(List<String> items) {
        TextFormat.packed(items, TEXT).forEach(line -> terminal.line(Style.FAINT, DETAIL + line));
    }

    /** Prints a path that belongs to the last happening, in one piece. */
    void detailPath(String path) {
        terminal.line(Style.FAINT, DETAIL + TextFormat.harmless(path));
    }

    /** Prints a happening that nobody may overlook, with all there is to say about it. */
    void loud(AgentName agent, String headline, String text) {
        row(Style.BAD, agent, "!! " + headline);
        TextFormat.wrapped(text, TEXT - 3).forEach(line -> terminal.line(Style.BAD, DETAIL + "!! " + line));
    }

    /** Prints what everything waits for, when nothing was printed for a while. */
    private synchronized void breakSilence() {
        if (start == null || Duration.between(now, clock.instant()).compareTo(SILENCE) < 0) {
            return;
        }
        atNow();
        List<Call> calls = new ArrayList<>(models.values());
        tools.values().forEach(ofAgent -> calls.addAll(ofAgent.values()));
        calls.removeIf(call -> WAITING_FOR_OTHERS.contains(call.what()));
        for (Call call : calls) {
            long seconds = Duration.between(call.since(), now).toSeconds();
            row(Style.FAINT, call.agent(), "... waits for " + call.what() + ", " + seconds + " s so far");
        }
    }

    /** Notes that a model is asked; returns how many model calls are in flight. */
    synchronized int modelCallStarted(AgentName agent, String model) {
        models.put(agent, new Call(agent, model, now));
        return models.size();
    }

    synchronized void modelCallEnded(AgentName agent, Usage cost) {
        models.remove(agent);
        usage.merge(agent, cost, Usage::plus);
    }

    synchronized void toolCallStarted(AgentName agent, String callId, String tool) {
        tools.computeIfAbsent(agent, unused -> new LinkedHashMap<>()).put(callId, new Call(agent, tool, now));
    }

    synchronized void toolCallEnded(AgentName agent, String callId) {
        tools.getOrDefault(agent, Map.of()).remove(callId);
    }

    /** Forgets the calls of an agent whose turn is over, however it ended. */
    synchronized void turnEnded(AgentName agent) {
        models.remove(agent);
        tools.remove(agent);
    }

    /** Forgets all calls. */
    synchronized void allEnded() {
        models.clear();
        tools.clear();
    }

    /** Counts the model and tool calls under way, for example {@code 3m 1t}; empty when all is quiet. */
    private String inFlight() {
        int running = tools.values().stream().mapToInt(Map::size).sum();
        String asked = models.isEmpty() ? "" : models.size() + "m";
        return (asked + (running == 0 ? "" : " " + running + "t")).strip();
    }

    private String elapsed() {
        Duration since = Duration.between(start == null ? now : start, now);
        return String.format(Locale.ROOT, "%.2f", since.toMillis() / 1_000.0);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
