/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.manager;

import dev.helix.api.AgentName;
import dev.helix.api.journal.Journal;
import dev.helix.api.manager.AgentUsage;
import dev.helix.api.manager.Criterion;
import dev.helix.api.manager.Delivery;
import dev.helix.api.manager.RepositoryDelivery;
import dev.helix.api.manager.TaskEvents;
import dev.helix.api.manager.TaskOutcome;
import dev.helix.api.manager.Verdict;
import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.UserMessage;
import dev.helix.api.model.Usage;
import dev.helix.api.scope.PathRules;
import dev.helix.api.scope.ScopeBaseline;
import dev.helix.api.session.CallEvents;
import dev.helix.api.session.DeliveryEvents;
import dev.helix.api.session.EventBody;
import dev.helix.api.session.SessionEvent;
import dev.helix.api.session.SessionEvents;
import dev.helix.api.worktree.BindingInfo;
import dev.helix.api.worktree.CheckResult;
import dev.helix.api.worktree.MergeOutcome;
import dev.helix.core.session.RecordedEvents;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the events of a task add up to: a fold over them, and nothing else. Feed it every event in order.
 *
 * <p><b>States.</b> A round begins with the baseline or a gap. Its agents are told, work, and either claim to be done or
 * just stop. A claim is delivered, or its gap begins the next round. A task is blocked from the event that says so until
 * its agents or its delivery go on.
 *
 * <p>Kinds of events that it does not know change nothing. Confined to one thread at a time.
 */
final class TaskState {
    private final List<String> gaps = new ArrayList<>();
    private final List<Delivery.Decided> decisions = new ArrayList<>();
    private final Map<Criterion, Verdict> verdicts = new EnumMap<>(Criterion.class);
    private final Map<AgentName, AgentUsage> usage = new LinkedHashMap<>();
    private final Map<AgentName, SessionEvents.SubAgentStarted> runningSubAgents = new LinkedHashMap<>();
    /** The dispatches of SubAgents that came to their end since the Execution Agent's latest message. */
    private final List<SessionEvents.SubAgentStarted> reports = new ArrayList<>();

    private TaskEvents.@Nullable TaskSubmitted submitted;
    private @Nullable ScopeBaseline baseline;
    private PathRules scope = PathRules.EVERYTHING;
    private TaskEvents.@Nullable SentBack sentBack;
    private TaskEvents.@Nullable TaskEnded ended;
    private @Nullable BindingInfo binding;
    private @Nullable String lost;
    private boolean bindingOpen;
    private boolean told;
    private boolean stopped;
    private boolean claimed;
    private String summary = "";
    private @Nullable List<String> checkout;
    private List<CheckResult> checks = List.of();
    private @Nullable MergeOutcome merge;
    private int subAgents;
    private int proposals;
    private long sequence;

    /** Adds up what a journal holds. */
    static TaskState of(Journal journal) {
        TaskState state = new TaskState();
        new RecordedEvents(journal, 1).forEach(state::apply);
        return state;
    }

    /** Adds an event. */
    void apply(SessionEvent event) {
        sequence = event.sequence();
        EventBody body = event.body();
        if (body instanceof TaskEvents task) {
            manager(task);
        } else if (body instanceof DeliveryEvents delivery) {
            delivery(delivery);
        } else {
            agent(event.agent(), body);
        }
    }

    private void manager(TaskEvents body) {
        if (body instanceof TaskEvents.TaskSubmitted first) {
            submitted = first;
        } else if (body instanceof TaskEvents.BaselineLocked locked) {
            baseline = locked.baseline();
            scope = locked.baseline().paths();
        } else if (body instanceof TaskEvents.ScopeProposed proposed) {
            proposals = Math.max(proposals, proposed.proposal().number());
        } else if (body instanceof TaskEvents.ScopeDecided decision) {
            scope = decision.paths();
            decisions.add(new Delivery.Decided(decision.proposal(), decision.decision()));
        } else if (body instanceof TaskEvents.CriterionJudged judged) {
            judged(judged.verdict());
        } else if (body instanceof TaskEvents.SentBack gap) {
            gaps.add(gap.gap());
            nextRound(gap);
        } else if (body instanceof TaskEvents.TaskEnded end) {
            ended = end;
        }
    }

    private void nextRound(TaskEvents.SentBack gap) {
        ended = null;
        sentBack = gap;
        told = false;
        stopped = false;
        claimed = false;
        checkout = null;
    }

    private void delivery(DeliveryEvents body) {
        if (body instanceof DeliveryEvents.WorktreeBound bound) {
            binding = bound.binding();
            bindingOpen = true;
            lost = null;
        } else if (body instanceof DeliveryEvents.WorktreeAbandoned) {
            bindingOpen = false;
        } else if (body instanceof DeliveryEvents.WorktreeLost gone) {
            bindingOpen = false;
            lost = gone.explanation();
        } else if (body instanceof DeliveryEvents.CompletionClaimed claim) {
            claimed = true;
            summary = claim.summary();
        } else if (body instanceof DeliveryEvents.Reviewed) {
            ended = null;
        } else if (body instanceof DeliveryEvents.MergePrepared prepared) {
            checks = prepared.checks();
            checkout = prepared.checkout();
        } else if (body instanceof DeliveryEvents.MergeAttempted attempt) {
            ended = null;
            merge = attempt.outcome();
        }
    }

