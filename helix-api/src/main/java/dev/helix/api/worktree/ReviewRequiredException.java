/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.worktree;

import dev.helix.api.HelixException;

/** Thrown when the review gate is closed: the tip's tree was never approved, or changed since it was. */
public final class ReviewRequiredException extends HelixException {
    private static final long serialVersionUID = 1L;

    /** Creates the error; its message names the tree, what was approved instead, and the way out. */
    public ReviewRequiredException(String message) {
        super("review-required", message);
    }
}
