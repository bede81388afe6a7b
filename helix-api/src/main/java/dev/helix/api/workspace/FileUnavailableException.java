/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.workspace;

import dev.helix.api.HelixException;
import org.jspecify.annotations.Nullable;

/** Thrown when a file or directory is not there, is of another kind, is too large, or cannot be read. */
public final class FileUnavailableException extends HelixException {
    private static final long serialVersionUID = 1L;

    /** Creates the error; its message names the path, what is wrong with it, and the way out. */
    public FileUnavailableException(String message, @Nullable Throwable cause) {
        super("file-unavailable", message, cause);
    }
}
