/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.http;

import dev.helix.llm.http.HttpLimitException.Limit;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The handover between the thread that receives an answer (the client's) and the one that reads it (the caller's).
 *
 * <p>Threads. One producer calls {@link #begin}, {@link #put}, {@link #end} or {@link #fail}; one reader calls the rest.
 * The reader never touches a socket, so an interrupt reaches it at once, whatever the client does.
 *
 * <p>States. Waiting for the head, streaming, ended or failed; and, whatever the producer does, left: the reader has
 * gone, the client's request is cancelled, what still arrives is dropped.
 *
 * <p>Failure. Every way out of {@link #awaitHead} and {@link #read} other than a value leaves the exchange first. No
 * foreign code runs under the lock.
 */
final class Exchange implements HttpAnswer {
    /** Bounds what waits for a slow reader; a full queue holds the producer back. */
    private static final int QUEUED_CHUNKS = 64;

    /** How long {@link #finish} waits for the end of a body nobody needs: what follows is one empty chunk. */
    private static final Duration FAREWELL = Duration.ofMillis(100);

    private static final byte[] END = new byte[0];

    private final HttpLimits limits;
    private final long deadlineNanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // All below are guarded by lock.
    private final Deque<byte[]> chunks = new ArrayDeque<>();
    private long received;
    private @Nullable Head head;
    private boolean ended;
    private @Nullable IOException failure;
    private boolean left;
    private @Nullable Runnable cancel;

    private record Head(int status, Function<String, Optional<String>> headers) {}

    Exchange(HttpLimits limits) {
        this.limits = limits;
        this.deadlineNanos = System.nanoTime() + limits.wholeCall().toNanos();
    }

    /** Says how the request is cancelled; runs at once when the reader has already left. */
    void cancelWith(Runnable cancel) {
        lock.lock();
        try {
            if (!left) {
                this.cancel = cancel;
                return;
            }
        } finally {
            lock.unlock();
        }
        cancel.run();
    }

    void begin(int status, Function<String, Optional<String>> headers) {
        change(() -> head = new Head(status, headers));
    }

    /** Completes the body, for a reader that is still there. */
    void end() {
        change(() -> ended = !left);
    }

    void fail(IOException failure) {
        change(() -> this.failure = this.failure == null ? failure : this.failure);
    }

    private void change(Runnable assignment) {
        lock.lock();
        try {
            assignment.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Hands bytes over, waiting for room.
     *
     * @return false when the reader has left or the body is too long, and the producer should stop
     */
    boolean put(byte[] chunk) {
        if (chunk.length == 0) {
            return true;
        }
        lock.lock();
        try {
            while (!left && chunks.size() >= QUEUED_CHUNKS) {
                changed.awaitUninterruptibly();
            }
            received += chunk.length;
            if (received > limits.responseBytes() && failure == null) {
                failure = new HttpLimitException(
                        Limit.SIZE, "the answer is longer than the allowed " + limits.responseBytes() + " bytes");
            }
            if (left || failure != null) {
                return false;
            }
            chunks.add(chunk);
            return true;
        } finally {
            changed.signalAll();
            lock.unlock();
        }
    }

    /** Waits for status and headers. */
    Exchange awaitHead() throws IOException, InterruptedException {
        boolean arrived = false;
        try {
            lockedAwaitHead();
            arrived = true;
            return this;
        } finally {
            if (!arrived) {
                close();
            }
        }
    }

    private void lockedAwaitHead() throws IOException, InterruptedException {
        lock.lockInterruptibly();
        try {
            await(() -> head != null || failure != null, limits.firstByte(), Limit.FIRST_BYTE);
            if (head == null && failure != null) {
                throw failure;
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int status() {
        return arrivedHead().status();
    }

    @Override
    public Optional<String> header(String name) {
        return arrivedHead().headers().apply(name);
    }

    private Head arrivedHead() {
        lock.lock();
        try {
            if (head == null) {
                throw new IllegalStateException("the answer has not begun");
            }
            return head;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public byte[] read() throws IOException, InterruptedException {
        byte[] chunk = null;
        try {
            chunk = take();
            return chunk;
        } finally {
            if (chunk == null) {
                close();
            }
        }
    }

    private byte[] take() throws IOException, InterruptedException {
        lock.lockInterruptibly();
        try {
            await(() -> !chunks.isEmpty() || ended || failure != null || left, limits.idle(), Limit.IDLE);
            byte[] chunk = chunks.poll();
            if (chunk != null) {
                changed.signalAll();
                return chunk;
            }
            if (failure != null) {
                throw failure;
            }
            if (!ended) {
                throw new IOException("the answer was closed before its end");
            }
            return END;
        } finally {
            lock.unlock();
        }
    }

    /** Waits under the lock; an endless answer that never pauses is ended too. */
    private void await(BooleanSupplier ready, Duration patience, Limit limit)
            throws HttpLimitException, InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        while (true) {
            long now = System.nanoTime();
            if (now - deadlineNanos >= 0) {
                throw new HttpLimitException(
                        Limit.WHOLE_CALL, "the call took longer than " + seconds(limits.wholeCall()));
            }
            if (ready.getAsBoolean()) {
                return;
            }
            if (now - until >= 0) {
                throw new HttpLimitException(limit, "nothing arrived for " + seconds(patience));
            }
            changed.awaitNanos(Math.min(until - now, deadlineNanos - now));
        }
    }

    private static String seconds(Duration limit) {
        return limit.toMillis() / 1_000.0 + " s";
    }

    @Override
    public void finish() {
        long patience = FAREWELL.toNanos();
        lock.lock();
        try {
            chunks.clear();
            changed.signalAll();
            while (!ended && failure == null && !left && patience > 0) {
                patience = changed.awaitNanos(patience);
                chunks.clear();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
            close();
        }
    }

    @Override
    public void close() {
        Runnable cancelled;
        lock.lock();
        try {
            left = true;
            cancelled = ended ? null : cancel;
            cancel = null;
            chunks.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (cancelled != null) {
            cancelled.run();
        }
    }
}
