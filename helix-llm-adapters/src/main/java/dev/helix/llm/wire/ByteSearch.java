/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Searches that see every byte of an answer, and therefore look at eight of them at once.
 *
 * <p>The eight are one number, the first byte lowest. Subtracting n from each byte borrows, and so sets its highest bit,
 * where it is less than n. A borrow also reaches the byte above, so only the lowest bit that is set counts.
 */
final class ByteSearch {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH = 0x0101010101010101L;
    private static final long HIGHEST_BITS = EACH << 7;

    private ByteSearch() {}

    /** {@return the place of the next LF or CR, {@code to} when there is none} */
    static int lineEnd(byte[] bytes, int from, int to) {
        int at = from;
        while (at + Long.BYTES <= to) {
            long eight = (long) EIGHT.get(bytes, at);
            long found = less(eight, '\r' + 1);
            if (found != 0) {
                break;
            }
            at += Long.BYTES;
        }
        while (at < to && bytes[at] != '\n' && bytes[at] != '\r') {
            at++;
        }
        return at;
    }

    /**
     * {@return the place of the next byte that does not simply stand for itself in a JSON text: a quote, a backslash, a
     * control character, or part of a character beyond ASCII; {@code to} when there is none}
     */
    static int special(byte[] bytes, int from, int to) {
        int at = from;
        while (at + Long.BYTES <= to) {
            long eight = (long) EIGHT.get(bytes, at);
            long found = less(eight, ' ') | equal(eight, '"') | equal(eight, '\\') | (eight & HIGHEST_BITS);
            if (found != 0) {
                return at + Long.numberOfTrailingZeros(found) / Byte.SIZE;
            }
            at += Long.BYTES;
        }
        while (at < to && bytes[at] >= ' ' && bytes[at] != '"' && bytes[at] != '\\') {
            at++;
        }
        return at;
    }

    private static long less(long eight, int limit) {
        return (eight - EACH * limit) & ~eight & HIGHEST_BITS;
    }

    private static long equal(long eight, char sought) {
        return less(eight ^ (EACH * sought), 1);
    }
}
