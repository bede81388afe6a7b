/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.projection;

import dev.helix.api.message.Content;
import dev.helix.api.message.Document;
import dev.helix.api.message.Image;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Utility methods for images and documents. */
final class Media {
    private static final String IMAGE = "image/";
    private static final String TEXT = "text/";
    private static final String ANY_TEXT = "text/*";

    private Media() {}

    static boolean is(Content part) {
        return part instanceof Image || part instanceof Document;
    }

    /** {@return the media type, empty for any other part} */
    static String type(Content part) {
        if (part instanceof Image image) {
            return image.mediaType();
        }
        return part instanceof Document document ? document.mediaType() : "";
    }

    /** {@return whether a set of media types names the one of the part; nothing else passes for an image} */
    static boolean isAmong(Set<String> accepted, Content part) {
        String type = type(part);
        if (type.startsWith(IMAGE) != part instanceof Image) {
            return false;
        }
        return accepted.contains(type) || (type.startsWith(TEXT) && accepted.contains(ANY_TEXT));
    }

    /** {@return the content of a document of text; null when the part is no such document} */
    static @Nullable String text(Content part) {
        if (!(part instanceof Document document) || !document.mediaType().startsWith(TEXT)) {
            return null;
        }
        try {
            return new String(Base64.getDecoder().decode(document.base64()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    static String describe(Content part) {
        return part instanceof Document document
                ? "the document " + document.name() + " of type " + document.mediaType()
                : "an image of type " + type(part);
    }
}
