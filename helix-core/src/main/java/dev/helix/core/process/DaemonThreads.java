/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.process;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A factory of numbered daemon threads. Thread-safe. */
public final class DaemonThreads implements ThreadFactory {
    /** Long enough for the pause between two calls of an agent. */
    private static final long IDLE_SECONDS = 30;

    private final String prefix;
    private final AtomicInteger made = new AtomicInteger();

    private DaemonThreads(String prefix) {
        this.prefix = prefix;
    }

    /** Creates a pool, owned by the caller, with a thread for every task; idle ones wait for the next for a while. */
    public static ExecutorService pool(String prefix) {
        return new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                new DaemonThreads(prefix));
    }

    @Override
    public Thread newThread(Runnable task) {
        Thread thread = new Thread(task, prefix + made.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }
}
