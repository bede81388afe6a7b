/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.cli;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReentrantLock;

/** A stream that keeps the end of what is written to it. Thread-safe. */
final class TextTail extends OutputStream {
    private static final int CAPACITY = 2048;

    private final ReentrantLock lock = new ReentrantLock();
    private final byte[] kept = new byte[CAPACITY];
    private long written;

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) {
        lock.lock();
        try {
            for (int i = Math.max(0, length - CAPACITY); i < length; i++) {
                kept[(int) ((written + i) % CAPACITY)] = source[offset + i];
            }
            written += length;
        } finally {
            lock.unlock();
        }
    }

    /** {@return the end, without blanks around it} */
    String text() {
        lock.lock();
        try {
            int length = (int) Math.min(written, CAPACITY);
            byte[] bytes = new byte[length];
            for (int i = 0; i < length; i++) {
                bytes[i] = kept[(int) ((written - length + i) % CAPACITY)];
            }
            return new String(bytes, StandardCharsets.UTF_8).strip();
        } finally {
            lock.unlock();
        }
    }
}
