/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.agent;

import dev.helix.api.Registration;
import dev.helix.api.session.LimitReachedException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A piece of work that others may stop, by cancelling it or by letting its time run out. Runs once; thread-safe.
 *
 * <p>Only the thread that runs the work is interrupted, and only while it runs it: the flag is clean before and after.
 */
public final class CancellableTask {
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Thread runner;
    private boolean cancelled;
    private boolean expired;

    /** Work that may be interrupted. */
    @FunctionalInterface
    public interface Work<T> {
        /** Does the work. */
        T run() throws InterruptedException;
    }

    /**
     * Runs the work on the calling thread, within a time.
     *
     * @throws LimitReachedException if its time ran out
     * @throws InterruptedException if it was cancelled, before or while it ran
     */
    public <T> T run(Work<T> work, Scheduler timers, Duration limit, String what) throws InterruptedException {
        try {
            return run(() -> {
                Registration timer = timers.after(limit, this::expire);
                try {
                    return work.run();
                } finally {
                    timer.close();
                }
            });
        } catch (InterruptedException stopped) {
            if (!hasExpired()) {
                throw stopped;
            }
            LimitReachedException late = new LimitReachedException(
                    what + " did not end within " + limit.toMillis() / 1_000.0 + " s and was stopped");
            late.addSuppressed(stopped);
            throw late;
        }
    }

    /**
     * Runs the work on the calling thread.
     *
     * @throws InterruptedException if it was cancelled, before or while it ran
     */
    public <T> T run(Work<T> work) throws InterruptedException {
        begin();
        try {
            return work.run();
        } catch (RuntimeException failure) {
            if (!wasStopped()) {
                throw failure;
            }
            // Foreign code may answer its interrupt with an error of its own.
            InterruptedException stopped = new InterruptedException("stopped while it ran");
            stopped.addSuppressed(failure);
            throw stopped;
        } finally {
            end();
        }
    }

    /** Interrupts the work, or keeps it from starting; {@return whether it was running} */
    public boolean cancel() {
        lock.lock();
        try {
            cancelled = true;
            interruptRunner();
            return runner != null;
        } finally {
            lock.unlock();
        }
    }

    /** {@return whether somebody cancelled the work} */
    public boolean cancelled() {
        lock.lock();
        try {
            return cancelled;
        } finally {
            lock.unlock();
        }
    }

    private void begin() throws InterruptedException {
        lock.lock();
        try {
            if (cancelled) {
                throw new InterruptedException("cancelled before it began");
            }
            runner = Thread.currentThread();
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        lock.lock();
        try {
            runner = null;
            if (cancelled || expired) {
                Thread.interrupted();
            }
        } finally {
            lock.unlock();
        }
    }

    private void expire() {
        lock.lock();
        try {
            expired = true;
            interruptRunner();
        } finally {
            lock.unlock();
        }
    }

    private void interruptRunner() {
        if (runner != null) {
            runner.interrupt();
        }
    }

    private boolean wasStopped() {
        lock.lock();
        try {
            return cancelled || expired;
        } finally {
            lock.unlock();
        }
    }

    private boolean hasExpired() {
        lock.lock();
        try {
            return expired && !cancelled;
        } finally {
            lock.unlock();
        }
    }
}
