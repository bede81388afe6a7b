/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.session;

import dev.helix.api.TurnId;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** The handle of a submitted turn. Called by hosts; thread-safe. */
public interface TurnHandle {
    /** {@return the turn's id, by which its events are found} */
    TurnId id();

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
     * @throws AwaitTimeoutException if the turn has not ended by then; it goes on
     * @throws dev.helix.api.HelixException if the turn failed
     * @throws InterruptedException if the waiting thread was interrupted; the turn goes on
     */
    Reply await(Duration limit) throws InterruptedException;

    /**
     * Stops the turn at once, or keeps it from starting; waiting callers get {@link TurnCancelledException}. A turn that
     * ended is left as it is.
     */
    void cancel();

    /** {@return whether the turn ended, in whatever way; true once {@code await} does not block any more} */
    boolean isDone();

    /**
     * {@return a stage that completes with the reply, or exceptionally with the {@link dev.helix.api.HelixException} the
     * turn failed with; its dependants run on a thread of the library and must not block, those given an executor run
     * there}
     */
    CompletionStage<Reply> completion();
}
