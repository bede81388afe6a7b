/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.merge;

import dev.helix.core.process.Uninterruptibly;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** A task that must not be interrupted half way, run on a thread nobody else knows while the caller waits for it. */
public final class UninterruptibleTask {
    private UninterruptibleTask() {}

    /** Runs a task on a thread of its own to its end and keeps an interruption for the caller. */
    public static <T> T call(String name, Callable<T> task) {
        FutureTask<T> future = new FutureTask<>(task);
        Thread thread = new Thread(future, name);
        thread.setDaemon(true);
        thread.start();
        try {
            return Uninterruptibly.await(future::get);
        } catch (ExecutionException e) {
            throw unchecked(e.getCause());
        }
    }

    private static RuntimeException unchecked(@Nullable Throwable cause) {
        if (cause instanceof RuntimeException failure) {
            return failure;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return new IllegalStateException("a landing fails with unchecked errors only", cause);
    }
}
