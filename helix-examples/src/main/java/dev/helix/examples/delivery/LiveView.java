/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import dev.helix.api.session.Progress;
import dev.helix.api.session.SessionEvent;
import dev.helix.api.session.SessionListener;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A live view of a running task: one line per event and, when nothing happens for a while, what the task waits for.
 *
 * <p>The silence is noticed on a thread of its own; the lock keeps it and the library's thread apart. Thread-safe.
 */
final class LiveView implements SessionListener, AutoCloseable {
    /** Long enough not to disturb, short enough not to be taken for a hang. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final InstantSource clock;
    private final Timeline timeline;
    private final EventPrinter printer;
    private final ReentrantLock lock = new ReentrantLock();
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "helix-delivery-silence");
        thread.setDaemon(true);
        return thread;
    });
    private long lastEventNanos = System.nanoTime();

    private LiveView(Terminal terminal, InstantSource clock) {
        this.clock = clock;
        this.timeline = new Timeline(terminal);
        this.printer = new EventPrinter(timeline);
    }

    /** Opens a view and starts to watch for silence. */
    static LiveView on(Terminal terminal, InstantSource clock) {
        LiveView view = new LiveView(terminal, clock);
        // The future is only good for cancelling, which close() does for good.
        var unused = view.timer.scheduleWithFixedDelay(view::noticeSilence, 1, 1, TimeUnit.SECONDS);
        return view;
    }

    @Override
    public void event(SessionEvent event) {
        locked(() -> {
            lastEventNanos = System.nanoTime();
            timeline.at(event.at());
            printer.print(event);
        });
    }

    @Override
    public void progress(Progress progress) {
        locked(() -> {
            timeline.at(clock.instant());
            printer.print(progress);
        });
    }

    private void noticeSilence() {
        locked(() -> {
            if (System.nanoTime() - lastEventNanos >= SILENCE.toNanos()) {
                lastEventNanos = System.nanoTime();
                timeline.at(clock.instant());
                timeline.waiting();
            }
        });
    }

    private void locked(Runnable action) {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
