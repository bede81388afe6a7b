/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.projection;

/** A short hash of a text, the same on every run and every machine. */
final class Hash {
    /** Offset and prime of the 64-bit FNV-1a hash. */
    private static final long OFFSET = 0xcbf29ce484222325L;

    private static final long PRIME = 0x100000001b3L;
    private static final int RADIX = 36;

    private Hash() {}

    /** {@return as many letters and digits as wanted, of which the first 13 are significant; others for each salt} */
    static String of(String text, long salt, int length) {
        long hash = OFFSET ^ mix(salt + 1);
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * PRIME;
        }
        StringBuilder digits = new StringBuilder(length);
        long rest = mix(hash);
        for (int i = 0; i < length; i++) {
            digits.append(Character.forDigit((int) Long.remainderUnsigned(rest, RADIX), RADIX));
            rest = Long.divideUnsigned(rest, RADIX);
            if (rest == 0) {
                rest = mix(hash + i + 1);
            }
        }
        return digits.toString();
    }

    /** The finalizer of SplitMix64: every bit of the input reaches every bit of the output. */
    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
