/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.process;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.locks.ReentrantLock;

/** A buffer that keeps the head and the tail of a stream within a limit and counts the rest. Thread-safe. */
final class OutputBuffer {
    private final ReentrantLock lock = new ReentrantLock();
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private final int headLimit;
    private final TailBuffer tail;
    private long total;
    private boolean ended;

    OutputBuffer(int limitBytes) {
        this.tail = new TailBuffer(limitBytes / 2);
        this.headLimit = limitBytes - limitBytes / 2;
    }

    void add(byte[] chunk, int length) {
        lock.lock();
        try {
            total += length;
            int toHead = Math.min(length, headLimit - head.size());
            head.write(chunk, 0, toHead);
            tail.add(chunk, toHead, length - toHead);
        } finally {
            lock.unlock();
        }
    }

    /** Notes that the stream was read to its end. */
    void end() {
        lock.lock();
        try {
            ended = true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes what is there.
     *
     * @param whole whether the other output of the process was read to its end as well
     */
    CapturedOutput captured(boolean whole) {
        lock.lock();
        try {
            byte[] end = tail.bytes();
            return new CapturedOutput(head.toByteArray(), end, total - head.size() - end.length, ended && whole);
        } finally {
            lock.unlock();
        }
    }
}
