/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.session;

import java.time.Duration;

/** The handle of a submitted turn. Called by hosts; thread-safe. */
public interface TurnHandle {
    /**
     * Waits for the turn to end.
     *
     * @return the reply
     * @throws dev.helix.api.HelixException if the turn failed; the type says how
     * @throws InterruptedException if the waiting thread was interrupted; the turn goes on
     */
    Reply await() throws InterruptedException;

    /**
     * Waits for the turn to end, for a while.
     *
     * @param limit how long, positive
     * @return the reply
     * @throws TurnPendingException if the turn has not ended by then; it goes on
     * @throws dev.helix.api.HelixException if the turn failed
     * @throws InterruptedException if the waiting thread was interrupted; the turn goes on
     */
    Reply await(Duration limit) throws InterruptedException;

    /** Stops the turn at once, or keeps it from starting; waiting callers get {@link TurnCancelledException}. */
    void cancel();

    /** {@return whether the turn ended, in whatever way; true once {@code await} does not block any more} */
    boolean done();
}
