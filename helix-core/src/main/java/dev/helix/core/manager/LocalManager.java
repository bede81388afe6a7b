/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.manager;

import static java.util.Objects.requireNonNull;

import dev.helix.api.AgentName;
import dev.helix.api.InvalidRequestException;
import dev.helix.api.SessionId;
import dev.helix.api.TaskId;
import dev.helix.api.manager.ManagedTask;
import dev.helix.api.manager.Manager;
import dev.helix.api.manager.RepositoryRequest;
import dev.helix.api.manager.TaskEvents;
import dev.helix.api.manager.TaskHost;
import dev.helix.api.manager.TaskOutcome;
import dev.helix.api.manager.TaskRequest;
import dev.helix.api.model.ModelId;
import dev.helix.api.scope.PathRules;
import dev.helix.api.scope.ScopeBaseline;
import dev.helix.api.session.LimitReachedException;
import dev.helix.api.session.ResumeSpec;
import dev.helix.api.session.SessionClosedException;
import dev.helix.api.worktree.RepositoryInfo;
import dev.helix.api.worktree.WorktreeService;
import dev.helix.core.delivery.DeliveryPlan;
import dev.helix.core.delivery.WorkArea;
import dev.helix.core.scope.RequestScope;
import dev.helix.core.scope.ScopeLock;
import dev.helix.core.session.EventLog;
import dev.helix.core.session.RecordedSession;
import dev.helix.core.session.SessionEnvironment;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A manager that takes on the tasks of one Helix instance and runs them on its executor. Thread-safe. */
public final class LocalManager implements Manager, AutoCloseable {
    /** Of tasks that ended, so many are still found; see {@link Manager#find}. */
    private static final int ENDED_KEPT = 100;

    private static final Logger LOG = LoggerFactory.getLogger(LocalManager.class);

