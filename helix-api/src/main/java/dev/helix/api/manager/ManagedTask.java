/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.manager;

import dev.helix.api.SessionId;
import java.time.Duration;

/** Is the handle of a task under way. Called by hosts; thread-safe. */
public interface ManagedTask {
    /**
     * Returns the session the task's agents share.
     *
     * @return the id
     */
    SessionId session();

    /**
     * Returns what the task is measured against, with the scope as it was locked.
     *
     * @return the baseline
     */
    ScopeBaseline baseline();

    /**
     * Waits for the task to end.
     *
     * @return how it ended
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

    /** Stops the agents; the outcome is {@link TaskOutcome.Abandoned} and the work is kept under a ref. */
    void cancel();

    /**
     * Tries to finish a task whose outcome is {@link TaskOutcome.Waiting} once the obstacle is cleared.
     *
     * @return how it ended this time
     * @throws dev.helix.api.InvalidRequestException if the task is not waiting
     * @throws InterruptedException if the calling thread was interrupted; the task is still waiting
     */
    TaskOutcome retry() throws InterruptedException;
}
