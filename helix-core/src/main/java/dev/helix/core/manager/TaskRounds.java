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
import dev.helix.api.worktree.BindingInfo;
import dev.helix.api.worktree.FileChange;
import dev.helix.api.worktree.MergeOutcome;
import dev.helix.api.worktree.SavedRef;
import dev.helix.api.worktree.WorktreeBinding;
import dev.helix.core.delivery.DeliveryAttempt;
import dev.helix.core.delivery.WorkArea;
import dev.helix.core.session.AgentState;
import dev.helix.core.session.EventLog;
import dev.helix.core.session.RecordedSession;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rounds of a task: the agents work, the delivery pipeline tries to deliver, the Manager judges or sends back. What
 * comes next follows from the {@link TaskState} alone, in a task that has just begun, goes on after it was blocked, or was
 * taken up in another process. Confined to one thread at a time.
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
    private final TaskState state;

    /** Continues from a state, that without events for a task that begins. */
    TaskRounds(TaskPlan plan, WorkArea area, WorkArea.Repository repository, EventLog log, TaskState state) {
        this.plan = plan;
        this.area = area;
        this.repository = repository;
        this.log = log;
        this.state = state;
        this.agents = new TaskAgents(plan, area, repository, log, state);
        this.manager = new ManagerAgent(plan.baseline());
        this.observer = new ObservationCollector(plan.environment().agents().clock());
    }

    EventLog log() {
        return log;
    }

    /** Gives the Execution Agent the conversation it had. */
    void restore(AgentState execution) {
        agents.restore(execution);
    }

    /** Takes up the worktree of an earlier process and returns how its work landed, if it did. */
    Optional<MergeOutcome.Merged> reopen(BindingInfo info) {
        return RecordedSession.reopen(area, info, Optional.of(plan.baseline().request()), AgentName.MANAGER, log)
                .flatMap(WorktreeBinding::merged);
    }

    /** Works until there is an outcome. */
    TaskOutcome run() throws InterruptedException {
        int allowed = plan.environment().agents().limits().sendBacksPerTask();
        while (true) {
            DeliveryAttempt attempt = attempt();
            if (!(attempt instanceof DeliveryAttempt.Gap gap) || state().round() > allowed) {
                return outcome(attempt);
            }
            sendBack(gap);
        }
    }

    private DeliveryAttempt attempt() throws InterruptedException {
        Optional<MergeOutcome.Merged> landed = merged();
        if (landed.isPresent()) {
            return new DeliveryAttempt.Landed(landed.get());
        }
        if (!state().claimed() && !state.stopped()) {
            agents.work(message());
        }
        return state().claimed() ? repository.pipeline().attempt() : stopped();
    }

    private String message() {
        if (state.told()) {
            return manager.resumption(state.lost());
        }
        return state.sentBack().map(manager::sendBack).orElseGet(manager::assignment);
    }

    private void sendBack(DeliveryAttempt.Gap gap) {
        judged(new Verdict(gap.criterion(), false, gap.text(), List.of()));
        log.event(AgentName.MANAGER, TaskEvents.SentBack.of(state.round(), gap.criterion(), gap.text()));
    }

    /** {@return the state after everything that was reported so far} */
    private TaskState state() {
        log.events(state.sequence() + 1).forEach(state::apply);
        return state;
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
        Delivery record = record();
        List<Verdict> verdicts = record.repositories().get(0).verdicts();
        if (repository.bindings().latest().isEmpty()) {
            return sentBack(
                    Criterion.VERIFIED,
                    "merged, but it could not be judged: " + state.lost().orElse("its worktree is gone"));
        }
        return verdicts.stream()
                .filter(verdict -> !verdict.proven())
                .findFirst()
                .map(gap -> sentBack(gap.criterion(), "merged, but: " + gap.explanation()))
                .orElseGet(() -> TaskOutcome.Delivered.of(record, "all five criteria are proven"));
    }

    /** {@return the outcome of a task that was blocked before it was taken up} */
    Optional<TaskOutcome.Blocked> waiting() {
        return state().ended()
                .flatMap(end ->
                        end.blocked().map(reason -> TaskOutcome.Blocked.of(record(), end.explanation(), reason)));
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
        return merged().map(this::judgedAfterAll);
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
            List<Verdict> verdicts =
                    manager.judge(observer.observe(binding, baseline(), lastMerge(), state().checkout()));
            try {
                verdicts.forEach(this::judged);
            } catch (JournalException unwritten) {
                if (binding.merged().isEmpty()) {
                    throw unwritten;
                }
                LOG.warn("the verdicts on task {}, which was merged, could not be journalled", plan.id(), unwritten);
                verdicts.forEach(state::judged);
            }
        });
    }

    private void judged(Verdict verdict) {
        log.event(AgentName.MANAGER, TaskEvents.CriterionJudged.of(verdict));
    }

    private Optional<MergeOutcome> lastMerge() {
        // The binding knows it from git, also when the journal failed in that very moment.
        Optional<MergeOutcome> landed =
                repository.bindings().latest().flatMap(WorktreeBinding::merged).map(state()::withChecks);
        return landed.isPresent() ? landed : state.merge();
    }

    private Optional<MergeOutcome.Merged> merged() {
        return lastMerge().filter(MergeOutcome.Merged.class::isInstance).map(MergeOutcome.Merged.class::cast);
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
                .merge(lastMerge())
                .changes(changes());
        return state().record(Delivery.builder(plan.id(), plan.session(), baseline()), part);
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
