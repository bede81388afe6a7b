/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.message;

import java.util.Optional;

/** An image. Immutable. */
public final class Image extends Content {
    private final String mediaType;
    private final String base64;

    private Image(String mediaType, String base64) {
        super(Optional.empty(), "mediaType, base64", mediaType, base64);
        this.mediaType = mediaType;
        this.base64 = base64;
    }

    /** Creates an image. */
    public static Image of(String mediaType, String base64) {
        return new Image(mediaType, base64);
    }

    /** {@return the media type, for example {@code image/png}} */
    public String mediaType() {
        return mediaType;
    }

    /** {@return the bytes in standard base64 without line breaks} */
    public String base64() {
        return base64;
    }

    @Override
    public String toString() {
        return "Image[" + mediaType + ", " + base64.length() + " characters of base64]";
    }
}
