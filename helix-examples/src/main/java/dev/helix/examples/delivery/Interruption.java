/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import dev.helix.api.manager.ManagedTask;
import dev.helix.api.manager.TaskOutcome;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A Ctrl-C handler that cancels the task and still lets the user see its report: the JVM ends when this is closed, or
 * after a while.
 *
 * <p>A shutdown hook is right here because this is a program; a library must not have one.
 */
final class Interruption implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    private final ManagedTask task;
    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook = new Thread(this::cancel, "helix-delivery-interrupted");

    private Interruption(ManagedTask task) {
        this.task = task;
    }

    static Interruption cancels(ManagedTask task) {
        Interruption interruption = new Interruption(task);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    TaskOutcome awaitOutcome() throws InterruptedException {
        return task.await();
    }

    private void cancel() {
        task.cancel();
        try {
            if (!finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("the task did not end within " + PATIENCE_SECONDS + " s of being cancelled");
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        finished.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyShuttingDown) {
            // Then the hook has done what it is for.
        }
    }
}
