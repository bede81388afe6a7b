/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.http;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A factory of the threads that receive answers: daemons, one per running call, kept for the next call for a while. */
final class WorkerThreads implements ThreadFactory {
    /** Long enough for the pause between two calls of an agent. */
    private static final long IDLE_SECONDS = 30;

    private final AtomicInteger made = new AtomicInteger();

    private WorkerThreads() {}

    static ExecutorService newPool() {
        return new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), new WorkerThreads());
    }

    @Override
    public Thread newThread(Runnable task) {
        Thread thread = new Thread(task, "helix-http-" + made.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }
}
