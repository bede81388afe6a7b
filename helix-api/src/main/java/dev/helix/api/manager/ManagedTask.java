/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.manager;

import dev.helix.api.SessionId;
import dev.helix.api.scope.ScopeBaseline;
import java.time.Duration;

/** The handle of a task under way. Called by hosts; thread-safe. */
public interface ManagedTask {
    /** {@return the session the task's agents share} */
    SessionId session();

    /** {@return what the task is measured against, with the scope as it was locked} */
    ScopeBaseline baseline();

    /**
     * Waits for the task to end.
     *
     * @return how it ended; after a {@link #retry()} or {@link #cancel()} of a waiting task, how that ended
     * @throws InterruptedException if the waiting thread was interrupted; the task goes on
     */
    TaskOutcome await() throws InterruptedException;

    /**
     * Waits for the task to end, for a while.
     *
     * @param limit how long, positive
     * @return how it ended
     * @throws dev.helix.api.session.TurnPendingException if it has not ended by then; it goes on
     * @throws InterruptedException if the waiting thread was interrupted; the task goes on
     */
    TaskOutcome await(Duration limit) throws InterruptedException;

    /**
     * Stops the agents; the outcome is {@link TaskOutcome.Abandoned} and the work is kept under a ref. What was merged by
     * then is judged instead. A task that waits is given up on the calling thread; one that ended otherwise stays as it
     * is.
     */
    void cancel();

    /**
     * Tries to finish a task whose outcome is {@link TaskOutcome.Blocked} once the obstacle is cleared.
     *
     * @return how it ended this time
     * @throws dev.helix.api.InvalidRequestException if the task is not waiting
     * @throws dev.helix.api.session.LimitReachedException if it took longer than a task may; the task is still waiting
     * @throws dev.helix.api.session.SessionClosedException if the Helix instance was closed
     * @throws InterruptedException if the calling thread was interrupted or the task cancelled; unless it was cancelled,
     *     the task is still waiting
     */
    TaskOutcome retry() throws InterruptedException;
}
