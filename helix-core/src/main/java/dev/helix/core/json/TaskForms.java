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

    static final JsonForm<AgentName> AGENT = ObjectForm.<AgentName>builder()
            .with("role", ROLE, AgentName::role)
            .text("name", AgentName::name)
            .readAs(in -> new AgentName(in.get("role", ROLE), in.text("name")));

    private static final JsonForm<Evidence> EVIDENCE = ObjectForm.<Evidence>builder()
            .text("source", Evidence::source)
            .text("text", Evidence::text)
            .optional("tree", TREE, Evidence::tree)
            .with("at", INSTANT, Evidence::at)
            .readAs(in ->
                    new Evidence(in.text("source"), in.text("text"), in.optional("tree", TREE), in.get("at", INSTANT)));

    static final JsonForm<Verdict> VERDICT = ObjectForm.<Verdict>builder()
            .with("criterion", CRITERION, Verdict::criterion)
            .with("proven", TRUTH, Verdict::proven)
            .text("explanation", Verdict::explanation)
            .with("evidence", JsonForm.list(EVIDENCE), Verdict::evidence)
            .readAs(in -> new Verdict(
                    in.get("criterion", CRITERION),
                    in.get("proven", TRUTH),
                    in.text("explanation"),
                    in.get("evidence", JsonForm.list(EVIDENCE))));

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

    private static final JsonForm<Delivery.Decided> DECIDED = ObjectForm.<Delivery.Decided>builder()
            .with("proposal", PROPOSAL, Delivery.Decided::proposal)
            .with("decision", DECISION, Delivery.Decided::decision)
            .readAs(in -> new Delivery.Decided(in.get("proposal", PROPOSAL), in.get("decision", DECISION)));

    private static final JsonForm<AgentUsage> AGENT_USAGE = ObjectForm.<AgentUsage>builder()
            .with("agent", AGENT, AgentUsage::agent)
            .with("modelCalls", SMALL_NUMBER, AgentUsage::modelCalls)
            .with("toolCalls", SMALL_NUMBER, AgentUsage::toolCalls)
            .with("usage", MessageForms.USAGE, AgentUsage::usage)
            .readAs(in -> new AgentUsage(
                    in.get("agent", AGENT),
                    in.get("modelCalls", SMALL_NUMBER),
                    in.get("toolCalls", SMALL_NUMBER),
                    in.get("usage", MessageForms.USAGE)));

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
