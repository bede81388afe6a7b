/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.session;

import dev.helix.api.HelixException;
import dev.helix.api.session.TurnPendingException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A promise of one value or one typed error to any number of waiting threads; the first answer counts. Thread-safe. */
public final class Promise<T> {
    private final String what;
    private final CountDownLatch kept = new CountDownLatch(1);
    private volatile @Nullable T value;
    private volatile @Nullable HelixException failure;

    /** Promises something that error messages call by the given name. */
    public Promise(String what) {
        this.what = what;
    }

    /** Keeps the promise. */
    public synchronized void complete(T answer) {
        if (!done()) {
            value = answer;
            kept.countDown();
        }
    }

    /** Breaks the promise. */
    public synchronized void fail(HelixException error) {
        if (!done()) {
            failure = error;
            kept.countDown();
        }
    }

    /** {@return whether waiting would not block} */
    public boolean done() {
        return kept.getCount() == 0;
    }

    /** Waits for the answer. */
    public T await() throws InterruptedException {
        kept.await();
        return answer();
    }

    /**
     * Waits for the answer, for a while.
     *
     * @throws TurnPendingException if there is none by then
     */
    public T await(Duration limit) throws InterruptedException {
        if (!kept.await(TimeUnit.NANOSECONDS.convert(limit), TimeUnit.NANOSECONDS)) {
            throw new TurnPendingException(
                    what + " has not ended within " + limit + "; it goes on, wait again or cancel");
        }
        return answer();
    }

    /** Waits for the answer as long as closing may take, and tells whether it came. */
    public boolean awaitClosing() {
        return BoundedWait.await(kept);
    }

    private T answer() {
        HelixException error = failure;
        if (error != null) {
            throw error;
        }
        T answer = value;
        if (answer == null) {
            throw new IllegalStateException(what + " was answered without a value");
        }
        return answer;
    }
}
