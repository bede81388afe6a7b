/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.tool;

import dev.helix.api.AgentName;
import dev.helix.api.SessionId;
import dev.helix.api.TaskId;
import dev.helix.api.TurnId;
import dev.helix.api.message.ToolCall;
import dev.helix.api.tool.ToolContext;
import dev.helix.api.workspace.Workspace;
import java.util.Optional;

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
    public Optional<TaskId> task() {
        return Optional.empty();
    }

    @Override
    public Optional<AgentName> agent() {
        return Optional.of(AgentName.CODER);
    }

    @Override
    public TurnId turn() {
        return new TurnId(1);
    }

    @Override
    public ToolCall call() {
        return ToolCall.of("call-1", "tool", "{}");
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
