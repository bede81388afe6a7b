/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.wire;

import java.util.Arrays;

/** Bytes that are collected and read where they stand. Confined to one thread. */
final class GrowingBytes {
    private byte[] array = new byte[512];
    private int size;

    void append(byte[] bytes, int from, int to) {
        int length = to - from;
        if (array.length - size < length) {
            array = Arrays.copyOf(array, Math.max(2 * array.length, size + length));
        }
        System.arraycopy(bytes, from, array, size, length);
        size += length;
    }

    /** {@return the bytes, those before {@link #size()} being in use} */
    byte[] array() {
        return array;
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }
}
