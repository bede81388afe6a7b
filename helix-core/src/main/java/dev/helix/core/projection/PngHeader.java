/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.projection;

import dev.helix.api.message.Image;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;

/** The validator's own look at the size of an image; it knows PNG only. */
final class PngHeader {
    /** The first 24 bytes of a file hold the size. */
    private static final int CHARS = 32;

    private PngHeader() {}

    static int longestSide(Image image) {
        if (!image.mediaType().equals("image/png")
                || !image.base64().startsWith("iVBORw0KGgo")
                || image.base64().length() < CHARS) {
            return 0;
        }
        byte[] head = Base64.getDecoder().decode(image.base64().substring(0, CHARS));
        int width = new BigInteger(1, Arrays.copyOfRange(head, 16, 20)).intValue();
        int height = new BigInteger(1, Arrays.copyOfRange(head, 20, 24)).intValue();
        return Math.max(width, height);
    }
}
