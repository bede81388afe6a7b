/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.worktree;

import static java.util.Objects.requireNonNull;

import dev.helix.api.HelixException;
import java.util.List;

/** Thrown when a worktree holds work its branch does not. */
public final class UncommittedChangesException extends HelixException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> paths;

    /**
     * Creates the error.
     *
     * @param message how many paths differ and the way out
     * @param paths the paths, sorted
     */
    public UncommittedChangesException(String message, List<String> paths) {
        super("worktree-uncommitted-changes", message);
        this.paths = List.copyOf(requireNonNull(paths, "paths"));
    }

    /** {@return the paths that differ, sorted} */
    public List<String> paths() {
        return paths;
    }
}
