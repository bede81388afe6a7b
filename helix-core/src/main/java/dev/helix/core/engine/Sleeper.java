/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.engine;

import java.time.Duration;

/** A means of letting time pass before a retry. Implemented by hosts and tests; thread-safe. */
@FunctionalInterface
public interface Sleeper {
    /** Blocks the calling thread for real. */
    Sleeper REAL = wait -> Thread.sleep(wait.toMillis());

    /**
     * Returns when the wait is over.
     *
     * @param wait how long, not negative
     * @throws InterruptedException if the calling thread was interrupted; the retry does not happen
     */
    void await(Duration wait) throws InterruptedException;
}
