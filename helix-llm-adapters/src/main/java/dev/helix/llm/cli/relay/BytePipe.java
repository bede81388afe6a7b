/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.cli.relay;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A queue of bytes between threads; whoever fills it bounds what it holds. Thread-safe. */
public final class BytePipe {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<byte[]> pieces = new ArrayDeque<>();
    private int taken;
    private long held;
    private boolean ended;

    /** Creates an empty pipe. */
    public BytePipe() {}

    /**
     * Adds bytes, which are not copied; never waits.
     *
     * @param piece no longer changed by the caller
     */
    public void add(byte[] piece) {
        lock.lock();
        try {
            if (!ended && piece.length > 0) {
                pieces.add(piece);
                held += piece.length;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until less than a limit is held, or no more is wanted.
     *
     * @param limitBytes at least 1
     */
    public void awaitRoom(long limitBytes) {
        lock.lock();
        try {
            while (held >= limitBytes && !ended) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /** {@return how many bytes wait to be read} */
    public long held() {
        lock.lock();
        try {
            return held;
        } finally {
            lock.unlock();
        }
    }

    /** Announces that no more bytes come; what is here can still be read. */
    public void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Throws away what is here and what comes. */
    void discard() {
        lock.lock();
        try {
            pieces.clear();
            held = 0;
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for bytes.
     *
     * @param nanos the longest wait
     * @return how many were read, at least 1, or -1 at the end
     * @throws TimeoutException if none came in time
     * @throws InterruptedException if the calling thread was interrupted
     */
    int read(byte[] target, int offset, int length, long nanos) throws TimeoutException, InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (pieces.isEmpty() && !ended) {
                if (left <= 0) {
                    throw new TimeoutException();
                }
                left = changed.awaitNanos(left);
            }
            byte[] first = pieces.peek();
            return first == null ? -1 : take(first, target, offset, length);
        } finally {
            lock.unlock();
        }
    }

    private int take(byte[] first, byte[] target, int offset, int length) {
        int count = Math.min(length, first.length - taken);
        System.arraycopy(first, taken, target, offset, count);
        taken += count;
        held -= count;
        changed.signalAll();
        if (taken == first.length) {
            pieces.remove();
            taken = 0;
        }
        return count;
    }

    /**
     * Waits for bytes however long it takes.
     *
     * @param target where they go
     * @param offset the first place
     * @param length how many at most
     * @return how many were read, at least 1, or -1 at the end
     * @throws InterruptedIOException if the calling thread was interrupted; it stays so
     */
    public int read(byte[] target, int offset, int length) throws IOException {
        try {
            return length == 0 ? 0 : read(target, offset, length, TimeUnit.DAYS.toNanos(36_500));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the thread was interrupted");
        } catch (TimeoutException aCenturyLater) {
            throw new EOFException("nothing came");
        }
    }
}
