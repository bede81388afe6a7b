/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.journal;

import java.util.Arrays;

/** A growing buffer of the bytes of lines. Confined to one thread. */
final class LineBuffer {
    private static final int KEPT_BYTES = 1 << 20;
    private static final String DIGITS = "0123456789abcdef";

    private byte[] bytes = new byte[4096];
    private int length;

    int length() {
        return length;
    }

    byte[] array() {
        return bytes;
    }

    /** Empties the buffer; one that has grown large is given back. */
    void clear() {
        length = 0;
        if (bytes.length > KEPT_BYTES) {
            bytes = new byte[4096];
        }
    }

    LineBuffer bytes(byte[] more) {
        reserve(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
        return this;
    }

    @SuppressWarnings("deprecation") // the one method that copies ASCII without an array between
    LineBuffer ascii(String text) {
        reserve(text.length());
        text.getBytes(0, text.length(), bytes, length);
        length += text.length();
        return this;
    }

    LineBuffer number(long value) {
        return ascii(Long.toString(value));
    }

    LineBuffer hex(int value) {
        reserve(8);
        for (int shift = 28; shift >= 0; shift -= 4) {
            bytes[length++] = (byte) DIGITS.charAt(value >>> shift & 15);
        }
        return this;
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, (int)
                    Math.min(Integer.MAX_VALUE - 8L, Math.max(bytes.length * 2L, (long) length + more)));
        }
    }
}
