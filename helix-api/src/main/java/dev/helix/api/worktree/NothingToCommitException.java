/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.worktree;

import dev.helix.api.HelixException;

/** Thrown when a commit would record no change. */
public final class NothingToCommitException extends HelixException {
    private static final long serialVersionUID = 1L;

    /** Creates the error; its message names the worktree and the way out. */
    public NothingToCommitException(String message) {
        super("nothing-to-commit", message);
    }
}
