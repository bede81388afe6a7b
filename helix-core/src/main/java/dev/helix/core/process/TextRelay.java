/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.process;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bounded queue of text between the thread that reads a process's output and the thread that calls a listener.
 *
 * <p>However slow the listener is, reading goes on: what does not fit is left out, and a line of its own says how much.
 * A listener that throws is logged once and not called again. Thread-safe.
 */
final class TextRelay implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(TextRelay.class);
    /** Text a listener may be behind, in characters. */
    private static final int CAPACITY = 1024 * 1024;

    private final Consumer<String> listener;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<String> waiting = new ArrayDeque<>();
    private final CountDownLatch delivered = new CountDownLatch(1);
    private int waitingLength;
    private long leftOut;
    private boolean ended;

    TextRelay(Consumer<String> listener) {
        this.listener = listener;
    }

    /** Adds a piece; never waits for the listener. */
    void offer(String piece) {
        lock.lock();
        try {
            // Once something was left out, all that follows waits for the listener to have seen that.
            if (leftOut > 0 || ended || waitingLength + piece.length() > CAPACITY) {
                leftOut += piece.length();
            } else {
                waiting.add(piece);
                waitingLength += piece.length();
            }
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Announces that no more pieces come. */
    void end() {
        lock.lock();
        try {
            ended = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the listener has everything; what it then still lacks is left out. */
    void finish(long patienceMillis) throws InterruptedException {
        if (!delivered.await(patienceMillis, TimeUnit.MILLISECONDS)) {
            LOG.warn("A listener for process output does not keep up; the rest is left out");
            abandon();
        }
    }

    @Override
    public void run() {
        try {
            for (String piece = next(); !piece.isEmpty(); piece = next()) {
                listener.accept(piece);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("A listener for process output failed and is told no more of this process", e);
        } finally {
            delivered.countDown();
            abandon();
        }
    }

    private void abandon() {
        lock.lock();
        try {
            ended = true;
            leftOut += waitingLength;
            waiting.clear();
            waitingLength = 0;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the next piece; empty at the end. */
    private String next() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (waiting.isEmpty() && leftOut == 0 && !ended) {
                changed.await();
            }
            String piece = waiting.poll();
            if (piece != null) {
                waitingLength -= piece.length();
                return piece;
            }
            String mark = leftOut > 0 ? "\n[... " + leftOut + " characters left out ...]\n" : "";
            leftOut = 0;
            return mark;
        } finally {
            lock.unlock();
        }
    }
}
