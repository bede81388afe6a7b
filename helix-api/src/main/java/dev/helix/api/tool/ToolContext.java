/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.tool;

import dev.helix.api.CallContext;
import dev.helix.api.TurnId;
import dev.helix.api.message.ToolCall;
import dev.helix.api.workspace.Workspace;

/** The circumstances of one tool call. Implemented by the library; thread-safe. */
public interface ToolContext extends CallContext {
    /** {@return the turn the call belongs to; together with agent and call id it identifies the call} */
    TurnId turn();

    /** {@return the call being run, as the model wrote it} */
    ToolCall call();

    /**
     * {@return the workspace as it is at this moment: read-only until a worktree is bound; to be asked again for each
     * call}
     */
    Workspace workspace();

    /**
     * Shows a piece of live output to whoever watches; it is not kept.
     *
     * @param text any text
     */
    void output(String text);
}
