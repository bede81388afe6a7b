/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.session;

import dev.helix.api.Registration;
import dev.helix.api.session.Progress;
import dev.helix.api.session.SessionEvent;
import dev.helix.api.session.SessionListener;
import dev.helix.core.agent.Scheduler;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way from one session's log to its listeners.
 *
 * <p><b>Threads.</b> Reporting only queues. Whoever finds the queue idle starts one task on the executor, which tells
 * the listeners entry by entry, in order, off the lock, and ends with the queue. So a slow listener slows nobody but
 * the other listeners of its session.
 *
 * <p><b>Overflow.</b> Durable events are never dropped; the log keeps them in memory as well. Progress is dropped while
 * {@value #PROGRESS_CHARACTERS} characters of it are waiting, and {@link Progress.Dropped} marks the place.
 *
 * <p><b>Failure.</b> A listener that throws is logged once and keeps being called. One that never returns holds up the
 * other listeners of its session, and a turn's end for {@link #PATIENCE} at most.
 */
public final class ListenerQueue {
    private static final Logger LOG = LoggerFactory.getLogger(ListenerQueue.class);

    static final int PROGRESS_CHARACTERS = 4_000_000;

    /** How long the end of a turn or task waits for listeners to hear of it. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    /** What an entry weighs beside its text. */
    private static final int ENTRY_CHARACTERS = 100;

    private final Executor executor;
    private final Scheduler timers;
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Entry> queue = new ArrayDeque<>();
    private volatile List<Subscriber> subscribers = List.of();
    private long waitingCharacters;
    private long dropped;
    private boolean draining;

    private record Entry(long characters, Runnable action) {}

    /** Starts without listeners. */
    public ListenerQueue(Executor executor, Scheduler timers) {
        this.executor = executor;
        this.timers = timers;
    }

    Registration subscribe(SessionListener listener) {
        Subscriber subscriber = new Subscriber(Objects.requireNonNull(listener, "listener"));
        change(list -> list.add(subscriber));
        return () -> {
            subscriber.left = true;
            change(list -> list.remove(subscriber));
        };
    }

    private void change(Consumer<List<Subscriber>> edit) {
        lock.lock();
        try {
            List<Subscriber> changed = new ArrayList<>(subscribers);
            edit.accept(changed);
            subscribers = List.copyOf(changed);
        } finally {
            lock.unlock();
        }
    }

    /** Queues an event; the caller, who may hold a lock, calls {@link #wake} when it holds none. */
    void event(SessionEvent event) {
        if (subscribers.isEmpty()) {
            return;
        }
        Entry entry = entry(0, listener -> listener.event(event));
        lock.lock();
        try {
            queue.add(entry);
        } finally {
            lock.unlock();
        }
    }

    void progress(Progress progress) {
        if (subscribers.isEmpty()) {
            return;
        }
        long characters = ENTRY_CHARACTERS + text(progress);
        lock.lock();
        try {
            if (waitingCharacters + characters > PROGRESS_CHARACTERS) {
                dropped++;
                return;
            }
            if (dropped > 0) {
                Progress mark = Progress.Dropped.of(progress.agent(), dropped);
                dropped = 0;
                queue.add(entry(0, listener -> listener.progress(mark)));
            }
            waitingCharacters += characters;
            queue.add(entry(characters, listener -> listener.progress(progress)));
        } finally {
            lock.unlock();
        }
        wake();
    }

    /** Runs something once every listener heard everything queued so far, at the latest after {@link #PATIENCE}. */
    void afterNotifying(Runnable action) {
        AtomicBoolean done = new AtomicBoolean();
        Runnable once = () -> {
            if (done.compareAndSet(false, true)) {
                action.run();
            }
        };
        Registration timer = atTheLatest(once);
        Entry entry = new Entry(0, () -> {
            timer.close();
            once.run();
        });
        lock.lock();
        try {
            queue.add(entry);
        } finally {
            lock.unlock();
        }
        wake();
    }

    private Registration atTheLatest(Runnable action) {
        try {
            return timers.after(PATIENCE, () -> execute(() -> run(action)));
        } catch (RejectedExecutionException closing) {
            LOG.debug("no timer runs any more; only the listeners are waited for", closing);
            return () -> {};
        }
    }

    /** Sees to it that the listeners are told what is queued. */
    void wake() {
        lock.lock();
        try {
            if (draining || queue.isEmpty()) {
                return;
            }
            draining = true;
        } finally {
            lock.unlock();
        }
        execute(this::drain);
    }

    /** Runs a task on the executor, or right here when that takes none: nothing may be left untold. */
    private void execute(Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException full) {
            LOG.debug("the executor takes no task; listeners are told by the reporting thread", full);
            task.run();
        }
    }

    private void drain() {
        for (Entry next = next(); next != null; next = next()) {
            run(next.action());
        }
    }

    /** Runs an entry; one that fails must not keep the others from being told. */
    private static void run(Runnable entry) {
        try {
            entry.run();
        } catch (RuntimeException | Error failure) {
            LOG.error("what follows an event of a session failed", failure);
        }
    }

    private @Nullable Entry next() {
        lock.lock();
        try {
            Entry next = queue.poll();
            draining = next != null;
            waitingCharacters -= next == null ? 0 : next.characters();
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** Addresses a notification to those who listen now: whoever comes later has not subscribed to it. */
    private Entry entry(long characters, Consumer<SessionListener> notification) {
        List<Subscriber> recipients = subscribers;
        return new Entry(characters, () -> recipients.forEach(subscriber -> subscriber.call(notification)));
    }

    private static long text(Progress progress) {
        if (progress instanceof Progress.TextDelta delta) {
            return delta.text().length();
        }
        if (progress instanceof Progress.ThinkingDelta delta) {
            return delta.text().length();
        }
        return progress instanceof Progress.ToolOutput output ? output.text().length() : 0;
    }

    /** A listener that is warned about at most once. */
    private static final class Subscriber {
        private final SessionListener listener;
        private volatile boolean left;
        private volatile boolean warned;

        Subscriber(SessionListener listener) {
            this.listener = listener;
        }

        void call(Consumer<SessionListener> notification) {
            if (left) {
                return;
            }
            try {
                notification.accept(listener);
            } catch (RuntimeException | Error failure) {
                if (!warned) {
                    warned = true;
                    LOG.warn("a session listener failed; it keeps being called", failure);
                }
            }
        }
    }
}
