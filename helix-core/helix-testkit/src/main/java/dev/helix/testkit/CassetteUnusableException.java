/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.testkit;

import dev.helix.api.HelixException;
import org.jspecify.annotations.Nullable;

/** Thrown when a cassette cannot be read, written or understood; the message names the file and the place in it. */
public final class CassetteUnusableException extends HelixException {
    private static final long serialVersionUID = 1L;

    CassetteUnusableException(String message, @Nullable Throwable cause) {
        super("cassette-unusable", message, cause);
    }
}
