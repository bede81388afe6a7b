/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.tool;

import dev.helix.api.AgentName;
import dev.helix.api.SessionId;
import dev.helix.api.workspace.Workspace;

/** The context of a tool call: who calls the tool and where it may work. Called by tools; thread-safe. */
public interface ToolContext {
    /** {@return the session on whose behalf the tool runs} */
    SessionId session();

    /** {@return the agent that made the call} */
    AgentName agent();

    /** {@return the id of the call being run, as the model gave it} */
    String callId();

    /**
     * {@return the workspace as it is at this moment: read-only until a worktree is bound, the current view; ask
     * again for each call}
     */
    Workspace workspace();

    /**
     * Shows a piece of live output to whoever watches; it is not kept.
     *
     * @param text any text
     */
    void output(String text);
}
