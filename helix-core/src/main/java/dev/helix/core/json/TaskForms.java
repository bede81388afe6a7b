/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.json;

import static dev.helix.core.json.BaselineForms.BASELINE;
import static dev.helix.core.json.BaselineForms.DECISION;
import static dev.helix.core.json.BaselineForms.PROPOSAL;
import static dev.helix.core.json.JsonForm.INSTANT;
import static dev.helix.core.json.JsonForm.PATH;
import static dev.helix.core.json.JsonForm.SMALL_NUMBER;
import static dev.helix.core.json.JsonForm.TEXTS;
import static dev.helix.core.json.JsonForm.TRUTH;
import static dev.helix.core.json.ObjectForm.object;
import static dev.helix.core.json.ObjectForm.optional;
import static dev.helix.core.json.ObjectForm.property;
import static dev.helix.core.json.ObjectForm.text;
import static dev.helix.core.json.WorktreeForms.BINDING;
import static dev.helix.core.json.WorktreeForms.BLOCKED_REASON;
import static dev.helix.core.json.WorktreeForms.CHANGE;
import static dev.helix.core.json.WorktreeForms.OUTCOME;
import static dev.helix.core.json.WorktreeForms.SAVED;
import static dev.helix.core.json.WorktreeForms.SESSION;
import static dev.helix.core.json.WorktreeForms.TREE;

import dev.helix.api.AgentName;
import dev.helix.api.TaskId;
import dev.helix.api.manager.AgentUsage;
import dev.helix.api.manager.Criterion;
import dev.helix.api.manager.Delivery;
import dev.helix.api.manager.Evidence;
import dev.helix.api.manager.RepositoryDelivery;
import dev.helix.api.manager.TaskOutcome;
import dev.helix.api.manager.Verdict;

/** The forms of managed tasks and how they end. */
final class TaskForms {
    static final JsonForm<TaskId> TASK = JsonForm.text(TaskId::value, TaskId::new);
    static final JsonForm<Criterion> CRITERION = JsonForm.constant(Criterion.class);
    private static final JsonForm<AgentName.Role> ROLE = JsonForm.constant(AgentName.Role.class);

    static final JsonForm<AgentName> AGENT =
            object(property("role", ROLE, AgentName::role), text("name", AgentName::name), AgentName::new);

    private static final JsonForm<Evidence> EVIDENCE = object(
            text("source", Evidence::source),
            text("text", Evidence::text),
            optional("tree", TREE, Evidence::tree),
            property("at", INSTANT, Evidence::at),
            Evidence::new);

    static final JsonForm<Verdict> VERDICT = object(
            property("criterion", CRITERION, Verdict::criterion),
            property("proven", TRUTH, Verdict::proven),
            text("explanation", Verdict::explanation),
            property("evidence", JsonForm.list(EVIDENCE), Verdict::evidence),
            Verdict::new);

    private static final JsonForm<RepositoryDelivery> REPOSITORY = ObjectForm.<RepositoryDelivery>builder()
            .with("root", PATH, RepositoryDelivery::root)
            .with("verdicts", JsonForm.list(VERDICT), RepositoryDelivery::verdicts)
            .optional("merge", OUTCOME, RepositoryDelivery::merge)
            .optional("binding", BINDING, RepositoryDelivery::binding)
            .with("changes", JsonForm.list(CHANGE), RepositoryDelivery::changes)
            .readAs(in -> RepositoryDelivery.builder(in.get("root", PATH))
                    .verdicts(in.get("verdicts", JsonForm.list(VERDICT)))
                    .merge(in.optional("merge", OUTCOME))
                    .binding(in.optional("binding", BINDING))
                    .changes(in.get("changes", JsonForm.list(CHANGE)))
                    .build());

    private static final JsonForm<Delivery.Decided> DECIDED = object(
            property("proposal", PROPOSAL, Delivery.Decided::proposal),
            property("decision", DECISION, Delivery.Decided::decision),
            Delivery.Decided::new);

    private static final JsonForm<AgentUsage> AGENT_USAGE = object(
            property("agent", AGENT, AgentUsage::agent),
            property("modelCalls", SMALL_NUMBER, AgentUsage::modelCalls),
            property("toolCalls", SMALL_NUMBER, AgentUsage::toolCalls),
            property("usage", MessageForms.USAGE, AgentUsage::usage),
            AgentUsage::new);

    private static final JsonForm<Delivery> DELIVERY = ObjectForm.<Delivery>builder()
            .with("task", TASK, Delivery::task)
            .with("session", SESSION, Delivery::session)
            .with("baseline", BASELINE, Delivery::baseline)
            .text("summary", Delivery::summary)
            .with("repositories", JsonForm.list(REPOSITORY), Delivery::repositories)
            .with("decisions", JsonForm.list(DECIDED), Delivery::decisions)
            .with("gaps", TEXTS, Delivery::gaps)
            .with("agents", JsonForm.list(AGENT_USAGE), Delivery::agents)
            .readAs(in -> Delivery.builder(
                            in.get("task", TASK), in.get("session", SESSION), in.get("baseline", BASELINE))
                    .summary(in.text("summary"))
                    .repositories(in.get("repositories", JsonForm.list(REPOSITORY)))
                    .decisions(in.get("decisions", JsonForm.list(DECIDED)))
                    .gaps(in.get("gaps", TEXTS))
                    .agents(in.get("agents", JsonForm.list(AGENT_USAGE)))
                    .build());

    static final FamilyForm<TaskOutcome> TASK_OUTCOME = FamilyForm.<TaskOutcome>builder("outcome")
            .kind(
                    "DELIVERED",
                    TaskOutcome.Delivered.class,
                    TaskForms.<TaskOutcome.Delivered>outcome()
                            .readAs(in ->
                                    TaskOutcome.Delivered.of(in.get("delivery", DELIVERY), in.text("explanation"))))
            .kind(
                    "BLOCKED",
                    TaskOutcome.Blocked.class,
                    TaskForms.<TaskOutcome.Blocked>outcome()
                            .with("reason", BLOCKED_REASON, TaskOutcome.Blocked::reason)
                            .readAs(in -> TaskOutcome.Blocked.of(
                                    in.get("delivery", DELIVERY),
                                    in.text("explanation"),
                                    in.get("reason", BLOCKED_REASON))))
            .kind(
                    "SENT_BACK",
                    TaskOutcome.SentBack.class,
                    TaskForms.<TaskOutcome.SentBack>outcome()
                            .with("criterion", CRITERION, TaskOutcome.SentBack::criterion)
                            .optional("binding", BINDING, TaskOutcome.SentBack::binding)
                            .readAs(in -> TaskOutcome.SentBack.of(
                                    in.get("delivery", DELIVERY),
                                    in.text("explanation"),
                                    in.get("criterion", CRITERION),
                                    in.optional("binding", BINDING))))
            .kind(
                    "ABANDONED",
                    TaskOutcome.Abandoned.class,
                    TaskForms.<TaskOutcome.Abandoned>outcome()
                            .text("code", TaskOutcome.Abandoned::code)
                            .with("saved", SAVED, TaskOutcome.Abandoned::saved)
                            .readAs(in -> TaskOutcome.Abandoned.of(
                                    in.get("delivery", DELIVERY),
                                    in.text("explanation"),
                                    in.text("code"),
                                    in.get("saved", SAVED))))
            .build();

    private TaskForms() {}

    private static <T extends TaskOutcome> ObjectForm.Builder<T> outcome() {
        return ObjectForm.<T>builder()
                .with("delivery", DELIVERY, TaskOutcome::delivery)
                .text("explanation", TaskOutcome::explanation);
    }
}
