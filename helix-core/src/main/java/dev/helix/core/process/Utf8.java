/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.process;

/** Utility methods that find places where UTF-8 text may be cut without breaking a character. */
final class Utf8 {
    /** RFC 3629: a character has at most four bytes. */
    private static final int LONGEST = 4;

    private Utf8() {}

    /** {@return where the last complete character ends; the whole length when the end is not UTF-8 anyway} */
    static int lastBoundary(byte[] bytes) {
        for (int back = 1; back <= Math.min(LONGEST, bytes.length); back++) {
            int lead = bytes[bytes.length - back] & 0xFF;
            if (!continues(lead)) {
                return length(lead) > back ? bytes.length - back : bytes.length;
            }
        }
        return bytes.length;
    }

    /** {@return where the first character starts; 0 when the start is not UTF-8 anyway} */
    static int firstBoundary(byte[] bytes) {
        int start = 0;
        while (start < Math.min(LONGEST, bytes.length) && continues(bytes[start])) {
            start++;
        }
        return start == LONGEST ? 0 : start;
    }

    private static boolean continues(int unit) {
        return (unit & 0xC0) == 0x80;
    }

    private static int length(int lead) {
        if (lead < 0xC0) {
            return 1;
        }
        return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : LONGEST;
    }
}
