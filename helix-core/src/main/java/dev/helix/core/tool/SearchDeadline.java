/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.tool;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A deadline that stops one search when its time is up or its thread is interrupted. Confined to one thread. */
final class SearchDeadline {
    /** Looking at the time costs some 20 ns, matching one character about 1 ns. */
    private static final int TICKS_PER_LOOK = 1_024;

    private final LongSupplier nanoTime;
    private final long start;
    private final long limitNanos;
    private int ticks;

    /**
     * The signal that ends a search from within a matcher; it carries no stack trace because it only controls the
     * flow.
     */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final boolean interrupted;

        private Stopped(boolean interrupted) {
            super(null, null, false, false);
            this.interrupted = interrupted;
        }

        boolean interrupted() {
            return interrupted;
        }
    }

    SearchDeadline(LongSupplier nanoTime, Duration limit) {
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
        this.limitNanos = limit.toNanos();
    }

    /**
     * Counts one step of work.
     *
     * @throws Stopped if the search has to end; the interrupt flag stays as it is
     */
    void tick() {
        if (++ticks < TICKS_PER_LOOK) {
            return;
        }
        ticks = 0;
        check();
    }

    /**
     * Looks at the time now.
     *
     * @throws Stopped if the search has to end
     */
    void check() {
        if (Thread.currentThread().isInterrupted()) {
            throw new Stopped(true);
        }
        if (nanoTime.getAsLong() - start > limitNanos) {
            throw new Stopped(false);
        }
    }
}
