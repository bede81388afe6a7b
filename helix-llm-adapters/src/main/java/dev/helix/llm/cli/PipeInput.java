/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.cli;

import dev.helix.llm.cli.relay.BytePipe;
import java.io.IOException;
import java.io.InputStream;

/** The reading end of a pipe between threads. */
final class PipeInput extends InputStream {
    private final BytePipe pipe;

    PipeInput(BytePipe pipe) {
        this.pipe = pipe;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        return pipe.read(target, offset, length);
    }
}
