/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.json;

import static dev.helix.core.json.BaselineForms.BASELINE;
import static dev.helix.core.json.BaselineForms.DECISION;
import static dev.helix.core.json.BaselineForms.PROPOSAL;
import static dev.helix.core.json.BaselineForms.RULES;
import static dev.helix.core.json.JsonForm.DURATION;
import static dev.helix.core.json.JsonForm.SMALL_NUMBER;
import static dev.helix.core.json.JsonForm.TEXTS;
import static dev.helix.core.json.JsonForm.TRUTH;
import static dev.helix.core.json.MessageForms.MESSAGE;
import static dev.helix.core.json.MessageForms.USAGE;
import static dev.helix.core.json.TaskForms.AGENT;
import static dev.helix.core.json.TaskForms.CRITERION;
import static dev.helix.core.json.TaskForms.VERDICT;
import static dev.helix.core.json.WorktreeForms.BINDING;
import static dev.helix.core.json.WorktreeForms.CHANGE;
import static dev.helix.core.json.WorktreeForms.COMMIT;
import static dev.helix.core.json.WorktreeForms.FINDING;
import static dev.helix.core.json.WorktreeForms.OUTCOME;
import static dev.helix.core.json.WorktreeForms.TREE;

import dev.helix.api.ModelCallId;
import dev.helix.api.TurnId;
import dev.helix.api.manager.TaskEvents;
import dev.helix.api.manager.TaskOutcome;
import dev.helix.api.model.ModelId;
import dev.helix.api.model.StopReason;
import dev.helix.api.session.DeliveryEvents;
import dev.helix.api.session.EventBody;
import dev.helix.api.session.SessionEvents;
import dev.helix.api.workspace.WriteRefusedException;

/** The forms of events. */
final class EventForms {
    static final JsonForm<TurnId> TURN = JsonForm.number(TurnId::number, TurnId::new);
    private static final JsonForm<ModelCallId> CALL = JsonForm.number(ModelCallId::number, ModelCallId::new);
    private static final JsonForm<ModelId> MODEL = JsonForm.text(ModelId::toString, ModelId::parse);
    private static final JsonForm<StopReason> STOP = JsonForm.constant(StopReason.class);
    private static final JsonForm<WriteRefusedException.Reason> REFUSAL =
            JsonForm.constant(WriteRefusedException.Reason.class);
    private static final JsonForm<TaskOutcome.Kind> OUTCOME_KIND = JsonForm.constant(TaskOutcome.Kind.class);

    static final FamilyForm<EventBody> EVENT = events();

    private EventForms() {}

    private static FamilyForm<EventBody> events() {
        FamilyForm.Builder<EventBody> events = FamilyForm.builder("type");
        turns(events);
        calls(events);
        deliveries(events);
        tasks(events);
        return events.build();
    }

    private static void turns(FamilyForm.Builder<EventBody> events) {
        events.kind(
                        "TurnStarted",
                        SessionEvents.TurnStarted.class,
                        ObjectForm.<SessionEvents.TurnStarted>builder()
                                .with("model", MODEL, SessionEvents.TurnStarted::model)
                                .readAs(in -> SessionEvents.TurnStarted.of(in.get("model", MODEL))))
                .kind(
                        "MessageAdded",
                        SessionEvents.MessageAdded.class,
                        ObjectForm.<SessionEvents.MessageAdded>builder()
                                .with("message", MESSAGE, SessionEvents.MessageAdded::message)
                                .readAs(in -> SessionEvents.MessageAdded.of(in.get("message", MESSAGE))))
                .kind(
                        "SubAgentStarted",
                        SessionEvents.SubAgentStarted.class,
                        ObjectForm.<SessionEvents.SubAgentStarted>builder()
                                .with("subAgent", AGENT, SessionEvents.SubAgentStarted::subAgent)
                                .text("task", SessionEvents.SubAgentStarted::task)
                                .with("model", MODEL, SessionEvents.SubAgentStarted::model)
                                .readAs(in -> SessionEvents.SubAgentStarted.of(
                                        in.get("subAgent", AGENT), in.text("task"), in.get("model", MODEL))))
                .kind(
                        "SubAgentFinished",
                        SessionEvents.SubAgentFinished.class,
                        ObjectForm.<SessionEvents.SubAgentFinished>builder()
                                .with("subAgent", AGENT, SessionEvents.SubAgentFinished::subAgent)
                                .with("failed", TRUTH, SessionEvents.SubAgentFinished::failed)
                                .with("usage", USAGE, SessionEvents.SubAgentFinished::usage)
                                .readAs(in -> SessionEvents.SubAgentFinished.of(
                                        in.get("subAgent", AGENT), in.get("failed", TRUTH), in.get("usage", USAGE))))
                .kind(
                        "TurnFinished",
                        SessionEvents.TurnFinished.class,
                        ObjectForm.<SessionEvents.TurnFinished>builder()
                                .with("usage", USAGE, SessionEvents.TurnFinished::usage)
                                .readAs(in -> SessionEvents.TurnFinished.of(in.get("usage", USAGE))))
                .kind(
                        "TurnFailed",
                        SessionEvents.TurnFailed.class,
                        ObjectForm.<SessionEvents.TurnFailed>builder()
                                .text("code", SessionEvents.TurnFailed::code)
                                .text("explanation", SessionEvents.TurnFailed::explanation)
                                .readAs(in -> SessionEvents.TurnFailed.of(in.text("code"), in.text("explanation"))));
    }

