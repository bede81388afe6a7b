/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.workspace;

import dev.helix.api.HelixException;

/** Thrown when a path is absolute, climbs with {@code ..}, or leads outside the workspace over a link. */
public final class PathOutsideWorkspaceException extends HelixException {
    private static final long serialVersionUID = 1L;

    /** Creates the error; its message names the path, why it leads outside, and the way out. */
    public PathOutsideWorkspaceException(String message) {
        super("path-outside-workspace", message);
    }
}
