/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.process;

/** A sink that takes the bytes of one output stream as they arrive, on the thread that reads the stream. */
interface ByteSink {
    /** Takes the first {@code length} bytes; the array is reused afterwards. */
    void take(byte[] chunk, int length);

    /** Takes note that no more bytes come. */
    void end();
}