    private static void calls(FamilyForm.Builder<EventBody> events) {
        events.kind(
                        "ModelCallStarted",
                        SessionEvents.ModelCallStarted.class,
                        ObjectForm.<SessionEvents.ModelCallStarted>builder()
                                .with("call", CALL, SessionEvents.ModelCallStarted::call)
                                .with("model", MODEL, SessionEvents.ModelCallStarted::model)
                                .readAs(in -> SessionEvents.ModelCallStarted.of(
                                        in.get("call", CALL), in.get("model", MODEL))))
                .kind(
                        "ModelCallFinished",
                        SessionEvents.ModelCallFinished.class,
                        ObjectForm.<SessionEvents.ModelCallFinished>builder()
                                .with("call", CALL, SessionEvents.ModelCallFinished::call)
                                .with("stop", STOP, SessionEvents.ModelCallFinished::stop)
                                .with("usage", USAGE, SessionEvents.ModelCallFinished::usage)
                                .with("wallTime", DURATION, SessionEvents.ModelCallFinished::wallTime)
                                .readAs(in -> SessionEvents.ModelCallFinished.of(
                                        in.get("call", CALL),
                                        in.get("stop", STOP),
                                        in.get("usage", USAGE),
                                        in.get("wallTime", DURATION))))
                .kind(
                        "ModelCallFailed",
                        SessionEvents.ModelCallFailed.class,
                        ObjectForm.<SessionEvents.ModelCallFailed>builder()
                                .with("call", CALL, SessionEvents.ModelCallFailed::call)
                                .text("code", SessionEvents.ModelCallFailed::code)
                                .with("wallTime", DURATION, SessionEvents.ModelCallFailed::wallTime)
                                .readAs(in -> SessionEvents.ModelCallFailed.of(
                                        in.get("call", CALL), in.text("code"), in.get("wallTime", DURATION))))
                .kind(
                        "ToolCallStarted",
                        SessionEvents.ToolCallStarted.class,
                        ObjectForm.<SessionEvents.ToolCallStarted>builder()
                                .text("callId", SessionEvents.ToolCallStarted::callId)
                                .text("tool", SessionEvents.ToolCallStarted::tool)
                                .text("arguments", SessionEvents.ToolCallStarted::arguments)
                                .readAs(in -> SessionEvents.ToolCallStarted.of(
                                        in.text("callId"), in.text("tool"), in.text("arguments"))))
                .kind(
                        "ToolCallFinished",
                        SessionEvents.ToolCallFinished.class,
                        ObjectForm.<SessionEvents.ToolCallFinished>builder()
                                .text("callId", SessionEvents.ToolCallFinished::callId)
                                .text("tool", SessionEvents.ToolCallFinished::tool)
                                .with("error", TRUTH, SessionEvents.ToolCallFinished::error)
                                .text("firstLine", SessionEvents.ToolCallFinished::firstLine)
                                .with("wallTime", DURATION, SessionEvents.ToolCallFinished::wallTime)
                                .readAs(in -> SessionEvents.ToolCallFinished.of(
                                        in.text("callId"),
                                        in.text("tool"),
                                        in.get("error", TRUTH),
                                        in.text("firstLine"),
                                        in.get("wallTime", DURATION))))
                .kind(
                        "WriteRefused",
                        SessionEvents.WriteRefused.class,
                        ObjectForm.<SessionEvents.WriteRefused>builder()
                                .with("reason", REFUSAL, SessionEvents.WriteRefused::reason)
                                .text("explanation", SessionEvents.WriteRefused::explanation)
                                .readAs(in -> SessionEvents.WriteRefused.of(
                                        in.get("reason", REFUSAL), in.text("explanation"))));
    }

