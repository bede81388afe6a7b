/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.projection;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A reader of the size of an image from the head of its file: PNG, GIF, JPEG and WebP. */
final class ImageSize {
    /** The size stands behind metadata in JPEG files, whose segments are up to 64 KiB each. */
    private static final int HEAD_CHARS = 512 * 1024;

    private static final int UNKNOWN = 0;
    private static final int JPEG_MARKER = 0xFF;

    private ImageSize() {}

    /** {@return the longest side in pixels, or 0 when the head of the file does not tell} */
    static int longestSide(String base64) {
        int length = Math.min(base64.length(), HEAD_CHARS) / 4 * 4;
        try {
            byte[] head = Base64.getDecoder().decode(base64.substring(0, length));
            return longestSide(ByteBuffer.wrap(head));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return UNKNOWN;
        }
    }

    private static int longestSide(ByteBuffer head) {
        if (starts(head, 1, "PNG")) {
            return Math.max(head.getInt(16), head.getInt(20));
        }
        if (starts(head, 0, "GIF8")) {
            head.order(ByteOrder.LITTLE_ENDIAN);
            return Math.max(unsignedShort(head, 6), unsignedShort(head, 8));
        }
        if (starts(head, 0, "RIFF") && starts(head, 8, "WEBP")) {
            return webp(head.order(ByteOrder.LITTLE_ENDIAN));
        }
        boolean jpeg = head.capacity() > 2 && unsignedShort(head, 0) == 0xFFD8;
        return jpeg ? jpeg(head) : UNKNOWN;
    }

    /** The three kinds of chunk that begin a file: lossy, lossless, extended. */
    private static int webp(ByteBuffer head) {
        if (starts(head, 12, "VP8 ")) {
            return Math.max(unsignedShort(head, 26) & 0x3FFF, unsignedShort(head, 28) & 0x3FFF);
        }
        if (starts(head, 12, "VP8L")) {
            int bits = head.getInt(21);
            return 1 + Math.max(bits & 0x3FFF, (bits >>> 14) & 0x3FFF);
        }
        return 1 + Math.max(head.getInt(24) & 0xFFFFFF, head.getInt(26) >>> 8);
    }

    /** Walks over the segments to the one that starts a frame. */
    private static int jpeg(ByteBuffer head) {
        int at = 2;
        while ((head.get(at) & 0xFF) == JPEG_MARKER) {
            int marker = head.get(at + 1) & 0xFF;
            if (isFrame(marker)) {
                return Math.max(unsignedShort(head, at + 5), unsignedShort(head, at + 7));
            }
            at += 2 + unsignedShort(head, at + 2);
        }
        return UNKNOWN;
    }

    /** C4, C8 and CC lie among the frame markers and mean something else. */
    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    private static boolean starts(ByteBuffer head, int at, String text) {
        byte[] wanted = text.getBytes(StandardCharsets.ISO_8859_1);
        if (head.capacity() < at + wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (head.get(at + i) != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    private static int unsignedShort(ByteBuffer head, int at) {
        return head.getShort(at) & 0xFFFF;
    }
}
