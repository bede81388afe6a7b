/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.acceptance;

import dev.helix.api.message.ToolCall;
import dev.helix.api.model.ModelRequest;
import dev.helix.testkit.ScriptedModel;
import java.util.List;

/** Calls of the library's own tools, and the agents that make them. */
final class ToolCalls {
    private ToolCalls() {}

    static ToolCall bind() {
        return ScriptedModel.call("create_worktree_binding", "project_root", ".", "task", "the work");
    }

    static ToolCall write(String path, String content) {
        return ScriptedModel.call("write", "path", path, "content", content);
    }

    static ToolCall read(String path) {
        return ScriptedModel.call("read", "path", path);
    }

    static ToolCall shell(String command) {
        return ScriptedModel.call("shell", "command", command);
    }

    static ToolCall commit(String message) {
        return ScriptedModel.call("commit", "message", message);
    }

    static ToolCall review() {
        return ScriptedModel.call("request_review");
    }

    static ToolCall complete() {
        return ScriptedModel.call("complete", "summary", "All of it is done and checked.");
    }

    static ToolCall subAgent(String task) {
        return ScriptedModel.call("run_subagent", "task", task);
    }

    static ToolCall propose(String path) {
        return propose("more", "it is needed", List.of(path));
    }

    static ToolCall propose(String what, String why, List<String> paths) {
        return ScriptedModel.call("propose_scope", "what", what, "why", why, "paths", paths);
    }

    /** {@return whether a SubAgent asks} */
    static boolean ofSubAgent(ModelRequest request) {
        return request.system().startsWith("You are a SubAgent");
    }
}
