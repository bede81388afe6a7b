/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.replay;

import dev.helix.api.HelixException;

/** Thrown when a cassette file cannot be read or written. */
public final class CassetteFileException extends HelixException {
    private static final long serialVersionUID = 1L;

    CassetteFileException(String message, Throwable cause) {
        super("cassette-file-failed", message, cause);
    }
}
