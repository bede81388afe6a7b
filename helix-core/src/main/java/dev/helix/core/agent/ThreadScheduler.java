/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.agent;

import dev.helix.api.Registration;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A scheduler that keeps time with one daemon thread, which ends on close. Thread-safe. */
public final class ThreadScheduler implements Scheduler, AutoCloseable {
    private static final long CLOSE_SECONDS = 5;

    private final ScheduledThreadPoolExecutor thread;

    /** Starts without a thread; it appears with the first timer. */
    public ThreadScheduler() {
        thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread timer = new Thread(task, "helix-timers");
            timer.setDaemon(true);
            return timer;
        });
        thread.setRemoveOnCancelPolicy(true);
    }

    @Override
    public Registration after(Duration delay, Runnable action) {
        ScheduledFuture<?> timer = thread.schedule(action, TimeUnit.NANOSECONDS.convert(delay), TimeUnit.NANOSECONDS);
        return () -> timer.cancel(false);
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            // Scheduler only interrupt others: the thread ends at once, unless it is the very one that closes.
            thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
