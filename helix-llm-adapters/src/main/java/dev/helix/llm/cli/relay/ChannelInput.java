/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.cli.relay;

import java.io.IOException;
import java.io.InputStream;

/** The reading end of a channel. */
final class ChannelInput extends InputStream {
    private final Channel channel;

    ChannelInput(Channel channel) {
        this.channel = channel;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return channel.read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        return channel.read(target, offset, length);
    }
}
