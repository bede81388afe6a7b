/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.cli.relay;

import java.io.IOException;
import java.io.OutputStream;

/** The writing end of a channel. */
final class ChannelOutput extends OutputStream {
    private final Channel channel;

    ChannelOutput(Channel channel) {
        this.channel = channel;
    }

    @Override
    public void write(int value) throws IOException {
        channel.write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        channel.write(source, offset, length);
    }

    @Override
    public void close() {
        channel.endOutput();
    }
}
