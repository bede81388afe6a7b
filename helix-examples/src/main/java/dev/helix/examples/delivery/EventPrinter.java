/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import dev.helix.api.AgentName;
import dev.helix.api.manager.Criterion;
import dev.helix.api.manager.TaskEvents;
import dev.helix.api.manager.TaskOutcome;
import dev.helix.api.manager.Verdict;
import dev.helix.api.message.AssistantMessage;
import dev.helix.api.model.Usage;
import dev.helix.api.scope.ScopeDecision;
import dev.helix.api.session.CallEvents;
import dev.helix.api.session.DeliveryEvents;
import dev.helix.api.session.EventBody;
import dev.helix.api.session.Progress;
import dev.helix.api.session.SessionEvent;
import dev.helix.api.session.SessionEvents;
import dev.helix.api.session.SessionListener;
import dev.helix.api.worktree.CheckResult;
import dev.helix.api.worktree.FileChange;
import dev.helix.api.worktree.Finding;
import dev.helix.api.worktree.MergeOutcome;
import dev.helix.api.worktree.ReviewVerdict;
import dev.helix.examples.terminal.Terminal.Style;
import dev.helix.examples.terminal.TextFormat;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * A listener that prints what agents say and do, and what the Manager and the gates decide. A kind of event that nothing
 * is registered for is left out, since libraries grow new ones. Confined to the thread that tells listeners.
 */
final class EventPrinter implements SessionListener {
    private static final int HEADLINE = 65;
    private static final int TAIL = 400;
    /** Tools whose work brings an event of its own. */
    private static final Set<String> SHOWN_BY_EVENTS = Set.of("run_subagent", "propose_scope", "commit", "complete");

    private final Timeline timeline;
    private final Map<Class<?>, BiConsumer<AgentName, EventBody>> printers = new HashMap<>();
    private final Set<AgentName> justRefused = new HashSet<>();
    private final NavigableMap<String, FileChange> pendingChanges = new TreeMap<>();
    /** The end of what running commands have printed, by call. */
    private final Map<String, String> tails = new HashMap<>();

    EventPrinter(Timeline timeline) {
        this.timeline = timeline;
        on(SessionEvents.MessageAdded.class, this::said);
        on(CallEvents.ModelCallStarted.class, this::modelCallStarted);
        on(CallEvents.ModelCallFinished.class, (agent, call) -> timeline.modelCallEnded(agent, call.usage()));
        on(CallEvents.ModelCallFailed.class, (agent, call) -> timeline.modelCallEnded(agent, Usage.NONE));
        on(CallEvents.ToolCallStarted.class, this::toolCallStarted);
        on(CallEvents.ToolCallFinished.class, this::toolCallFinished);
        on(CallEvents.WriteRefused.class, this::refused);
        on(DeliveryEvents.WorktreeBound.class, this::bound);
        on(DeliveryEvents.PendingChanges.class, this::pending);
        on(DeliveryEvents.Committed.class, this::committed);
        on(SessionEvents.SubAgentStarted.class, this::dispatched);
        on(SessionEvents.SubAgentFinished.class, this::reported);
        on(SessionEvents.TurnFailed.class, this::turnFailed);
        on(TaskEvents.BaselineLocked.class, this::locked);
        on(TaskEvents.ScopeProposed.class, this::proposed);
        on(TaskEvents.ScopeDecided.class, this::decided);
        on(DeliveryEvents.CompletionClaimed.class, this::claimed);
        on(DeliveryEvents.Reviewed.class, this::reviewed);
        on(DeliveryEvents.ChangesSummarised.class, this::summarised);
        on(DeliveryEvents.MergeAttempted.class, this::mergeAttempted);
        on(TaskEvents.CriterionJudged.class, this::judged);
        on(TaskEvents.SentBack.class, this::sentBack);
        on(TaskEvents.TaskEnded.class, this::ended);
    }

    private <B extends EventBody> void on(Class<B> kind, BiConsumer<AgentName, B> printer) {
        printers.put(kind, (agent, body) -> printer.accept(agent, kind.cast(body)));
    }

    @Override
    public void event(SessionEvent event) {
        timeline.at(event.at());
        BiConsumer<AgentName, EventBody> printer = printers.get(event.body().getClass());
        if (printer != null) {
            printer.accept(event.agent(), event.body());
        }
    }

