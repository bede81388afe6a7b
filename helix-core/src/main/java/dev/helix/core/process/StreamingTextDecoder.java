/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.process;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * A decoder that turns chunks of bytes into pieces of text, never breaking a character between two pieces. Confined to
 * the reading thread.
 */
final class StreamingTextDecoder implements ByteSink {
    /** RFC 3629: an unfinished character has at most three bytes. */
    private static final int LONGEST_UNFINISHED = 3;

    private final TextRelay relay;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private ByteBuffer unfinished = ByteBuffer.allocate(0);

    StreamingTextDecoder(TextRelay relay) {
        this.relay = relay;
    }

    @Override
    public void take(byte[] chunk, int length) {
        ByteBuffer bytes = ByteBuffer.allocate(unfinished.remaining() + length);
        bytes.put(unfinished).put(chunk, 0, length).flip();
        decode(bytes, false);
        unfinished = bytes;
    }

    @Override
    public void end() {
        decode(unfinished, true);
        relay.end();
    }

    private void decode(ByteBuffer bytes, boolean last) {
        CharBuffer text = CharBuffer.allocate(bytes.remaining() + LONGEST_UNFINISHED);
        decoder.decode(bytes, text, last);
        if (last) {
            decoder.flush(text);
        }
        if (text.flip().hasRemaining()) {
            relay.offer(text.toString());
        }
    }
}
