/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.acceptance;

import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Content;
import dev.helix.api.message.Origin;
import dev.helix.api.message.Text;
import dev.helix.api.message.ToolCall;
import dev.helix.api.model.ModelReply;
import dev.helix.api.model.StopReason;
import dev.helix.api.model.Usage;
import java.util.List;

/** The words of a test's model. */
final class Replies {
    private static final Origin ORIGIN = new Origin("test", "test", "m");

    private Replies() {}

    static ScriptedModel text(String text) {
        return request -> reply(StopReason.END, Text.of(text));
    }

    static ScriptedModel calls(ToolCall... calls) {
        return request -> reply(StopReason.TOOL_CALLS, calls);
    }

    static ModelReply reply(StopReason stop, Content... content) {
        return ModelReply.of(new AssistantMessage(List.of(content), ORIGIN), stop, Usage.of(10, 5));
    }

    static ToolCall bind() {
        return call("create_worktree_binding", "project_root", ".", "task", "the work");
    }

    static ToolCall write(String path, String content) {
        return call("write", "path", path, "content", content);
    }

    static ToolCall read(String path) {
        return call("read", "path", path);
    }

    static ToolCall shell(String command) {
        return call("shell", "command", command);
    }

    static ToolCall commit(String message) {
        return call("commit", "message", message);
    }

    static ToolCall review() {
        return call("request_review");
    }

    static ToolCall complete() {
        return call("complete", "summary", "All of it is done and checked.");
    }

    static ToolCall subAgent(String task) {
        return call("run_subagent", "task", task);
    }

    static ToolCall propose(String path) {
        String arguments = "{\"what\":\"more\",\"why\":\"it is needed\",\"paths\":[" + quoted(path) + "]}";
        return ToolCall.of("propose_scope-" + path.hashCode(), "propose_scope", arguments);
    }

    /** Makes a call whose arguments are texts, given as names and values in turn. */
    static ToolCall call(String tool, String... arguments) {
        StringBuilder json = new StringBuilder("{");
        for (int i = 0; i < arguments.length; i += 2) {
            json.append(i == 0 ? "" : ",")
                    .append(quoted(arguments[i]))
                    .append(':')
                    .append(quoted(arguments[i + 1]));
        }
        String text = json.append('}').toString();
        return ToolCall.of(tool + "-" + Integer.toHexString(text.hashCode()), tool, text);
    }

    static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c)) {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
