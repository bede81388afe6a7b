/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.projection;

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
}
