/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.process;

import java.util.Arrays;

/**
 * A buffer that keeps the last bytes it was given; its memory grows with what arrives, up to the limit. Confined to
 * one thread.
 */
final class TailBuffer {
    private static final int FIRST_SIZE = 8192;

    private final int limit;
    private byte[] ring = new byte[0];
    private int start;
    private int size;

    TailBuffer(int limit) {
        this.limit = limit;
    }

    void add(byte[] chunk, int offset, int length) {
        int from = offset + Math.max(0, length - limit);
        int kept = offset + length - from;
        grow(size + kept);
        for (int copied = 0; copied < kept; ) {
            int at = (start + size) % ring.length;
            int run = Math.min(kept - copied, ring.length - at);
            System.arraycopy(chunk, from + copied, ring, at, run);
            copied += run;
            int overwritten = Math.max(0, size + run - ring.length);
            start = (start + overwritten) % ring.length;
            size += run - overwritten;
        }
    }

    byte[] bytes() {
        byte[] all = new byte[size];
        int first = Math.min(size, ring.length - start);
        System.arraycopy(ring, start, all, 0, first);
        System.arraycopy(ring, 0, all, first, size - first);
        return all;
    }

    private void grow(int wanted) {
        if (wanted <= ring.length || ring.length == limit) {
            return;
        }
        int capacity = (int) Math.min(limit, Math.max(FIRST_SIZE, Math.max(wanted, 2L * ring.length)));
        ring = Arrays.copyOf(bytes(), capacity);
        start = 0;
    }
}
