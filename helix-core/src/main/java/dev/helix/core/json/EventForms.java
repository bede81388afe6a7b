/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.json;

import static dev.helix.core.json.BaselineForms.BASELINE;
import static dev.helix.core.json.BaselineForms.DECISION;
import static dev.helix.core.json.BaselineForms.PROPOSAL;
import static dev.helix.core.json.BaselineForms.RULES;
import static dev.helix.core.json.JsonForm.DURATION;
import static dev.helix.core.json.JsonForm.SMALL_NUMBER;
import static dev.helix.core.json.JsonForm.TEXT;
import static dev.helix.core.json.JsonForm.TEXTS;
import static dev.helix.core.json.JsonForm.TRUTH;
import static dev.helix.core.json.MessageForms.MESSAGE;
import static dev.helix.core.json.MessageForms.USAGE;
import static dev.helix.core.json.ObjectForm.object;
import static dev.helix.core.json.ObjectForm.optional;
import static dev.helix.core.json.ObjectForm.property;
import static dev.helix.core.json.ObjectForm.text;
import static dev.helix.core.json.TaskForms.AGENT;
import static dev.helix.core.json.TaskForms.CRITERION;
import static dev.helix.core.json.TaskForms.VERDICT;
import static dev.helix.core.json.WorktreeForms.BINDING;
import static dev.helix.core.json.WorktreeForms.BINDING_ID;
import static dev.helix.core.json.WorktreeForms.BLOCKED_REASON;
import static dev.helix.core.json.WorktreeForms.CHANGE;
import static dev.helix.core.json.WorktreeForms.CHECK;
import static dev.helix.core.json.WorktreeForms.COMMIT;
import static dev.helix.core.json.WorktreeForms.FINDING;
import static dev.helix.core.json.WorktreeForms.OUTCOME;
import static dev.helix.core.json.WorktreeForms.SAVED;
import static dev.helix.core.json.WorktreeForms.SESSION;
import static dev.helix.core.json.WorktreeForms.TREE;

