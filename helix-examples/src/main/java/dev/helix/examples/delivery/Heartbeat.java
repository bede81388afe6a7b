/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A timer that performs an action whenever nothing else has happened for a while, on a thread of its own.
 * Thread-safe.
 */
final class Heartbeat implements AutoCloseable {
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "helix-delivery-heartbeat");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicLong lastNanos = new AtomicLong(System.nanoTime());
    private final Duration silence;
    private final Runnable beat;

    private Heartbeat(Duration silence, Runnable beat) {
        this.silence = silence;
        this.beat = beat;
    }

    static Heartbeat every(Duration silence, Runnable beat) {
        Heartbeat heartbeat = new Heartbeat(silence, beat);
        heartbeat.start();
        return heartbeat;
    }

    private void start() {
        // The future is only good for cancelling, which close() does for good.
        var unused = timer.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }

    /** Starts the silence anew. */
    void postpone() {
        lastNanos.set(System.nanoTime());
    }

    private void look() {
        if (System.nanoTime() - lastNanos.get() >= silence.toNanos()) {
            postpone();
            beat.run();
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
