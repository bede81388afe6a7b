/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.session;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A wait for work that was told to end, never for ever.
 *
 * <p>Whoever closes may be part of the work: a listener, a tool, a host answering a proposal. Its thread was then
 * interrupted together with the work, and the work cannot end before it returns; so an interrupt shortens the wait.
 */
final class BoundedWait {
    /** As long as a tool that ignores its interrupt is waited for, and some time for git to put things in order. */
    private static final long PATIENCE_SECONDS = 45;

    private static final long PATIENCE_INTERRUPTED_SECONDS = 5;

    private BoundedWait() {}

    /** Waits and tells whether the work ended; the interrupt flag is as before, or set when an interrupt came. */
    static boolean await(Future<?> ended) {
        try {
            return await(ended, PATIENCE_SECONDS);
        } catch (InterruptedException interrupted) {
            boolean done = awaitInterrupted(ended);
            Thread.currentThread().interrupt();
            return done;
        }
    }

    private static boolean awaitInterrupted(Future<?> ended) {
        try {
            return await(ended, PATIENCE_INTERRUPTED_SECONDS);
        } catch (InterruptedException again) {
            return false;
        }
    }

    private static boolean await(Future<?> ended, long seconds) throws InterruptedException {
        try {
            ended.get(seconds, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException failed) {
            return true;
        } catch (TimeoutException stillRunning) {
            return false;
        }
    }
}
