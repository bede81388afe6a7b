/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.manager;

import dev.helix.api.AgentName;
import dev.helix.api.InvalidRequestException;
import dev.helix.api.SessionId;
import dev.helix.api.TaskId;
import dev.helix.api.manager.TaskEndedException;
import dev.helix.api.manager.TaskEvents;
import dev.helix.api.manager.TaskHost;
import dev.helix.api.manager.UnknownTaskException;
import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Message;
import dev.helix.api.message.ToolCall;
import dev.helix.api.model.ModelId;
import dev.helix.api.model.Usage;
import dev.helix.api.scope.ScopeBaseline;
import dev.helix.api.session.DeliveryEvents;
import dev.helix.api.session.ResumeSpec;
import dev.helix.api.session.SessionEvents;
import dev.helix.api.session.UnknownSessionException;
import dev.helix.api.tool.ToolResult;
import dev.helix.api.worktree.MergeOutcome;
import dev.helix.core.json.Json;
import dev.helix.core.json.JsonSyntaxException;
import dev.helix.core.scope.ScopeProposals;
import dev.helix.core.session.EventLog;
import dev.helix.core.session.InterruptedTurns;
import dev.helix.core.session.RecordedSession;
import dev.helix.core.session.SessionEnvironment;
import dev.helix.core.session.SessionState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The way back to a task: its journal is read, what the host names again is compared with what it had, and what the end of
 * its process left open is settled. Confined to one thread.
 *
 * <p>Whoever starts one owns {@link #log()} and closes it when the rest fails.
 */
final class TaskResumption {
    private final RecordedSession recorded;
    private final TaskState state;
    private final TaskPlan plan;
    private final EventLog log;
    /** What SubAgents were dispatched with that ended, and whose report the Execution Agent has not read yet, perhaps. */
    private final List<SessionEvents.SubAgentStarted> reports;

    private TaskResumption(RecordedSession recorded, TaskState state, TaskPlan plan) {
        this.recorded = recorded;
        this.state = state;
        this.plan = plan;
        this.log = plan.environment().log(recorded.state(), Optional.of(plan.id()), recorded.journal());
        this.reports = new ArrayList<>(state.reports());
    }

    /**
     * Opens and reads the journal of a task.
     *
     * @throws UnknownTaskException if there is none
     * @throws TaskEndedException if it ended for good
     * @throws InvalidRequestException if something it needs is missing
     */
    static TaskResumption of(TaskId id, ResumeSpec again, TaskHost host, SessionEnvironment shared) {
        RecordedSession recorded;
        try {
            recorded = RecordedSession.open(new SessionId(id.value()), shared.journals());
        } catch (UnknownSessionException unknown) {
            throw new UnknownTaskException(id);
        }
        try {
            TaskState state = TaskState.of(recorded.journal());
            return new TaskResumption(recorded, state, plan(id, recorded, state, again, host, shared));
        } catch (RuntimeException | Error refused) {
            recorded.journal().close();
            throw refused;
        }
    }

    private static TaskPlan plan(
            TaskId id,
            RecordedSession recorded,
            TaskState state,
            ResumeSpec again,
            TaskHost host,
            SessionEnvironment shared) {
        if (recorded.state().task().isEmpty()) {
            throw new InvalidRequestException(
                    id + " is a plain session and no task; take it up again with sessions().resume(...)");
        }
        state.ended().filter(end -> !state.blocked()).ifPresent(end -> {
            throw new TaskEndedException(id, end.outcome(), end.explanation());
        });
        TaskEvents.TaskSubmitted submitted = state.submitted().orElseThrow(() -> neverBegun(id));
        ScopeBaseline baseline = state.baseline().orElseThrow(() -> neverBegun(id));
        recorded.requireAll("tool", submitted.tools(), RecordedSession.toolNames(again.tools()));
        recorded.requireAll("reviewer", submitted.reviewers(), RecordedSession.reviewerNames(again.reviewers()));
        SessionEnvironment own = shared.with(again);
        ModelId model = model(recorded.state(), submitted, again, own);
        SessionId session = recorded.journal().session();
        own.engines().open(model, session, Optional.empty());
        return new TaskPlan(
                id,
                session,
                LocalManager.worktrees(own).inspect(submitted.repository()),
                baseline,
                model,
                host,
                again.tools(),
                own);
    }

    private static InvalidRequestException neverBegun(TaskId id) {
        return new InvalidRequestException(
                "the journal of task " + id
                        + " does not begin with its submission and its baseline, so nobody knows what was asked; submit it anew");
    }

    private static ModelId model(
            SessionState state, TaskEvents.TaskSubmitted submitted, ResumeSpec again, SessionEnvironment own) {
        ModelId before = state.agent(AgentName.EXECUTION).ofTurn().orElse(submitted.model());
        return again.model().isEmpty() ? before : own.engines().choose(again.model(), Optional.of(before));
    }

    TaskPlan plan() {
        return plan;
    }

    TaskState state() {
        return state;
    }

    EventLog log() {
        return log;
    }

    /** Settles what the end of the process left open, and takes up conversation and worktree. */
    void settle(TaskRounds rounds) {
        SessionState session = recorded.state();
        long before = log.size();
        log.event(
                AgentName.MANAGER,
                SessionEvents.SessionResumed.of(
                        recorded.journal().recovery(),
                        List.copyOf(session.openTurns().values())));
        for (AgentName subAgent : state.runningSubAgents()) {
            InterruptedTurns.settle(subAgent, session, log, call -> Optional.empty());
            log.event(AgentName.EXECUTION, SessionEvents.SubAgentFinished.of(subAgent, true, Usage.NONE));
        }
        InterruptedTurns.settle(AgentName.EXECUTION, session, log, this::result);
        state.binding()
                .flatMap(info -> rounds.reopen(info))
                .filter(merged -> state.merge()
                        .filter(MergeOutcome.Merged.class::isInstance)
                        .isEmpty())
                // It landed, and the process ended before that was on record.
                .ifPresent(merged ->
                        log.event(AgentName.MANAGER, DeliveryEvents.MergeAttempted.of(state.withChecks(merged))));
        log.force();
        log.events(before + 1).forEach(session::apply);
        rounds.restore(session.agent(AgentName.EXECUTION));
    }

    /** {@return the result of a call that had come to its end when the process did, though its answer was not recorded} */
    private Optional<ToolResult> result(ToolCall call) {
        if (call.name().equals(SubAgentTool.NAME)) {
            Optional<SessionEvents.SubAgentStarted> ended = reports.stream()
                    .filter(dispatched -> dispatched.task().equals(argument(call, "task")))
                    .findFirst();
            ended.ifPresent(reports::remove);
            return ended.map(SessionEvents.SubAgentStarted::subAgent)
                    .map(name -> SubAgentTool.report(name, lastWords(name)));
        }
        return call.name().equals(ScopeProposals.NAME)
                ? state.latestDecision()
                        .filter(decided -> decided.proposal().number() == state.proposals())
                        .filter(decided -> decided.proposal().what().equals(argument(call, "what")))
                        .map(decided -> ScopeProposals.answer(decided.decision(), state.scope()))
                : Optional.empty();
    }

    private static String argument(ToolCall call, String name) {
        try {
            return Json.parse(call.arguments()).path(name).asText();
        } catch (JsonSyntaxException malformed) {
            return "";
        }
    }

    private String lastWords(AgentName subAgent) {
        String words = "";
        for (Message message : recorded.state().agent(subAgent).messages()) {
            words = message instanceof AssistantMessage ? message.text() : words;
        }
        return words;
    }
}
