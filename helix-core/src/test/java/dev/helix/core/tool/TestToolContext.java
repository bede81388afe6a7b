/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.tool;

import dev.helix.api.AgentName;
import dev.helix.api.SessionId;
import dev.helix.api.tool.ToolContext;
import dev.helix.api.workspace.Workspace;

/** The context of a call by the coder of session {@code test}, which keeps its live output. */
public final class TestToolContext implements ToolContext {
    private final Workspace workspace;
    private final StringBuffer output = new StringBuffer();

    public TestToolContext(Workspace workspace) {
        this.workspace = workspace;
    }

    public String liveOutput() {
        return output.toString();
    }

    @Override
    public SessionId session() {
        return new SessionId("test");
    }

    @Override
    public AgentName agent() {
        return AgentName.CODER;
    }

    @Override
    public String callId() {
        return "call-1";
    }

    @Override
    public Workspace workspace() {
        return workspace;
    }

    @Override
    public void output(String text) {
        output.append(text);
    }
}
