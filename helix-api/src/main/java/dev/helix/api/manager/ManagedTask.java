/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.manager;

import dev.helix.api.Registration;
import dev.helix.api.SessionId;
import dev.helix.api.TaskId;
import dev.helix.api.scope.ScopeBaseline;
import dev.helix.api.session.SessionEvent;
import dev.helix.api.session.SessionListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The handle of a task, running or ended. Called by hosts; thread-safe. */
public interface ManagedTask {
    /** {@return the task's id, by which {@link Manager#find} finds it} */
    TaskId id();

    /** {@return the session the task's agents share} */
    SessionId session();

    /** {@return what the task is measured against, with the scope as it was locked} */
    ScopeBaseline baseline();

    /**
     * Returns the durable events from a position on.
     *
     * @param fromSequence the first sequence number wanted, at least 1
     * @return in order, possibly empty; a copy
     */
    List<SessionEvent> events(long fromSequence);

    /**
     * Returns a page of the durable events, so that a long record can be read without holding all of it.
     *
     * @param fromSequence the first sequence number wanted, at least 1
     * @param limit how many at most, at least 1
     * @return in order, empty when there are none from there on; a copy
     * @throws IllegalArgumentException if the limit is below 1
     */
    default List<SessionEvent> events(long fromSequence, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("a page holds at least 1 event, not " + limit);
        }
        return events(fromSequence).stream().limit(limit).toList();
    }

    /**
     * Subscribes to the task from its next event on.
     *
     * @param listener who wants to hear
     * @return the handle that ends it
     */
    Registration subscribe(SessionListener listener);

    /** {@return whether the task ended for good; a task that is {@link TaskOutcome.Blocked} is not done} */
    boolean isDone();

    /**
     * {@return a stage that completes with the outcome the task has or will have next; after a {@link #retry()} ask for
     * a new one. Its dependants run on a thread of the library and must not block, those given an executor run there}
     */
    CompletionStage<TaskOutcome> completion();

    /**
     * Waits for the task to end or to be blocked.
     *
     * @return how it ended; after a {@link #retry()} or {@link #cancel()} of a blocked task, how that ended
     * @throws InterruptedException if the waiting thread was interrupted; the task goes on
     */
    TaskOutcome await() throws InterruptedException;

    /**
     * Waits for the task to end or to be blocked, for a while.
     *
     * @param limit how long, positive
     * @return how it ended
     * @throws dev.helix.api.session.AwaitTimeoutException if it has not ended by then; it goes on
     * @throws InterruptedException if the waiting thread was interrupted; the task goes on
     */
    TaskOutcome await(Duration limit) throws InterruptedException;

    /**
     * Stops the agents; the outcome is {@link TaskOutcome.Abandoned} and the work is kept under a ref. What was merged by
     * then is judged instead. A blocked task is given up on the calling thread; one that ended otherwise stays as it is.
     */
    void cancel();

    /**
     * Goes on with a task whose outcome is {@link TaskOutcome.Blocked}, on the calling thread: lands what only waited
     * for that, or lets the agents work on where they were stopped.
     *
     * @return how it ended this time
     * @throws dev.helix.api.InvalidRequestException if the task is not blocked
     * @throws dev.helix.api.session.SessionClosedException if the Helix instance was closed
     * @throws InterruptedException if the calling thread was interrupted or the task cancelled; unless it was cancelled,
     *     the task is still blocked
     */
    TaskOutcome retry() throws InterruptedException;
}
