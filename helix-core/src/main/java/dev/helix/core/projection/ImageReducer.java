/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.projection;

import dev.helix.api.message.Image;
import java.util.Optional;

/** A host's way to make an image smaller; a pure function, called while a history is projected. */
@FunctionalInterface
public interface ImageReducer {
    /** Makes nothing smaller: an image beyond the limits is left out. */
    ImageReducer NONE = (image, maxSidePixels, maxBase64Chars) -> Optional.empty();

    /**
     * Makes an image smaller.
     *
     * @param image the image beyond a limit
     * @param maxSidePixels the longest side allowed
     * @param maxBase64Chars the most characters of base64 allowed
     * @return an image within both limits, or empty when there is none
     */
    Optional<Image> reduce(Image image, int maxSidePixels, int maxBase64Chars);
}
