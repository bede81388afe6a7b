/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.process;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A queue that cuts a stream into lines for a reader that waits for them.
 *
 * <p>When unread lines reach the limit the process waits, as it would at a full pipe. A line longer than the limit is
 * cut, which a mark at its end says. Fed by one thread, read by any.
 */
final class LineQueue implements ByteSink {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<String> lines = new ArrayDeque<>();
    private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream();
    private final int limitBytes;
    private long unreadBytes;
    private long cutBytes;
    private boolean ended;
    private boolean abandoned;

    LineQueue(int limitBytes) {
        this.limitBytes = limitBytes;
    }

    @Override
    public void take(byte[] chunk, int length) {
        for (int i = 0; i < length; i++) {
            if (chunk[i] == '\n') {
                finishLine();
            } else if (unfinished.size() < limitBytes) {
                unfinished.write(chunk[i]);
            } else {
                cutBytes++;
            }
        }
    }

    @Override
    public void end() {
        if (unfinished.size() > 0) {
            finishLine();
        }
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the next line; empty at the end of the stream, and from then on. */
    Optional<String> next() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (lines.isEmpty() && !ended) {
                changed.await();
            }
            String line = lines.poll();
            unreadBytes -= line == null ? 0 : line.length();
            changed.signalAll();
            return Optional.ofNullable(line);
        } finally {
            lock.unlock();
        }
    }

    /** Lets the process go on though nobody reads; lines beyond the limit are lost from now on. */
    void abandon() {
        lock.lock();
        try {
            abandoned = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void finishLine() {
        String line = unfinished.toString(StandardCharsets.UTF_8);
        String whole = cutBytes == 0 ? line : line + "[... " + cutBytes + " bytes left out ...]";
        unfinished.reset();
        cutBytes = 0;
        lock.lock();
        try {
            while (unreadBytes >= limitBytes && !abandoned) {
                changed.awaitUninterruptibly();
            }
            if (unreadBytes < limitBytes) {
                lines.add(whole);
                unreadBytes += whole.length();
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
