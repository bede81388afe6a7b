/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.projection;

import dev.helix.api.message.Content;
import dev.helix.api.message.Document;
import dev.helix.api.message.Image;

/** Utility methods for images and documents. */
final class Media {
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

    static String describe(Content part) {
        return part instanceof Document document
                ? "the document " + document.name() + " of type " + document.mediaType()
                : "an image of type " + type(part);
    }
}