    private final SessionEnvironment environment;
    private final Map<TaskId, TaskRun> open = new ConcurrentHashMap<>();
    private final Map<TaskId, ManagedTask> ended = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<TaskId, ManagedTask> eldest) {
            return size() > ENDED_KEPT;
        }
    });
    private volatile boolean closed;

    /** Starts without tasks. */
    public LocalManager(SessionEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public ManagedTask submit(TaskRequest request, TaskHost host) {
        requireNonNull(request, "request");
        requireNonNull(host, "host");
        if (closed) {
            throw closedError();
        }
        TaskPlan plan = plan(request, host);
        EventLog log = environment.openLog(plan.session(), Optional.of(plan.id()));
        TaskRun task = closingOnFailure(log, () -> {
            TaskRounds rounds =
                    rounds(plan, log, new TaskState(), plan.baseline().paths());
            log.subscribe(host);
            log.event(AgentName.MANAGER, submitted(plan, request));
            log.event(AgentName.MANAGER, TaskEvents.BaselineLocked.of(plan.baseline()));
            log.force();
            return opened(plan, rounds);
        });
        start(task, task::cancel);
        return task;
    }

    private static TaskEvents.TaskSubmitted submitted(TaskPlan plan, TaskRequest request) {
        return TaskEvents.TaskSubmitted.of(
                plan.repository().root(),
                plan.model(),
                RecordedSession.toolNames(request.tools()),
                RecordedSession.reviewerNames(request.reviewers()));
    }

    @Override
    public ManagedTask resume(TaskId id, ResumeSpec spec, TaskHost host) {
        requireNonNull(id, "id");
        requireNonNull(spec, "spec");
        requireNonNull(host, "host");
        if (closed) {
            throw closedError();
        }
        TaskResumption resumption = TaskResumption.of(id, spec, host, environment);
        EventLog log = resumption.log();
        TaskRun task = closingOnFailure(log, () -> {
            TaskPlan plan = resumption.plan();
            TaskState state = resumption.state();
            TaskRounds rounds = rounds(plan, log, state, state.scope());
            log.subscribe(host);
            spec.listener().ifPresent(log::subscribe);
            resumption.settle(rounds);
            return opened(plan, rounds);
        });
        Optional<TaskOutcome.Blocked> waiting = task.resumeWaiting();
        if (waiting.isEmpty()) {
            start(task, task::stop);
        } else if (closed) {
            task.close();
        }
        return task;
    }

    private static TaskRun closingOnFailure(EventLog log, Supplier<TaskRun> opening) {
        try {
            return opening.get();
        } catch (RuntimeException | Error refused) {
            log.close();
            throw refused;
        }
    }

    private TaskRun opened(TaskPlan plan, TaskRounds rounds) {
        TaskRun task = new TaskRun(plan, rounds, () -> end(plan.id(), rounds.log()));
        open.put(plan.id(), task);
        return task;
    }

    /** Starts a task; one that the executor refuses ends at once, in the way given. */
    private void start(TaskRun task, Runnable refusal) {
        // close() may have gone through the open tasks just before this one was among them.
        if (closed) {
            task.stop();
        }
        try {
            environment.agents().executor().execute(task::run);
        } catch (RejectedExecutionException rejected) {
            refusal.run();
            task.run();
            if (closed) {
                throw closedError();
            }
            LimitReachedException refused =
                    new LimitReachedException("the executor of this Helix instance took no task: it"
                            + " is full or shut down; pass one that has a thread for every task");
            refused.addSuppressed(rejected);
            throw refused;
        }
    }

    private static SessionClosedException closedError() {
        return new SessionClosedException("this Helix instance is closed; build a new one");
    }

    private void end(TaskId task, EventLog log) {
        Optional.ofNullable(open.get(task)).ifPresent(run -> ended.put(task, run));
        open.remove(task);
        try {
            log.close();
        } catch (RuntimeException failure) {
            // The outcome stands; whoever asks for it must not get this instead.
            LOG.warn("the journal of task {} could not be closed", task, failure);
        }
    }

    private static TaskRounds rounds(TaskPlan plan, EventLog log, TaskState state, PathRules inForce) {
        ScopeBaseline locked = plan.baseline();
        ScopeLock scope = new ScopeLock(inForce);
        DeliveryPlan delivery = DeliveryPlan.builder(
                        plan.session(), plan.repository().root())
                .scope(scope)
                .verification(locked.verification())
                .trailers(Map.of("Helix-Baseline", locked.hash()))
                .deliverer(AgentName.MANAGER)
                .request(() -> Optional.of(locked.request()))
                .task(plan.id(), () -> locked.toBuilder().paths(scope.rules()).build())
                .build();
        WorkArea area = new WorkArea(delivery, plan.environment().work(), log);
        WorkArea.Repository repository = area.repository()
                .orElseThrow(() -> new IllegalStateException("a planned task always has a worktree service"));
        return new TaskRounds(plan, area, repository, log, state);
    }

    private TaskPlan plan(TaskRequest request, TaskHost host) {
        RepositoryRequest asked = onlyRepository(request);
        if (asked.verification().isEmpty()) {
            throw new InvalidRequestException("the task names no verification command, so nothing could prove that it"
                    + " is done; call TaskRequest.Builder.verifyWith(\"mvn\", \"-q\", \"test\") or the like");
        }
        WorktreeService worktrees = worktrees(environment);
        SessionEnvironment own = environment.with(request);
        ModelId model = own.routes()
                .execution()
                .filter(routed -> request.model().isEmpty())
                .orElseGet(() -> own.engines().choose(request.model(), Optional.empty()));
        RepositoryInfo repository = worktrees.inspect(asked.directory());
        SessionId session = environment.ids().get();
        // A missing key is told now, to the caller, and not to the first agent.
        environment.engines().open(model, session, Optional.empty());
        TaskId task = new TaskId(session.value());
        ScopeBaseline baseline = RequestScope.settle(
                request.text(),
                asked,
                repository.root(),
                draft -> host.confirmScope(draft, new PlannedTask(task, session, repository, Optional.empty())));
        TaskPlan plan = new TaskPlan(task, session, repository, baseline, model, host, request.tools(), own);
        new StartCheck(worktrees, host, plan.context(Optional.empty())).requireConsent();
        return plan;
    }

    static WorktreeService worktrees(SessionEnvironment environment) {
        return environment
                .work()
                .worktrees()
                .orElseThrow(() -> new InvalidRequestException(
                        "managed tasks need worktrees; call Helix.builder().worktrees(GitWorktrees.create())"));
    }

    private static RepositoryRequest onlyRepository(TaskRequest request) {
        List<RepositoryRequest> repositories = request.repositories();
        if (repositories.isEmpty()) {
            throw new InvalidRequestException("the task names no repository; call TaskRequest.Builder.in(directory)");
        }
        if (repositories.size() > 1) {
            throw new InvalidRequestException(
                    "the task names " + repositories.get(0).directory() + " and also "
                            + repositories.stream()
                                    .skip(1)
                                    .map(more -> more.directory().toString())
                                    .collect(Collectors.joining(", "))
                            + "; this release carries out a task in one repository: submit a task for each");
        }
        return repositories.get(0);
    }

    @Override
    public Optional<ManagedTask> find(TaskId id) {
        requireNonNull(id, "id");
        return Optional.ofNullable((ManagedTask) open.get(id)).or(() -> Optional.ofNullable(ended.get(id)));
    }

    @Override
    public void close() {
        closed = true;
        List<TaskRun> all = List.copyOf(open.values());
        // All are told first, so that they end side by side.
        all.forEach(TaskRun::stop);
        all.forEach(TaskRun::close);
    }
}
