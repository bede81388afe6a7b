/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.workspace;

import dev.helix.api.HelixException;

/** Thrown when a workspace is asked for something its kind does not offer; nothing was done. */
public final class WorkspaceUnsupportedException extends HelixException {
    private static final long serialVersionUID = 1L;

    /** Creates the error; its message says what was asked, of which workspace, and the way out. */
    public WorkspaceUnsupportedException(String message) {
        super("workspace-unsupported", message);
    }
}
