/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import dev.helix.api.AgentName;
import dev.helix.api.message.AssistantMessage;
import dev.helix.api.model.Usage;
import dev.helix.api.session.DeliveryEvents.Committed;
import dev.helix.api.session.DeliveryEvents.PendingChanges;
import dev.helix.api.session.DeliveryEvents.WorktreeBound;
import dev.helix.api.session.Progress;
import dev.helix.api.session.SessionEvents.MessageAdded;
import dev.helix.api.session.SessionEvents.ModelCallFailed;
import dev.helix.api.session.SessionEvents.ModelCallFinished;
import dev.helix.api.session.SessionEvents.ModelCallStarted;
import dev.helix.api.session.SessionEvents.SubAgentFinished;
import dev.helix.api.session.SessionEvents.SubAgentStarted;
import dev.helix.api.session.SessionEvents.ToolCallFinished;
import dev.helix.api.session.SessionEvents.ToolCallStarted;
import dev.helix.api.session.SessionEvents.TurnFailed;
import dev.helix.api.session.SessionEvents.WriteRefused;
import dev.helix.api.worktree.FileChange;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** A printer of what the agents do: their words, their calls, their changes. Confined to one thread at a time. */
final class AgentEventPrinter {
    private static final int TAIL = 400;
    /** Tools whose work brings an event of its own. */
    private static final Set<String> TOLD_BY_OTHERS = Set.of("run_subagent", "propose_scope", "commit", "complete");

    private final Timeline timeline;
    private final Activity activity;
    private final Set<AgentName> justRefused = new HashSet<>();
    private final NavigableMap<String, FileChange> pendingChanges = new TreeMap<>();
    /** The end of what running commands have printed, by call. */
    private final Map<String, String> tails = new HashMap<>();

    AgentEventPrinter(Timeline timeline, Activity activity) {
        this.timeline = timeline;
        this.activity = activity;
    }

    void register(LiveView view) {
        view.on(MessageAdded.class, this::said);
        view.on(ModelCallStarted.class, this::modelCallStarted);
        view.on(ModelCallFinished.class, (agent, call) -> activity.modelCallEnded(agent, call.usage()));
        view.on(ModelCallFailed.class, (agent, call) -> activity.modelCallEnded(agent, Usage.NONE));
        view.on(ToolCallStarted.class, this::toolCallStarted);
        view.on(ToolCallFinished.class, this::toolCallFinished);
        view.on(WriteRefused.class, this::refused);
        view.on(WorktreeBound.class, this::bound);
        view.on(PendingChanges.class, this::pending);
        view.on(Committed.class, this::committed);
        view.on(SubAgentStarted.class, this::dispatched);
        view.on(SubAgentFinished.class, this::reported);
        view.on(TurnFailed.class, this::turnFailed);
    }

    void progress(Progress progress) {
        if (progress instanceof Progress.ModelCallRetried retried) {
            timeline.loud(retried.agent(), "model call failed and is repeated", retried.reason());
        } else if (progress instanceof Progress.ToolOutput output) {
            String all = tails.getOrDefault(output.callId(), "") + output.text();
            tails.put(output.callId(), all.substring(Math.max(0, all.length() - TAIL)));
        }
    }

    /** A call that is alone shows by its answer; several at once are worth seeing. */
    private void modelCallStarted(AgentName agent, ModelCallStarted started) {
        activity.modelCallStarted(agent, started.model().toString(), timeline.now());
        if (activity.modelCallsInFlight() > 1) {
            String count = activity.modelCallsInFlight() + " model calls in flight";
            timeline.row(Style.FAINT, agent, "asks " + started.model() + ": " + count);
        }
    }

    /** Says what everything is waiting for. */
    void stillWaiting() {
        for (Activity.Call call : activity.waitingFor()) {
            long seconds = Duration.between(call.since(), timeline.now()).toSeconds();
            timeline.row(Style.FAINT, call.agent(), "... waits for " + call.what() + ", " + seconds + " s so far");
        }
    }

    private void said(AgentName agent, MessageAdded added) {
        if (added.message() instanceof AssistantMessage message
                && !message.text().isBlank()) {
            timeline.row(agent, "\"" + TextFormat.headline(message.text(), Screen.WIDTH) + "\"");
        }
    }

    private void toolCallStarted(AgentName agent, ToolCallStarted call) {
        activity.toolCallStarted(agent, call.callId(), call.tool(), timeline.now());
        if (!TOLD_BY_OTHERS.contains(call.tool())) {
            timeline.row(agent, "> " + ToolCallWords.of(call));
        }
    }

    /** Most tools show by what they change; commands are worth a line when they end, and so is every failure. */
    private void toolCallFinished(AgentName agent, ToolCallFinished call) {
        activity.toolCallEnded(agent, call.callId());
        String last = lastLine(call.callId());
        boolean told = justRefused.remove(agent);
        if (call.error() && !told) {
            timeline.row(
                    Style.BAD, agent, "  " + call.tool() + " failed: " + (last.isEmpty() ? call.firstLine() : last));
        } else if (call.tool().equals("shell")) {
            timeline.row(
                    agent,
                    "  shell: " + (last.isEmpty() ? "ok" : last) + " (" + TextFormat.seconds(call.wallTime()) + ")");
        }
    }

    private String lastLine(String callId) {
        String tail = tails.getOrDefault(callId, "");
        tails.remove(callId);
        return tail.strip().lines().reduce("", (earlier, later) -> later).strip();
    }

    private void refused(AgentName agent, WriteRefused refused) {
        justRefused.add(agent);
        String boundary = refused.reason().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        timeline.loud(agent, "REFUSED: " + boundary, refused.explanation());
    }

    private void bound(AgentName agent, WorktreeBound bound) {
        timeline.row(agent, "  works on branch " + bound.binding().branch());
        timeline.detail("off " + bound.binding().baseBranch() + " at "
                + bound.binding().base().abbreviated() + ", in the worktree");
        timeline.detailPath(bound.binding().worktree().toString());
    }

    private void pending(AgentName agent, PendingChanges pending) {
        pending.settled().forEach(pendingChanges::remove);
        pending.changed().forEach(change -> pendingChanges.put(change.path(), change));
        int count = pendingChanges.size();
        timeline.row(agent, "  pending changes: " + (count == 0 ? "none" : count));
        timeline.detail(TextFormat.changes(List.copyOf(pendingChanges.values())));
    }

    private void committed(AgentName agent, Committed committed) {
        timeline.row(agent, "  committed " + committed.commit().abbreviated() + " " + committed.subject());
    }

    private void dispatched(AgentName agent, SubAgentStarted started) {
        timeline.row(
                Style.STRONG,
                agent,
                "dispatches " + started.subAgent() + ": " + TextFormat.headline(started.task(), Screen.WIDTH));
    }

    private void reported(AgentName agent, SubAgentFinished finished) {
        activity.turnEnded(finished.subAgent());
        if (finished.failed()) {
            timeline.loud(agent, finished.subAgent() + " ended without a report", "");
        } else {
            timeline.row(Style.STRONG, agent, finished.subAgent() + " reported back");
        }
    }

    private void turnFailed(AgentName agent, TurnFailed failed) {
        activity.turnEnded(agent);
        timeline.loud(agent, "turn failed: " + failed.code(), failed.explanation());
    }
}
