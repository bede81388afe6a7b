/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.process;

import java.nio.charset.StandardCharsets;

/** The part of one output stream that was kept: its head, its tail and how much between them was dropped. Immutable. */
public final class CapturedOutput {
    /** The output of a stream that said nothing. */
    static final CapturedOutput EMPTY = new CapturedOutput(new byte[0], new byte[0], 0, true);

    private final byte[] head;
    private final byte[] tail;
    private final long droppedBytes;
    private final boolean ended;

    CapturedOutput(byte[] head, byte[] tail, long droppedBytes, boolean ended) {
        this.head = head;
        this.tail = tail;
        this.droppedBytes = droppedBytes;
        this.ended = ended;
    }

    /** {@return the kept bytes, head directly followed by tail; complete only if {@link #complete()}} */
    public byte[] bytes() {
        byte[] all = new byte[head.length + tail.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(tail, 0, all, head.length, tail.length);
        return all;
    }

    /**
     * Decodes the kept bytes as UTF-8; malformed bytes become U+FFFD, a cut or a missing end is marked by a line of its
     * own.
     */
    public String text() {
        return ended ? keptText() : keptText() + "\n[... what came after this could not be read ...]\n";
    }

    private String keptText() {
        if (droppedBytes == 0) {
            return new String(bytes(), StandardCharsets.UTF_8);
        }
        int headEnd = Utf8.lastBoundary(head);
        int tailStart = Utf8.firstBoundary(tail);
        long cut = droppedBytes + (head.length - headEnd) + tailStart;
        return new String(head, 0, headEnd, StandardCharsets.UTF_8)
                + "\n[... " + cut + " bytes left out ...]\n"
                + new String(tail, tailStart, tail.length - tailStart, StandardCharsets.UTF_8);
    }

    /** {@return how many bytes between head and tail were dropped, at least 0} */
    public long droppedBytes() {
        return droppedBytes;
    }

    /** {@return whether the kept bytes are all the stream carried: nothing was dropped, and its end was read} */
    public boolean complete() {
        return ended && droppedBytes == 0;
    }
}
