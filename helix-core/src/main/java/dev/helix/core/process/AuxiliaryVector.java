/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the kernel told this process when it started, see getauxval(3): units in which it counts. */
final class AuxiliaryVector {
    private static final int AT_PAGESZ = 6;
    private static final int AT_CLKTCK = 17;

    /** Bytes in a page of memory. */
    static final long PAGE_BYTES = value(AT_PAGESZ, 4096);
    /** Ticks of processor time in a second. */
    static final long TICKS_PER_SECOND = value(AT_CLKTCK, 100);

    private AuxiliaryVector() {}

    private static long value(int type, long otherwise) {
        try {
            ByteBuffer vector = ByteBuffer.wrap(Files.readAllBytes(Path.of("/proc/self/auxv")))
                    .order(ByteOrder.nativeOrder());
            while (vector.remaining() >= 2 * Long.BYTES) {
                long found = vector.getLong();
                long value = vector.getLong();
                if (found == type) {
                    return value;
                }
            }
            return otherwise;
        } catch (IOException notLinux) {
            return otherwise;
        }
    }
}
