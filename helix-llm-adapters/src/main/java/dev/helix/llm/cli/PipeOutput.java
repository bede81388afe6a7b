/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.cli;

import dev.helix.llm.cli.relay.BytePipe;
import java.io.OutputStream;
import java.util.Arrays;

/** The writing end of a pipe between threads, which waits while too much is unread. */
final class PipeOutput extends OutputStream {
    private final BytePipe pipe;
    private final long limitBytes;

    PipeOutput(BytePipe pipe, long limitBytes) {
        this.pipe = pipe;
        this.limitBytes = limitBytes;
    }

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) {
        pipe.awaitRoom(limitBytes);
        pipe.add(Arrays.copyOfRange(source, offset, offset + length));
    }
}
