/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.session;

import static java.util.Objects.requireNonNull;

import dev.helix.api.HelixException;
import dev.helix.api.InternalDefectException;
import dev.helix.api.session.AwaitTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A value or a typed error to come, which any number of threads can wait for; the first answer counts. Thread-safe. */
public final class Promise<T> {
    private final String what;
    private final CompletableFuture<T> future = new CompletableFuture<>();

    /** Promises something that error messages call by the given name. */
    public Promise(String what) {
        this.what = what;
    }

    /** Fulfils the promise. */
    public void complete(T answer) {
        future.complete(answer);
    }

    /** Breaks the promise. */
    public void fail(HelixException error) {
        future.completeExceptionally(error);
    }

    /** {@return whether waiting would not block} */
    public boolean isDone() {
        return future.isDone();
    }

    /** {@return a view of the promise that callers can hang work on and cannot complete} */
    public CompletionStage<T> stage() {
        return future.minimalCompletionStage();
    }

    /** Waits for the answer. */
    public T await() throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException failed) {
            throw typed(failed);
        }
    }

    /**
     * Waits for the answer, for a while.
     *
     * @throws AwaitTimeoutException if there is none by then
     */
    public T await(Duration limit) throws InterruptedException {
        requireNonNull(limit, "limit");
        try {
            // Converting a duration saturates: a limit beyond 292 years is as good as none.
            return future.get(TimeUnit.NANOSECONDS.convert(limit), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            throw typed(failed);
        } catch (TimeoutException pending) {
            AwaitTimeoutException error = new AwaitTimeoutException(what + " has not ended within "
                    + limit.toMillis() / 1_000.0 + " s; it goes on, wait again or cancel");
            error.addSuppressed(pending);
            throw error;
        }
    }

    /** Waits for the answer as long as closing may take, and tells whether it came. */
    public boolean awaitClosing() {
        return BoundedWait.await(future);
    }

    private static HelixException typed(ExecutionException failed) {
        Throwable cause = failed.getCause();
        return cause instanceof HelixException error ? error : new InternalDefectException(failed);
    }
}
