/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.worktree;

import dev.helix.api.HelixException;
import org.jspecify.annotations.Nullable;

/** Thrown when a worktree, branch or repository is in a state the operation cannot work with; nothing was lost. */
public final class WorktreeStateException extends HelixException {
    private static final long serialVersionUID = 1L;

    /** Creates the error; its message says what was asked, what was found and the way out. */
    public WorktreeStateException(String message, @Nullable Throwable cause) {
        super("worktree-state", message, cause);
    }
}
