/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes the default executor: virtual threads where the JVM has them, daemon threads elsewhere. */
final class WorkerThreads {
    private WorkerThreads() {}

    static ExecutorService create() {
        try {
            // Java 21 API, looked up because the library is built for 17.
            MethodHandle factory = MethodHandles.publicLookup()
                    .findStatic(
                            Executors.class,
                            "newVirtualThreadPerTaskExecutor",
                            MethodType.methodType(ExecutorService.class));
            return (ExecutorService) factory.invokeExact();
        } catch (Throwable notThere) {
            return Executors.newCachedThreadPool(daemons());
        }
    }

    private static ThreadFactory daemons() {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "helix-agents-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
