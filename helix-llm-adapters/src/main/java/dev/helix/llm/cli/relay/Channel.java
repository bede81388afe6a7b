/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.cli.relay;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One of several two-way byte streams that share a connection.
 *
 * <p>A side sends no more than {@link #WINDOW_BYTES} beyond what the other side has read, so that a slow reader stops
 * its own channel alone and nothing piles up. Thread-safe; each direction has one user at a time.
 */
public final class Channel implements Closeable {
    /** Enough for a whole prompt on its way; bounds what one channel keeps in memory. */
    static final int WINDOW_BYTES = 256 * 1024;

    private final Multiplexer multiplexer;
    private final int id;
    private final BytePipe arrived = new BytePipe();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int credit = WINDOW_BYTES;
    private boolean outputEnded;

    Channel(Multiplexer multiplexer, int id) {
        this.multiplexer = multiplexer;
        this.id = id;
    }

    int id() {
        return id;
    }

    /** {@return what the other side sends} */
    public InputStream input() {
        return new ChannelInput(this);
    }

    /** {@return what the other side gets; closing it shows the end there} */
    public OutputStream output() {
        return new ChannelOutput(this);
    }

    /**
     * Waits for bytes from the other side.
     *
     * @param target where they go
     * @param limit the longest wait
     * @return how many were read, at least 1, or -1 at the end
     * @throws TimeoutException if none came in time
     * @throws InterruptedException if the calling thread was interrupted
     */
    public int read(byte[] target, Duration limit) throws TimeoutException, InterruptedException {
        int count = arrived.read(target, 0, target.length, limit.toNanos());
        consumed(count);
        return count;
    }

    int read(byte[] target, int offset, int length) throws IOException {
        int count = arrived.read(target, offset, length);
        consumed(count);
        return count;
    }

    /** Lets the other side send as much again; one that is gone does not mind. */
    private void consumed(int count) {
        if (count > 0) {
            multiplexer.trySend(Multiplexer.CREDIT, id, count);
        }
    }

    void write(byte[] source, int offset, int length) throws IOException {
        int sent = 0;
        while (sent < length) {
            int count = spend(Math.min(length - sent, Multiplexer.MAX_PAYLOAD));
            multiplexer.send(Multiplexer.DATA, id, source, offset + sent, count);
            sent += count;
        }
    }

    private int spend(int wanted) throws IOException {
        lock.lock();
        try {
            while (credit == 0 && !outputEnded) {
                changed.await();
            }
            if (outputEnded) {
                throw new EOFException("the other side takes no more");
            }
            int count = Math.min(wanted, credit);
            credit -= count;
            return count;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the thread was interrupted");
        } finally {
            lock.unlock();
        }
    }

    /** Shows the other side the end of what is sent. */
    void endOutput() {
        if (stopSending()) {
            multiplexer.trySend(Multiplexer.END, id, 0);
        }
    }

    private boolean stopSending() {
        lock.lock();
        try {
            boolean first = !outputEnded;
            outputEnded = true;
            changed.signalAll();
            return first;
        } finally {
            lock.unlock();
        }
    }

    void received(byte[] payload) throws IOException {
        if (arrived.held() + payload.length > WINDOW_BYTES) {
            throw new EOFException("channel " + id + " got more than it asked for");
        }
        arrived.add(payload);
    }

    void receivedEnd() {
        arrived.end();
    }

    void receivedCredit(int more) {
        lock.lock();
        try {
            // A peer that lies about what it read gains nothing but a longer queue of its own.
            credit = Math.min(WINDOW_BYTES, credit + Math.max(0, more));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Ends both directions without a word to the other side, which is gone or said so first. */
    void abandon() {
        stopSending();
        arrived.end();
    }

    /** Ends both directions; the other side sees the end and can send no more. Idempotent. */
    @Override
    public void close() {
        if (multiplexer.forget(this)) {
            stopSending();
            arrived.discard();
            multiplexer.trySend(Multiplexer.RESET, id, 0);
        }
    }
}
