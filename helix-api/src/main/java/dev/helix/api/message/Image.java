/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.message;

/**
 * An image encoded as base64. Immutable.
 *
 * @param mediaType for example {@code image/png}
 * @param base64 the bytes in standard base64 without line breaks
 */
public record Image(String mediaType, String base64) implements Content {}
