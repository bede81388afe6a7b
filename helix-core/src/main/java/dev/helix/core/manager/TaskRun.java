/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.manager;

import static java.util.Objects.requireNonNull;

import dev.helix.api.AgentName;
import dev.helix.api.HelixException;
import dev.helix.api.InternalDefectException;
import dev.helix.api.InvalidRequestException;
import dev.helix.api.Registration;
import dev.helix.api.SessionId;
import dev.helix.api.TaskId;
import dev.helix.api.manager.ManagedTask;
import dev.helix.api.manager.TaskEvents;
import dev.helix.api.manager.TaskOutcome;
import dev.helix.api.scope.ScopeBaseline;
import dev.helix.api.session.SessionClosedException;
import dev.helix.api.session.SessionEvent;
import dev.helix.api.session.SessionListener;
import dev.helix.core.agent.CancellableTask;
import dev.helix.core.session.Promise;
import dev.helix.core.session.SessionEnvironment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The run of one managed task from its locked baseline to an outcome; there always is one.
 *
 * <p><b>Threads.</b> The task runs on one thread of the executor; its agents' tool calls on others. Callers wait on a
 * promise. {@link #retry()} works on the caller's thread.
 *
 * <p><b>States.</b> running → delivered, sent back, abandoned (all final), or blocked → retried or cancelled.
 */
final class TaskRun implements ManagedTask {
    private static final Logger LOG = LoggerFactory.getLogger(TaskRun.class);

    private final TaskPlan plan;
    private final TaskRounds rounds;
    private final TaskEnding ending;
    private final Runnable onEnd;
    private volatile CancellableTask work = new CancellableTask();
    private volatile Promise<TaskOutcome> outcome = new Promise<>("the task");
    private final ReentrantLock retrying = new ReentrantLock();
    private volatile TaskOutcome.@Nullable Blocked waiting;
    private volatile boolean cancelled;
    private volatile boolean closing;

    TaskRun(TaskPlan plan, TaskRounds rounds, Runnable onEnd) {
        this.plan = plan;
        this.rounds = rounds;
        this.ending = new TaskEnding(plan, rounds, () -> closing);
        this.onEnd = onEnd;
    }

    /** {@return the outcome of a task that is blocked from before; it goes on with {@link #retry()} and does not run} */
    Optional<TaskOutcome.Blocked> resumeWaiting() {
        Optional<TaskOutcome.Blocked> blocked = rounds.waiting();
        blocked.ifPresent(before -> {
            waiting = before;
            outcome.complete(before);
        });
        return blocked;
    }

    /** Runs the task to its outcome on the calling thread; whatever goes wrong, those who wait are answered. */
    void run() {
        try {
            announce(outcome());
        } catch (RuntimeException | Error defect) {
            LOG.error("task {} failed unexpectedly and has no outcome", plan.session(), defect);
            outcome.fail(new InternalDefectException(defect));
            onEnd.run();
        }
    }

    private TaskOutcome outcome() {
        try {
            return timed(rounds::run);
        } catch (InterruptedException cancelled) {
            return cancelled();
        } catch (HelixException failure) {
            if (work.cancelled()) {
                return cancelled();
            }
            return ending.afterFailure(failure)
                    .orElseGet(() -> ending.abandoned(failure.code(), String.valueOf(failure.getMessage())));
        } catch (RuntimeException | Error defect) {
            LOG.error("task {} failed unexpectedly", plan.session(), defect);
            InternalDefectException typed = new InternalDefectException(defect);
            return ending.stopped(typed.code(), String.valueOf(typed.getMessage()));
        }
    }

    private TaskOutcome timed(CancellableTask.Work<TaskOutcome> rounds) throws InterruptedException {
        SessionEnvironment environment = plan.environment();
        return work.run(
                rounds, environment.timers(), environment.agents().limits().taskTime(), "the task");
    }

    private TaskOutcome cancelled() {
        return ending.stopped("task-cancelled", "the task was cancelled");
    }

    private void conclude(TaskOutcome result) {
        waiting = result instanceof TaskOutcome.Blocked still ? still : null;
        if (ending.leftOpen()) {
            return;
        }
        try {
            rounds.log()
                    .event(
                            AgentName.MANAGER,
                            TaskEvents.TaskEnded.of(
                                    result.kind(),
                                    result.explanation(),
                                    Optional.ofNullable(waiting).map(TaskOutcome.Blocked::reason)));
            rounds.log().force();
        } catch (RuntimeException journal) {
            LOG.warn("the end of task {} could not be journalled", plan.session(), journal);
        }
    }

    /** Answers those who wait once the listeners have heard of the end. */
    private void announce(TaskOutcome result) {
        conclude(result);
        rounds.log().afterNotifying(() -> settle(result));
    }

    private void settle(TaskOutcome result) {
        keep(result);
        if (!(result instanceof TaskOutcome.Blocked)) {
            onEnd.run();
        }
    }

    /** Answers those who wait; after a retry, those who ask from now on get the newer outcome. */
    private void keep(TaskOutcome result) {
        if (outcome.isDone()) {
            Promise<TaskOutcome> newer = new Promise<>("the task");
            newer.complete(result);
            outcome = newer;
        } else {
            outcome.complete(result);
        }
    }

    @Override
    public TaskId id() {
        return plan.id();
    }

    @Override
    public List<SessionEvent> events(long fromSequence) {
        return rounds.log().events(fromSequence);
    }

    @Override
    public List<SessionEvent> events(long fromSequence, int limit) {
        return rounds.log().events(fromSequence, limit);
    }

    @Override
    public Registration subscribe(SessionListener listener) {
        return rounds.log().subscribe(listener);
    }

    @Override
    public boolean isDone() {
        return outcome.isDone() && waiting == null;
    }

    @Override
    public CompletionStage<TaskOutcome> completion() {
        return outcome.stage();
    }

    @Override
    public SessionId session() {
        return plan.session();
    }

    @Override
    public ScopeBaseline baseline() {
        return plan.baseline();
    }

    @Override
    public TaskOutcome await() throws InterruptedException {
        return outcome.await();
    }

    @Override
    public TaskOutcome await(Duration limit) throws InterruptedException {
        requireNonNull(limit, "limit");
        return outcome.await(limit);
    }

    @Override
    public void cancel() {
        // A retry that begins right now either sees the flag, or its work is the one that is cancelled here.
        cancelled = true;
        work.cancel();
        if (waiting == null) {
            return;
        }
        retrying.lock();
        try {
            if (waiting != null && !closing) {
                TaskOutcome result = cancelled();
                conclude(result);
                settle(result);
            }
        } finally {
            retrying.unlock();
        }
    }

    /** Stops the agents without touching worktree or branch, because the library is closing; does not wait. */
    void stop() {
        closing = true;
        work.cancel();
    }

    /** Stops the task and waits for its end, within bounds; a task that ends later gives up its journal itself. */
    void close() {
        stop();
        if (!outcome.awaitClosing()) {
            LOG.warn("task {} is still ending; it closes itself after that", session());
            return;
        }
        if (waiting != null) {
            closeWaiting();
        }
    }

    /** Closes the journal that a blocked task holds, after the end of a retry, which was interrupted just now. */
    private void closeWaiting() {
        retrying.lock();
        try {
            rounds.log().close();
        } finally {
            retrying.unlock();
        }
    }

    @Override
    public TaskOutcome retry() throws InterruptedException {
        retrying.lockInterruptibly();
        try {
            if (waiting == null) {
                throw new InvalidRequestException(
                        "task " + id() + " is not waiting for anything; only an outcome Blocked can be retried");
            }
            work = new CancellableTask();
            if (closing) {
                throw new SessionClosedException(
                        "task " + id() + " belongs to a closed Helix instance; its work is still in its worktree");
            }
            if (cancelled) {
                work.cancel();
            }
            TaskOutcome again = outcomeOfRetry();
            conclude(again);
            settle(again);
            return again;
        } finally {
            retrying.unlock();
        }
    }

    /** Retries; what cannot be turned into an outcome is thrown, and the task is still blocked. */
    private TaskOutcome outcomeOfRetry() throws InterruptedException {
        try {
            return timed(rounds::run);
        } catch (InterruptedException stopped) {
            return landedOr(stopped);
        } catch (HelixException failure) {
            return ending.afterFailure(failure).orElseThrow(() -> failure);
        } catch (RuntimeException defect) {
            return landedOr(defect);
        } catch (Error defect) {
            return landedOr(defect);
        }
    }

    private <X extends Throwable> TaskOutcome landedOr(X failure) throws X {
        return rounds.landed().orElseThrow(() -> failure);
    }
}