    @Override
    public void progress(Progress progress) {
        if (progress instanceof Progress.ModelCallRetried retried) {
            timeline.atNow();
            timeline.loud(retried.agent(), "model call failed and is repeated", retried.reason());
        } else if (progress instanceof Progress.ToolOutput output) {
            String all = tails.getOrDefault(output.callId(), "") + output.text();
            tails.put(output.callId(), all.substring(Math.max(0, all.length() - TAIL)));
        }
    }

    private void said(AgentName agent, SessionEvents.MessageAdded added) {
        if (added.message() instanceof AssistantMessage message
                && !message.text().isBlank()) {
            timeline.row(agent, quote(message.text()));
        }
    }

    /** A call that is alone shows by its answer; several at once are worth seeing. */
    private void modelCallStarted(AgentName agent, CallEvents.ModelCallStarted started) {
        int inFlight = timeline.modelCallStarted(agent, started.model().toString());
        if (inFlight > 1) {
            timeline.row(Style.FAINT, agent, "asks " + started.model() + ": " + inFlight + " model calls in flight");
        }
    }

    private void toolCallStarted(AgentName agent, CallEvents.ToolCallStarted call) {
        timeline.toolCallStarted(agent, call.callId(), call.tool());
        if (!SHOWN_BY_EVENTS.contains(call.tool())) {
            timeline.row(agent, "> " + call.tool() + "  " + TextFormat.telling(call.arguments()));
        }
    }

    /** Most tools show by what they change; commands are worth a line when they end, and so is every failure. */
    private void toolCallFinished(AgentName agent, CallEvents.ToolCallFinished call) {
        timeline.toolCallEnded(agent, call.callId());
        String tail = Objects.requireNonNullElse(tails.remove(call.callId()), "");
        String last = tail.strip().lines().reduce("", (earlier, later) -> later).strip();
        boolean alreadyTold = justRefused.remove(agent);
        if (call.error() && !alreadyTold) {
            String why = last.isEmpty() ? call.firstLine() : last;
            timeline.row(Style.BAD, agent, "  " + call.tool() + " failed: " + why);
        } else if (call.tool().equals("shell")) {
            String time = TextFormat.seconds(call.wallTime());
            timeline.row(agent, "  shell: " + (last.isEmpty() ? "ok" : last) + " (" + time + ")");
        }
    }

    private void refused(AgentName agent, CallEvents.WriteRefused refused) {
        justRefused.add(agent);
        String boundary = TextFormat.words(refused.reason()).toLowerCase(Locale.ROOT);
        timeline.loud(agent, "REFUSED: " + boundary, refused.explanation());
    }

    private void bound(AgentName agent, DeliveryEvents.WorktreeBound bound) {
        timeline.row(agent, "  works on branch " + bound.binding().branch());
        timeline.detail("off " + bound.binding().baseBranch() + " at "
                + bound.binding().base().abbreviated() + ", in the worktree");
        timeline.detailPath(bound.binding().worktree().toString());
    }

    private void pending(AgentName agent, DeliveryEvents.PendingChanges pending) {
        pending.settled().forEach(pendingChanges::remove);
        pending.changed().forEach(change -> pendingChanges.put(change.path(), change));
        int count = pendingChanges.size();
        timeline.row(agent, "  pending: " + (count == 0 ? "no changes" : TextFormat.plural(count, "change")));
        timeline.detail(TextFormat.changes(List.copyOf(pendingChanges.values())));
    }

    private void committed(AgentName agent, DeliveryEvents.Committed committed) {
        timeline.row(agent, "  committed " + committed.commit().abbreviated() + " " + committed.subject());
    }

    private void dispatched(AgentName agent, SessionEvents.SubAgentStarted started) {
        String task = TextFormat.headline(started.task(), HEADLINE);
        timeline.row(Style.STRONG, agent, "dispatches " + started.subAgent() + ": " + task);
    }

    private void reported(AgentName agent, SessionEvents.SubAgentFinished finished) {
        timeline.turnEnded(finished.subAgent());
        if (finished.failed()) {
            timeline.loud(agent, finished.subAgent() + " ended without a report", "");
        } else {
            timeline.row(Style.STRONG, agent, finished.subAgent() + " reported back");
        }
    }

    private void turnFailed(AgentName agent, SessionEvents.TurnFailed failed) {
        timeline.turnEnded(agent);
        timeline.loud(agent, "turn failed: " + failed.code(), failed.explanation());
    }

