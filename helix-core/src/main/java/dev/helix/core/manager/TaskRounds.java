/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.manager;

import dev.helix.api.AgentName;
import dev.helix.api.BlockedReason;
import dev.helix.api.journal.JournalException;
import dev.helix.api.manager.Criterion;
import dev.helix.api.manager.Delivery;
import dev.helix.api.manager.RepositoryDelivery;
import dev.helix.api.manager.TaskEvents;
import dev.helix.api.manager.TaskOutcome;
import dev.helix.api.manager.Verdict;
import dev.helix.api.scope.ScopeBaseline;
import dev.helix.api.worktree.FileChange;
import dev.helix.api.worktree.MergeOutcome;
import dev.helix.api.worktree.SavedRef;
import dev.helix.api.worktree.WorktreeBinding;
import dev.helix.core.delivery.DeliveryAttempt;
import dev.helix.core.delivery.WorkArea;
import dev.helix.core.session.EventLog;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rounds of a task: the agents work, the delivery pipeline tries to deliver, the Manager judges or sends back.
 * Confined to one thread at a time.
 */
final class TaskRounds {
    private static final Logger LOG = LoggerFactory.getLogger(TaskRounds.class);

    private final TaskPlan plan;
    private final WorkArea area;
    private final WorkArea.Repository repository;
    private final TaskAgents agents;
    private final EventLog log;
    private final ManagerAgent manager;
    private final ObservationCollector observer;
    private List<Verdict> verdicts = List.of();
    private List<String> statusBefore = List.of();
    private int round = 1;
    /** Whether the agents are done and only the way to the base branch is left. */
    private boolean delivering;

    TaskRounds(TaskPlan plan, WorkArea area, WorkArea.Repository repository, EventLog log) {
        this.plan = plan;
        this.area = area;
        this.repository = repository;
        this.log = log;
        this.agents = new TaskAgents(plan, area, repository, log);
        this.manager = new ManagerAgent(plan.baseline());
        this.observer = new ObservationCollector(plan.environment().agents().clock());
    }

    EventLog log() {
        return log;
    }

    /** Works until there is an outcome. */
    TaskOutcome begin() throws InterruptedException {
        log.event(AgentName.MANAGER, TaskEvents.BaselineLocked.of(plan.baseline()));
        return toOutcome(work(manager.assignment()));
    }

    /** Goes on where the task was blocked: lands what only waited for that, or lets the agents work on. */
    TaskOutcome resume() throws InterruptedException {
        return toOutcome(delivering ? attempt(record().summary()) : work(manager.resumption()));
    }

    private TaskOutcome toOutcome(DeliveryAttempt first) throws InterruptedException {
        int allowed = plan.environment().agents().limits().sendBacksPerTask();
        DeliveryAttempt attempt = first;
        while (attempt instanceof DeliveryAttempt.Gap gap && round <= allowed) {
            log.event(
                    AgentName.MANAGER,
                    TaskEvents.CriterionJudged.of(new Verdict(gap.criterion(), false, gap.text(), List.of())));
            log.event(AgentName.MANAGER, TaskEvents.SentBack.of(round, gap.criterion(), gap.text()));
            round++;
            attempt = work(manager.sendBack(gap));
        }
        return outcome(attempt);
    }

    private DeliveryAttempt work(String message) throws InterruptedException {
        delivering = false;
        Optional<String> claim = agents.work(message);
        return claim.isPresent() ? attempt(claim.get()) : stopped();
    }

    private DeliveryAttempt attempt(String summary) throws InterruptedException {
        delivering = true;
        Optional<WorktreeBinding> binding = repository.bindings().current();
        statusBefore = binding.map(bound -> bound.facts().checkoutStatus()).orElse(List.of());
        return repository.pipeline().attempt(AgentName.EXECUTION, summary);
    }

    private static DeliveryAttempt.Gap stopped() {
        return new DeliveryAttempt.Gap(
                Criterion.IMPLEMENTED,
                "Your turn ended without a call of complete. If the work is done, commit it, have it reviewed and call"
                        + " complete; if not, go on.");
    }