    private static void deliveries(FamilyForm.Builder<EventBody> events) {
        events.kind(
                        "WorktreeBound",
                        DeliveryEvents.WorktreeBound.class,
                        ObjectForm.<DeliveryEvents.WorktreeBound>builder()
                                .with("binding", BINDING, DeliveryEvents.WorktreeBound::binding)
                                .readAs(in -> DeliveryEvents.WorktreeBound.of(in.get("binding", BINDING))))
                .kind(
                        "PendingChanges",
                        DeliveryEvents.PendingChanges.class,
                        ObjectForm.<DeliveryEvents.PendingChanges>builder()
                                .with("changed", JsonForm.list(CHANGE), DeliveryEvents.PendingChanges::changed)
                                .with("settled", TEXTS, DeliveryEvents.PendingChanges::settled)
                                .readAs(in -> DeliveryEvents.PendingChanges.of(
                                        in.get("changed", JsonForm.list(CHANGE)), in.get("settled", TEXTS))))
                .kind(
                        "Committed",
                        DeliveryEvents.Committed.class,
                        ObjectForm.<DeliveryEvents.Committed>builder()
                                .with("commit", COMMIT, DeliveryEvents.Committed::commit)
                                .text("subject", DeliveryEvents.Committed::subject)
                                .readAs(in ->
                                        DeliveryEvents.Committed.of(in.get("commit", COMMIT), in.text("subject"))))
                .kind(
                        "Reviewed",
                        DeliveryEvents.Reviewed.class,
                        ObjectForm.<DeliveryEvents.Reviewed>builder()
                                .with("tree", TREE, DeliveryEvents.Reviewed::tree)
                                .with("reviewers", TEXTS, DeliveryEvents.Reviewed::reviewers)
                                .with("findings", JsonForm.list(FINDING), DeliveryEvents.Reviewed::findings)
                                .readAs(in -> DeliveryEvents.Reviewed.of(
                                        in.get("tree", TREE),
                                        in.get("reviewers", TEXTS),
                                        in.get("findings", JsonForm.list(FINDING)))))
                .kind(
                        "CompletionClaimed",
                        DeliveryEvents.CompletionClaimed.class,
                        ObjectForm.<DeliveryEvents.CompletionClaimed>builder()
                                .text("summary", DeliveryEvents.CompletionClaimed::summary)
                                .readAs(in -> DeliveryEvents.CompletionClaimed.of(in.text("summary"))))
                .kind(
                        "ChangesSummarised",
                        DeliveryEvents.ChangesSummarised.class,
                        ObjectForm.<DeliveryEvents.ChangesSummarised>builder()
                                .with("changes", JsonForm.list(CHANGE), DeliveryEvents.ChangesSummarised::changes)
                                .readAs(in ->
                                        DeliveryEvents.ChangesSummarised.of(in.get("changes", JsonForm.list(CHANGE)))))
                .kind(
                        "MergeAttempted",
                        DeliveryEvents.MergeAttempted.class,
                        ObjectForm.<DeliveryEvents.MergeAttempted>builder()
                                .with("outcome", OUTCOME, DeliveryEvents.MergeAttempted::outcome)
                                .readAs(in -> DeliveryEvents.MergeAttempted.of(in.get("outcome", OUTCOME))));
    }

    private static void tasks(FamilyForm.Builder<EventBody> events) {
        events.kind(
                        "BaselineLocked",
                        TaskEvents.BaselineLocked.class,
                        ObjectForm.<TaskEvents.BaselineLocked>builder()
                                .with("baseline", BASELINE, TaskEvents.BaselineLocked::baseline)
                                .readAs(in -> TaskEvents.BaselineLocked.of(in.get("baseline", BASELINE))))
                .kind(
                        "ScopeProposed",
                        TaskEvents.ScopeProposed.class,
                        ObjectForm.<TaskEvents.ScopeProposed>builder()
                                .with("proposal", PROPOSAL, TaskEvents.ScopeProposed::proposal)
                                .readAs(in -> TaskEvents.ScopeProposed.of(in.get("proposal", PROPOSAL))))
                .kind(
                        "ScopeDecided",
                        TaskEvents.ScopeDecided.class,
                        ObjectForm.<TaskEvents.ScopeDecided>builder()
                                .with("proposal", PROPOSAL, TaskEvents.ScopeDecided::proposal)
                                .with("decision", DECISION, TaskEvents.ScopeDecided::decision)
                                .with("paths", RULES, TaskEvents.ScopeDecided::paths)
                                .readAs(in -> TaskEvents.ScopeDecided.of(
                                        in.get("proposal", PROPOSAL),
                                        in.get("decision", DECISION),
                                        in.get("paths", RULES))))
                .kind(
                        "CriterionJudged",
                        TaskEvents.CriterionJudged.class,
                        ObjectForm.<TaskEvents.CriterionJudged>builder()
                                .with("verdict", VERDICT, TaskEvents.CriterionJudged::verdict)
                                .readAs(in -> TaskEvents.CriterionJudged.of(in.get("verdict", VERDICT))))
                .kind(
                        "SentBack",
                        TaskEvents.SentBack.class,
                        ObjectForm.<TaskEvents.SentBack>builder()
                                .with("round", SMALL_NUMBER, TaskEvents.SentBack::round)
                                .with("criterion", CRITERION, TaskEvents.SentBack::criterion)
                                .text("gap", TaskEvents.SentBack::gap)
                                .readAs(in -> TaskEvents.SentBack.of(
                                        in.get("round", SMALL_NUMBER), in.get("criterion", CRITERION), in.text("gap"))))
                .kind(
                        "TaskEnded",
                        TaskEvents.TaskEnded.class,
                        ObjectForm.<TaskEvents.TaskEnded>builder()
                                .with("outcome", OUTCOME_KIND, TaskEvents.TaskEnded::outcome)
                                .text("explanation", TaskEvents.TaskEnded::explanation)
                                .readAs(in -> TaskEvents.TaskEnded.of(
                                        in.get("outcome", OUTCOME_KIND), in.text("explanation"))));
    }
}
