/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.testkit;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A clock that stands still until a test advances it, for {@code Helix.builder().clock(...)}: the times of events,
 * commits and approvals. Thread-safe.
 *
 * <p>Time limits and the pauses between attempts are measured by the JVM and not by this clock; a test sets them short
 * in {@code Limits} and {@code RetryPolicy}.
 */
public final class TestClock implements InstantSource {
    private final ReentrantLock advancing = new ReentrantLock();
    private volatile Instant now;

    private TestClock(Instant start) {
        this.now = requireNonNull(start, "start");
    }

    /** Starts at an instant. */
    public static TestClock at(Instant start) {
        return new TestClock(start);
    }

    @Override
    public Instant instant() {
        return now;
    }

    /** {@return the time it shows} */
    @Override
    public String toString() {
        return "TestClock[" + now + "]";
    }

    /**
     * Lets time pass.
     *
     * @param time not negative
     * @return the new reading
     * @throws IllegalArgumentException if the time is negative
     */
    public Instant advance(Duration time) {
        if (requireNonNull(time, "time").isNegative()) {
            throw new IllegalArgumentException("a clock runs forward, not " + time);
        }
        advancing.lock();
        try {
            now = now.plus(time);
            return now;
        } finally {
            advancing.unlock();
        }
    }
}
