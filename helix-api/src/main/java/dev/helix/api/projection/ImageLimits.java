/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.projection;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Limits on the images of one request. Immutable.
 *
 * @param maxCount the most images; the oldest beyond it are left out
 * @param maxBase64Chars the longest image in characters of base64
 * @param maxSidePixels the longest side of an image
 * @param manyCount the number of images above which {@code manySidePixels} holds
 * @param manySidePixels the longest side of each image of a request with many
 */
public record ImageLimits(int maxCount, int maxBase64Chars, int maxSidePixels, int manyCount, int manySidePixels) {
    /** No limit. */
    public static final ImageLimits NONE = new ImageLimits(
            Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);

    // Written out, since the JDK keeps generated ones, and with them this class's loader, until memory gets scarce.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ImageLimits that
                && maxCount == that.maxCount
                && maxBase64Chars == that.maxBase64Chars
                && maxSidePixels == that.maxSidePixels
                && manyCount == that.manyCount
                && manySidePixels == that.manySidePixels;
    }

    @Override
    public int hashCode() {
        return Objects.hash(maxCount, maxBase64Chars, maxSidePixels, manyCount, manySidePixels);
    }
}