    private void locked(AgentName agent, TaskEvents.BaselineLocked locked) {
        String hash = locked.baseline().hash().substring(0, 12);
        timeline.row(Style.STRONG, agent, "locks the request as baseline " + hash);
        timeline.detail("scope: " + locked.baseline().paths());
        locked.baseline().rulesInWords().forEach(rule -> timeline.detail("to be reviewed: " + rule));
        if (!locked.baseline().mentioned().isEmpty()) {
            timeline.detail("mentioned: " + String.join(", ", locked.baseline().mentioned()));
        }
    }

    private void proposed(AgentName agent, TaskEvents.ScopeProposed proposed) {
        String paths = String.join(", ", proposed.proposal().paths());
        String what = proposed.proposal().what();
        timeline.loud(
                agent,
                "ASKS FOR MORE SCOPE: " + paths,
                what + " - because: " + proposed.proposal().why());
    }

    private void decided(AgentName agent, TaskEvents.ScopeDecided decided) {
        boolean wider = decided.decision().answer() == ScopeDecision.Answer.YES;
        String effect = wider ? "the scope is wider now" : "the scope stays as it is";
        timeline.row(Style.STRONG, agent, "the host answers " + decided.decision() + ": " + effect);
        timeline.detail("scope: " + decided.paths());
    }

    private void claimed(AgentName agent, DeliveryEvents.CompletionClaimed claimed) {
        timeline.row(Style.STRONG, agent, "claims to be done: " + quote(claimed.summary()));
    }

    private void reviewed(AgentName agent, DeliveryEvents.Reviewed reviewed) {
        String tree = TextFormat.shortId(reviewed.tree());
        String findings = reviewed.findings().stream().map(Finding::describe).collect(Collectors.joining("\n"));
        if (ReviewVerdict.of(reviewed.findings()).approved()) {
            timeline.row(agent, "review of tree " + tree + " passed: " + String.join(", ", reviewed.reviewers()));
            timeline.detail(findings);
        } else {
            timeline.loud(agent, "REVIEW of tree " + tree + " did not pass", findings);
        }
    }

    private void summarised(AgentName agent, DeliveryEvents.ChangesSummarised summarised) {
        int count = summarised.changes().size();
        timeline.row(agent, "to be merged: " + TextFormat.plural(count, "file"));
        timeline.detail(TextFormat.changes(summarised.changes()));
    }

    private void mergeAttempted(AgentName agent, DeliveryEvents.MergeAttempted attempted) {
        if (attempted.outcome() instanceof MergeOutcome.Merged merged) {
            String checks = merged.checks().stream().map(CheckResult::check).collect(Collectors.joining(", "));
            String tree = ": tree " + TextFormat.shortId(merged.tree()) + " passed " + checks;
            timeline.row(Style.GOOD, agent, "merged " + merged.commit().abbreviated() + tree);
        } else {
            timeline.loud(agent, "NOT MERGED", notMerged(attempted.outcome()));
        }
    }

    private static String notMerged(MergeOutcome outcome) {
        if (outcome instanceof MergeOutcome.CheckFailed failed) {
            return failed.checks().stream()
                    .filter(check -> !check.passed())
                    .map(check -> check.check() + ": " + check.summary())
                    .collect(Collectors.joining("\n"));
        }
        if (outcome instanceof MergeOutcome.Conflict conflict) {
            return "the base branch moved on and conflicts in " + String.join(", ", conflict.paths());
        }
        if (outcome instanceof MergeOutcome.Blocked blocked) {
            return blocked.explanation();
        }
        return "the base branch has everything already";
    }

    private void judged(AgentName agent, TaskEvents.CriterionJudged judged) {
        Verdict verdict = judged.verdict();
        Criterion criterion = verdict.criterion();
        String number = criterion.number() + "/" + Criterion.values().length;
        String judgement = (verdict.proven() ? " proven:  " : " missing: ") + criterion.title();
        timeline.row(verdict.proven() ? Style.GOOD : Style.BAD, agent, "criterion " + number + judgement);
    }

    private void sentBack(AgentName agent, TaskEvents.SentBack back) {
        timeline.loud(agent, "SENT BACK (round " + back.round() + ")", back.gap());
    }

    private void ended(AgentName agent, TaskEvents.TaskEnded ended) {
        timeline.allEnded();
        Style style = ended.outcome() == TaskOutcome.Kind.DELIVERED ? Style.GOOD : Style.BAD;
        timeline.row(style, agent, TextFormat.words(ended.outcome()) + ": " + ended.explanation());
    }

    private static String quote(String text) {
        return "\"" + TextFormat.headline(text, HEADLINE) + "\"";
    }
}
