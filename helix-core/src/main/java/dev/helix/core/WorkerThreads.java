/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core;

import dev.helix.core.process.DaemonThreads;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/** A factory of the default executor: virtual threads where the JVM has them, daemon threads elsewhere. */
final class WorkerThreads {
    private static final String PREFIX = "helix-agents-";

    private WorkerThreads() {}

    static ExecutorService create() {
        try {
            return virtual();
        } catch (ReflectiveOperationException notThere) {
            return DaemonThreads.pool(PREFIX);
        }
    }

    /** Calls Java 21's API, looked up because the library is built for 17. */
    private static ExecutorService virtual() throws ReflectiveOperationException {
        Class<?> builder = Class.forName("java.lang.Thread$Builder");
        Object threads = Thread.class.getMethod("ofVirtual").invoke(null);
        Object named = builder.getMethod("name", String.class, long.class).invoke(threads, PREFIX, 1L);
        Object factory = builder.getMethod("factory").invoke(named);
        return (ExecutorService) Executors.class
                .getMethod("newThreadPerTaskExecutor", ThreadFactory.class)
                .invoke(null, factory);
    }
}
