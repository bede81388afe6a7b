/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree;

import dev.helix.api.HelixException;
import org.jspecify.annotations.Nullable;

/** Thrown when the git program is missing or too old for the library. */
public final class GitUnavailableException extends HelixException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the error; its message says which program, what was found, what is needed and the
     * way out.
     */
    public GitUnavailableException(String message, @Nullable Throwable cause) {
        super("git-unavailable", message, cause);
    }
}