    private TaskOutcome outcome(DeliveryAttempt attempt) {
        judge();
        if (attempt instanceof DeliveryAttempt.Blocked waiting) {
            return blocked(waiting.outcome().reason(), waiting.outcome().explanation());
        }
        if (attempt instanceof DeliveryAttempt.Gap gap) {
            return sentBack(gap.criterion(), gap.text());
        }
        return verdicts.stream()
                .filter(verdict -> !verdict.proven())
                .findFirst()
                .map(gap -> sentBack(gap.criterion(), "merged, but: " + gap.explanation()))
                .orElseGet(() -> TaskOutcome.Delivered.of(record(), "all five criteria are proven"));
    }

    /** {@return the outcome of a task that can go on from here later} */
    TaskOutcome blocked(BlockedReason reason, String explanation) {
        return TaskOutcome.Blocked.of(record(), explanation, reason);
    }

    private TaskOutcome sentBack(Criterion criterion, String explanation) {
        return TaskOutcome.SentBack.of(
                record(),
                explanation,
                criterion,
                repository.bindings().current().map(WorktreeBinding::info));
    }

    /** Judges a merge whose task was stopped before it was judged; empty when nothing was merged. */
    Optional<TaskOutcome> landed() {
        return lastMerge()
                .filter(MergeOutcome.Merged.class::isInstance)
                .map(merge -> judgedAfterAll((MergeOutcome.Merged) merge));
    }

    private TaskOutcome judgedAfterAll(MergeOutcome.Merged merged) {
        try {
            return outcome(new DeliveryAttempt.Landed(merged));
        } catch (RuntimeException unreadable) {
            LOG.warn("task {} was merged and could not be judged", plan.session(), unreadable);
            return sentBack(Criterion.VERIFIED, "merged, but it could not be judged: " + unreadable.getMessage());
        }
    }

    /** Judges what can be observed now. */
    private void judge() {
        repository.bindings().latest().ifPresent(binding -> {
            verdicts = manager.judge(observer.observe(binding, baseline(), lastMerge(), statusBefore));
            try {
                verdicts.forEach(this::judged);
            } catch (JournalException unwritten) {
                if (binding.merged().isEmpty()) {
                    throw unwritten;
                }
                LOG.warn("the verdicts on task {}, which was merged, could not be journalled", plan.id(), unwritten);
            }
        });
    }

    private void judged(Verdict verdict) {
        log.event(AgentName.MANAGER, TaskEvents.CriterionJudged.of(verdict));
    }

    private Optional<MergeOutcome> lastMerge() {
        // The binding knows it from git, also when the journal failed in that very moment.
        Optional<MergeOutcome> landed =
                repository.bindings().latest().flatMap(WorktreeBinding::merged).map(MergeOutcome.class::cast);
        return landed.isPresent() ? landed : log.lastMerge(0);
    }

    /** {@return the baseline with the scope in force} */
    private ScopeBaseline baseline() {
        ScopeBaseline locked = plan.baseline();
        return locked.toBuilder().paths(area.scope().rules()).build();
    }

    /** {@return the record of the task so far} */
    Delivery record() {
        RepositoryDelivery.Builder part = RepositoryDelivery.builder(
                        plan.repository().root())
                .verdicts(verdicts)
                .merge(lastMerge())
                .changes(changes());
        return DeliveryRecord.of(Delivery.builder(plan.id(), plan.session(), baseline()), part, log.events(1));
    }

    /** Reads what the branch changed; a record is also made when git cannot be read any more. */
    private List<FileChange> changes() {
        try {
            return repository
                    .bindings()
                    .latest()
                    .map(binding -> binding.facts().changes())
                    .orElse(List.of());
        } catch (RuntimeException unreadable) {
            LOG.warn("the changes of task {} cannot be read for its record", plan.session(), unreadable);
            return List.of();
        }
    }

    /** Puts the work aside under a ref. */
    SavedRef abandon() throws InterruptedException {
        Optional<WorktreeBinding> binding = repository.bindings().current();
        return binding.isPresent() ? binding.get().abandon() : SavedRef.nothing();
    }
}