    private void agent(AgentName agent, EventBody body) {
        if (body instanceof CallEvents.ModelCallFinished called) {
            used(new AgentUsage(agent, 1, 0, called.usage()));
        } else if (body instanceof CallEvents.ToolCallStarted) {
            used(new AgentUsage(agent, 0, 1, Usage.NONE));
        } else if (body instanceof SessionEvents.SubAgentStarted started) {
            subAgents++;
            runningSubAgents.put(started.subAgent(), started);
        } else if (body instanceof SessionEvents.SubAgentFinished finished) {
            Optional.ofNullable(runningSubAgents.remove(finished.subAgent()))
                    .filter(dispatched -> !finished.failed())
                    .ifPresent(reports::add);
        } else if (agent.equals(AgentName.EXECUTION)) {
            turn(body);
        }
    }

    private void turn(EventBody body) {
        if (body instanceof SessionEvents.TurnStarted) {
            ended = null;
            stopped = false;
        } else if (body instanceof SessionEvents.MessageAdded added) {
            told |= added.message() instanceof UserMessage;
            if (added.message() instanceof AssistantMessage) {
                reports.clear();
            }
        } else if (body instanceof SessionEvents.TurnFinished) {
            stopped = !claimed;
        }
    }

    private void used(AgentUsage more) {
        usage.merge(
                more.agent(),
                more,
                (sum, next) -> new AgentUsage(
                        sum.agent(),
                        sum.modelCalls() + next.modelCalls(),
                        sum.toolCalls() + next.toolCalls(),
                        sum.usage().plus(next.usage())));
    }

    /** Takes a verdict into account, also one that could not be journalled. */
    void judged(Verdict verdict) {
        verdicts.put(verdict.criterion(), verdict);
    }

    /** {@return the sequence number of the latest event} */
    long sequence() {
        return sequence;
    }

    Optional<TaskEvents.TaskSubmitted> submitted() {
        return Optional.ofNullable(submitted);
    }

    Optional<ScopeBaseline> baseline() {
        return Optional.ofNullable(baseline);
    }

    /** {@return which paths may be changed, what the host granted included} */
    PathRules scope() {
        return scope;
    }

    /** {@return the round that is under way, from 1} */
    int round() {
        return gaps.size() + 1;
    }

    /** {@return the gap that began the round, empty in the first} */
    Optional<TaskEvents.SentBack> sentBack() {
        return Optional.ofNullable(sentBack);
    }

    /** {@return whether the agents know what this round is about} */
    boolean told() {
        return told;
    }

    /** {@return whether the agents claim to be done, and only the way to the base branch is left} */
    boolean claimed() {
        return claimed;
    }

    /** {@return whether the agents ended their turn without a claim} */
    boolean stopped() {
        return stopped;
    }

    /** {@return how the task ended or was blocked, empty while it is under way} */
    Optional<TaskEvents.TaskEnded> ended() {
        return Optional.ofNullable(ended);
    }

    /** {@return whether it waits for a retry} */
    boolean blocked() {
        return ended().filter(end -> end.outcome() == TaskOutcome.Kind.BLOCKED).isPresent();
    }

    /** {@return the latest binding, unless it was lost or abandoned; perhaps merged} */
    Optional<BindingInfo> binding() {
        return Optional.ofNullable(binding).filter(bound -> bindingOpen);
    }

    /** {@return why the worktree is gone, when it is} */
    Optional<String> lost() {
        return Optional.ofNullable(lost);
    }

    /** {@return the status of the user's checkout before the round's latest merge that passed its checks} */
    Optional<List<String>> checkout() {
        return Optional.ofNullable(checkout);
    }

    /** {@return how the latest attempt to merge ended} */
    Optional<MergeOutcome> merge() {
        return Optional.ofNullable(merge);
    }

    /** {@return a merge that git knows, with what is on record about its checks} */
    MergeOutcome.Merged withChecks(MergeOutcome.Merged landed) {
        boolean sameTree = checks.stream().allMatch(check -> check.tree().equals(landed.tree()));
        return landed.checks().isEmpty() && sameTree
                ? MergeOutcome.Merged.of(landed.commit(), landed.tree(), landed.parents(), checks)
                : landed;
    }

    /** {@return how many SubAgents were dispatched} */
    int subAgents() {
        return subAgents;
    }

    /** {@return the SubAgents that have no end on record, in the order of their dispatch} */
    List<AgentName> runningSubAgents() {
        return List.copyOf(runningSubAgents.keySet());
    }

    /** {@return the dispatches of the SubAgents that came to their end since the Execution Agent's latest message} */
    List<SessionEvents.SubAgentStarted> reports() {
        return List.copyOf(reports);
    }

    /** {@return how many proposals were made} */
    int proposals() {
        return proposals;
    }

    /** {@return the latest proposal with its answer} */
    Optional<Delivery.Decided> latestDecision() {
        return decisions.isEmpty() ? Optional.empty() : Optional.of(decisions.get(decisions.size() - 1));
    }

    /** Completes a record that holds what events do not carry. */
    Delivery record(Delivery.Builder record, RepositoryDelivery.Builder repository) {
        return record.decisions(decisions)
                .gaps(gaps)
                .repositories(List.of(repository
                        .verdicts(List.copyOf(verdicts.values()))
                        .binding(Optional.ofNullable(binding))
                        .build()))
                .summary(summary)
                .agents(List.copyOf(usage.values()))
                .build();
    }
}
