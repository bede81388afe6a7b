/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.replay;

import dev.helix.api.HelixException;
import org.jspecify.annotations.Nullable;

/** Thrown when a cassette does not parse; nothing was played. */
public final class CassetteFormatException extends HelixException {
    private static final long serialVersionUID = 1L;

    CassetteFormatException(String message, @Nullable Throwable cause) {
        super("cassette-format-invalid", message, cause);
    }
}
