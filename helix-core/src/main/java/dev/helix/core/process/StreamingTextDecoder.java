/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.process;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A decoder that turns chunks of bytes into pieces of text for a listener, never breaking a character between two
 * pieces. Confined to the reading thread. A listener that throws is logged once and hears no more; the process goes
 * on.
 */
final class StreamingTextDecoder implements ByteSink {
    private static final Logger LOG = LoggerFactory.getLogger(StreamingTextDecoder.class);
    /** RFC 3629: an unfinished character has at most three bytes. */
    private static final int LONGEST_UNFINISHED = 3;

    private final Consumer<String> listener;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private ByteBuffer unfinished = ByteBuffer.allocate(0);
    private boolean muted;

    StreamingTextDecoder(Consumer<String> listener) {
        this.listener = listener;
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
    }

    private void decode(ByteBuffer bytes, boolean last) {
        CharBuffer text = CharBuffer.allocate(bytes.remaining() + LONGEST_UNFINISHED);
        decoder.decode(bytes, text, last);
        if (last) {
            decoder.flush(text);
        }
        if (text.flip().hasRemaining() && !muted) {
            tell(text.toString());
        }
    }

    private void tell(String piece) {
        try {
            listener.accept(piece);
        } catch (RuntimeException e) {
            muted = true;
            LOG.warn("A listener for process output failed and hears no more of this process", e);
        }
    }
}