import dev.helix.api.ModelCallId;
import dev.helix.api.TurnId;
import dev.helix.api.journal.JournalDamage;
import dev.helix.api.journal.JournalGap;
import dev.helix.api.journal.JournalRecovery;
import dev.helix.api.manager.TaskEvents;
import dev.helix.api.manager.TaskOutcome;
import dev.helix.api.model.ModelId;
import dev.helix.api.model.StopReason;
import dev.helix.api.projection.ProjectionReport;
import dev.helix.api.session.CallEvents;
import dev.helix.api.session.DeliveryEvents;
import dev.helix.api.session.EventBody;
import dev.helix.api.session.SessionEvents;
import dev.helix.api.session.SwitchPath;
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

    private static final JsonForm<SwitchPath> PATH = JsonForm.constant(SwitchPath.class);
    private static final JsonForm<SessionEvents.ModelSwitched.Reason> SWITCH_REASON =
            JsonForm.constant(SessionEvents.ModelSwitched.Reason.class);
    private static final JsonForm<ProjectionReport.Kind> CHANGE_KIND = JsonForm.constant(ProjectionReport.Kind.class);
    private static final JsonForm<ProjectionReport> REPORT = object(
            property(
                    "changes",
                    JsonForm.list(object(
                            property("kind", CHANGE_KIND, ProjectionReport.Change::kind),
                            property("message", SMALL_NUMBER, ProjectionReport.Change::message),
                            text("subject", ProjectionReport.Change::subject),
                            text("detail", ProjectionReport.Change::detail),
                            ProjectionReport.Change::new)),
                    ProjectionReport::changes),
            ProjectionReport::new);

    private static final JsonForm<JournalGap> GAP = object(
            property("session", SESSION, JournalGap::session),
            property("first", JsonForm.NUMBER, JournalGap::firstSequence),
            property("last", JsonForm.NUMBER, JournalGap::lastSequence),
            JournalGap::new);
    private static final JsonForm<JournalDamage> DAMAGE = object(
            text("place", JournalDamage::place),
            property("bytes", JsonForm.NUMBER, JournalDamage::bytes),
            property("gaps", JsonForm.list(GAP), JournalDamage::gaps),
            JournalDamage::of);
    private static final JsonForm<JournalRecovery> RECOVERY = object(
            property("cutBytes", JsonForm.NUMBER, JournalRecovery::cutBytes),
            property("cutLines", JsonForm.NUMBER, JournalRecovery::cutLines),
            property("damages", JsonForm.list(DAMAGE), JournalRecovery::damages),
            JournalRecovery::of);

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
                        "SessionCreated",
                        SessionEvents.SessionCreated.class,
                        object(
                                property("directory", JsonForm.PATH, SessionEvents.SessionCreated::directory),
                                property("model", MODEL, SessionEvents.SessionCreated::model),
                                property("tools", TEXTS, SessionEvents.SessionCreated::tools),
                                property("reviewers", TEXTS, SessionEvents.SessionCreated::reviewers),
                                property(
                                        "verification",
                                        JsonForm.list(TEXTS),
                                        SessionEvents.SessionCreated::verification),
                                SessionEvents.SessionCreated::of))
                .kind(
                        "SessionResumed",
                        SessionEvents.SessionResumed.class,
                        object(
                                property("recovery", RECOVERY, SessionEvents.SessionResumed::recovery),
                                property("interrupted", JsonForm.list(TURN), SessionEvents.SessionResumed::interrupted),
                                SessionEvents.SessionResumed::of))
                .kind(
                        "TurnStarted",
                        SessionEvents.TurnStarted.class,
                        object(
                                property("model", MODEL, SessionEvents.TurnStarted::model),
                                optional("requestId", TEXT, SessionEvents.TurnStarted::requestId),
                                optional("named", TEXT, SessionEvents.TurnStarted::named),
                                SessionEvents.TurnStarted::of))
                .kind(
                        "MessageAdded",
                        SessionEvents.MessageAdded.class,
                        object(
                                property("message", MESSAGE, SessionEvents.MessageAdded::message),
                                SessionEvents.MessageAdded::of))
                .kind(
                        "ModelSwitched",
                        SessionEvents.ModelSwitched.class,
                        object(
                                property("from", MODEL, SessionEvents.ModelSwitched::from),
                                property("to", MODEL, SessionEvents.ModelSwitched::to),
                                property("path", PATH, SessionEvents.ModelSwitched::path),
                                property("reason", SWITCH_REASON, SessionEvents.ModelSwitched::reason),
                                property("report", REPORT, SessionEvents.ModelSwitched::report),
                                SessionEvents.ModelSwitched::of))
                .kind(
                        "SubAgentStarted",
                        SessionEvents.SubAgentStarted.class,
                        object(
                                property("subAgent", AGENT, SessionEvents.SubAgentStarted::subAgent),
                                text("task", SessionEvents.SubAgentStarted::task),
                                property("model", MODEL, SessionEvents.SubAgentStarted::model),
                                SessionEvents.SubAgentStarted::of))
                .kind(
                        "SubAgentFinished",
                        SessionEvents.SubAgentFinished.class,
                        object(
                                property("subAgent", AGENT, SessionEvents.SubAgentFinished::subAgent),
                                property("failed", TRUTH, SessionEvents.SubAgentFinished::failed),
                                property("usage", USAGE, SessionEvents.SubAgentFinished::usage),
                                SessionEvents.SubAgentFinished::of))
                .kind(
                        "TurnFinished",
                        SessionEvents.TurnFinished.class,
                        object(
                                property("usage", USAGE, SessionEvents.TurnFinished::usage),
                                SessionEvents.TurnFinished::of))
                .kind(
                        "TurnFailed",
                        SessionEvents.TurnFailed.class,
                        object(
                                text("code", SessionEvents.TurnFailed::code),
                                text("explanation", SessionEvents.TurnFailed::explanation),
                                SessionEvents.TurnFailed::of));
    }

    private static void calls(FamilyForm.Builder<EventBody> events) {
        events.kind(
                        "ModelCallStarted",
                        CallEvents.ModelCallStarted.class,
                        object(
                                property("call", CALL, CallEvents.ModelCallStarted::call),
                                property("model", MODEL, CallEvents.ModelCallStarted::model),
                                CallEvents.ModelCallStarted::of))
                .kind(
                        "ModelCallFinished",
                        CallEvents.ModelCallFinished.class,
                        object(
                                property("call", CALL, CallEvents.ModelCallFinished::call),
                                property("stop", STOP, CallEvents.ModelCallFinished::stop),
                                property("usage", USAGE, CallEvents.ModelCallFinished::usage),
                                property("wallTime", DURATION, CallEvents.ModelCallFinished::wallTime),
                                CallEvents.ModelCallFinished::of))
                .kind(
                        "ModelCallFailed",
                        CallEvents.ModelCallFailed.class,
                        object(
                                property("call", CALL, CallEvents.ModelCallFailed::call),
                                text("code", CallEvents.ModelCallFailed::code),
                                property("wallTime", DURATION, CallEvents.ModelCallFailed::wallTime),
                                CallEvents.ModelCallFailed::of))
                .kind(
                        "ToolCallStarted",
                        CallEvents.ToolCallStarted.class,
                        object(
                                text("callId", CallEvents.ToolCallStarted::callId),
                                text("tool", CallEvents.ToolCallStarted::tool),
                                text("arguments", CallEvents.ToolCallStarted::arguments),
                                CallEvents.ToolCallStarted::of))
                .kind(
                        "ToolCallFinished",
                        CallEvents.ToolCallFinished.class,
                        object(
                                text("callId", CallEvents.ToolCallFinished::callId),
                                text("tool", CallEvents.ToolCallFinished::tool),
                                property("error", TRUTH, CallEvents.ToolCallFinished::error),
                                text("firstLine", CallEvents.ToolCallFinished::firstLine),
                                property("wallTime", DURATION, CallEvents.ToolCallFinished::wallTime),
                                CallEvents.ToolCallFinished::of))
                .kind(
                        "WriteRefused",
                        CallEvents.WriteRefused.class,
                        object(
                                property("reason", REFUSAL, CallEvents.WriteRefused::reason),
                                text("explanation", CallEvents.WriteRefused::explanation),
                                CallEvents.WriteRefused::of));
    }

    private static void deliveries(FamilyForm.Builder<EventBody> events) {
        events.kind(
                        "WorktreeBound",
                        DeliveryEvents.WorktreeBound.class,
                        object(
                                property("binding", BINDING, DeliveryEvents.WorktreeBound::binding),
                                DeliveryEvents.WorktreeBound::of))
                .kind(
                        "WorktreeAbandoned",
                        DeliveryEvents.WorktreeAbandoned.class,
                        object(
                                property("binding", BINDING_ID, DeliveryEvents.WorktreeAbandoned::binding),
                                property("saved", SAVED, DeliveryEvents.WorktreeAbandoned::saved),
                                DeliveryEvents.WorktreeAbandoned::of))
                .kind(
                        "WorktreeLost",
                        DeliveryEvents.WorktreeLost.class,
                        object(
                                property("binding", BINDING_ID, DeliveryEvents.WorktreeLost::binding),
                                text("explanation", DeliveryEvents.WorktreeLost::explanation),
                                DeliveryEvents.WorktreeLost::of))
                .kind(
                        "PendingChanges",
                        DeliveryEvents.PendingChanges.class,
                        object(
                                property("changed", JsonForm.list(CHANGE), DeliveryEvents.PendingChanges::changed),
                                property("settled", TEXTS, DeliveryEvents.PendingChanges::settled),
                                DeliveryEvents.PendingChanges::of))
                .kind(
                        "Committed",
                        DeliveryEvents.Committed.class,
                        object(
                                property("commit", COMMIT, DeliveryEvents.Committed::commit),
                                text("subject", DeliveryEvents.Committed::subject),
                                DeliveryEvents.Committed::of))
                .kind(
                        "Reviewed",
                        DeliveryEvents.Reviewed.class,
                        object(
                                property("tree", TREE, DeliveryEvents.Reviewed::tree),
                                property("reviewers", TEXTS, DeliveryEvents.Reviewed::reviewers),
                                property("findings", JsonForm.list(FINDING), DeliveryEvents.Reviewed::findings),
                                DeliveryEvents.Reviewed::of))
                .kind(
                        "CompletionClaimed",
                        DeliveryEvents.CompletionClaimed.class,
                        object(
                                text("summary", DeliveryEvents.CompletionClaimed::summary),
                                DeliveryEvents.CompletionClaimed::of))
                .kind(
                        "ChangesSummarised",
                        DeliveryEvents.ChangesSummarised.class,
                        object(
                                property("changes", JsonForm.list(CHANGE), DeliveryEvents.ChangesSummarised::changes),
                                DeliveryEvents.ChangesSummarised::of))
                .kind(
                        "MergePrepared",
                        DeliveryEvents.MergePrepared.class,
                        object(
                                property("checks", JsonForm.list(CHECK), DeliveryEvents.MergePrepared::checks),
                                property("checkout", TEXTS, DeliveryEvents.MergePrepared::checkout),
                                DeliveryEvents.MergePrepared::of))
                .kind(
                        "MergeAttempted",
                        DeliveryEvents.MergeAttempted.class,
                        object(
                                property("outcome", OUTCOME, DeliveryEvents.MergeAttempted::outcome),
                                DeliveryEvents.MergeAttempted::of));
    }

    private static void tasks(FamilyForm.Builder<EventBody> events) {
        events.kind(
                        "TaskSubmitted",
                        TaskEvents.TaskSubmitted.class,
                        object(
                                property("repository", JsonForm.PATH, TaskEvents.TaskSubmitted::repository),
                                property("model", MODEL, TaskEvents.TaskSubmitted::model),
                                property("tools", TEXTS, TaskEvents.TaskSubmitted::tools),
                                property("reviewers", TEXTS, TaskEvents.TaskSubmitted::reviewers),
                                TaskEvents.TaskSubmitted::of))
                .kind(
                        "BaselineLocked",
                        TaskEvents.BaselineLocked.class,
                        object(
                                property("baseline", BASELINE, TaskEvents.BaselineLocked::baseline),
                                TaskEvents.BaselineLocked::of))
                .kind(
                        "ScopeProposed",
                        TaskEvents.ScopeProposed.class,
                        object(
                                property("proposal", PROPOSAL, TaskEvents.ScopeProposed::proposal),
                                TaskEvents.ScopeProposed::of))
                .kind(
                        "ScopeDecided",
                        TaskEvents.ScopeDecided.class,
                        object(
                                property("proposal", PROPOSAL, TaskEvents.ScopeDecided::proposal),
                                property("decision", DECISION, TaskEvents.ScopeDecided::decision),
                                property("paths", RULES, TaskEvents.ScopeDecided::paths),
                                TaskEvents.ScopeDecided::of))
                .kind(
                        "CriterionJudged",
                        TaskEvents.CriterionJudged.class,
                        object(
                                property("verdict", VERDICT, TaskEvents.CriterionJudged::verdict),
                                TaskEvents.CriterionJudged::of))
                .kind(
                        "SentBack",
                        TaskEvents.SentBack.class,
                        object(
                                property("round", SMALL_NUMBER, TaskEvents.SentBack::round),
                                property("criterion", CRITERION, TaskEvents.SentBack::criterion),
                                text("gap", TaskEvents.SentBack::gap),
                                TaskEvents.SentBack::of))
                .kind(
                        "TaskEnded",
                        TaskEvents.TaskEnded.class,
                        ObjectForm.<TaskEvents.TaskEnded>builder()
                                .with("outcome", OUTCOME_KIND, TaskEvents.TaskEnded::outcome)
                                .text("explanation", TaskEvents.TaskEnded::explanation)
                                .sometimes("blocked", BLOCKED_REASON, TaskEvents.TaskEnded::blocked)
                                .readAs(in -> TaskEvents.TaskEnded.of(
                                        in.get("outcome", OUTCOME_KIND),
                                        in.text("explanation"),
                                        in.optional("blocked", BLOCKED_REASON))));
    }
}
