/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.helix.api.HelixException;
import dev.helix.api.workspace.Workspace;
import dev.helix.core.json.Json;
import dev.helix.llm.cli.JsonRpc.RpcException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The client's side of the Agent Client Protocol: takes updates, answers questions by policy, and serves files from the
 * workspace and from nowhere else. Confined to one thread.
 */
final class AcpClient implements JsonRpc.Peer {
    private static final int INVALID_PARAMS = -32602;
    private static final int MAX_FILE_BYTES = 10 * 1024 * 1024;

    private final Workspace workspace;
    private final PermissionPolicy policy;
    private final ReplyCollector reply;
    private final Set<String> calls = new HashSet<>();
    private boolean cancelled;

    AcpClient(Workspace workspace, PermissionPolicy policy, ReplyCollector reply) {
        this.workspace = workspace;
        this.policy = policy;
        this.reply = reply;
    }

    /** Permits and writes nothing any more. */
    void cancel() {
        cancelled = true;
    }

    @Override
    public void notified(String method, JsonNode params) {
        if (method.equals("session/update")) {
            update(params.path("update"));
        }
    }

    private void update(JsonNode update) {
        switch (update.path("sessionUpdate").asText()) {
            case "agent_message_chunk" -> reply.text(text(update));
            case "agent_thought_chunk" -> reply.thinking(text(update));
            case "tool_call", "tool_call_update" -> {
                called(update);
                ended(update);
            }
            case "plan" -> reply.notice("plan: " + plan(update.path("entries")));
            default -> {
                // Commands, modes, and what later versions bring.
            }
        }
    }

    private static String text(JsonNode update) {
        return update.path("content").path("text").asText();
    }

    private static String id(JsonNode update) {
        return update.path("toolCallId").asText();
    }

    /** Records a call once: some agents announce it, others only ask for permission. */
    private void called(JsonNode call) {
        if (calls.add(id(call))) {
            reply.toolCalled(id(call), call.path("title").asText("tool"), call.path("rawInput"));
        }
    }

    private void ended(JsonNode update) {
        String status = update.path("status").asText();
        if (status.equals("completed") || status.equals("failed")) {
            JsonNode output = update.has("rawOutput") ? update.path("rawOutput") : update.path("content");
            reply.toolEnded(id(update), status.equals("failed"), output);
        }
    }

    private static String plan(JsonNode entries) {
        return stream(entries).map(entry -> entry.path("content").asText()).collect(Collectors.joining("; "));
    }

    @Override
    public JsonNode asked(String method, JsonNode params) throws RpcException {
        try {
            return switch (method) {
                case "session/request_permission" -> permission(params);
                case "fs/read_text_file" -> read(params);
                case "fs/write_text_file" -> write(params);
                default -> throw new RpcException(JsonRpc.METHOD_NOT_FOUND, "this client has no method " + method);
            };
        } catch (HelixException | IllegalArgumentException refused) {
            throw new RpcException(INVALID_PARAMS, String.valueOf(refused.getMessage()));
        }
    }

    /** Chooses what holds for this once; an agent that offers nothing of the kind is told that nobody chose. */
    private JsonNode permission(JsonNode params) {
        if (cancelled) {
            return outcome(Optional.empty());
        }
        String title = params.path("toolCall").path("title").asText("a tool");
        List<String> kinds = policy == PermissionPolicy.ALLOW
                ? List.of("allow_once", "allow_always")
                : List.of("reject_once", "reject_always");
        Optional<String> option = kinds.stream()
                .flatMap(kind -> stream(params.path("options"))
                        .filter(offered -> offered.path("kind").asText().equals(kind)))
                .map(offered -> offered.path("optionId").asText())
                .findFirst();
        reply.notice((policy == PermissionPolicy.ALLOW ? "allowed: " : "rejected: ") + title);
        if (policy == PermissionPolicy.ALLOW) {
            called(params.path("toolCall"));
        }
        return outcome(option);
    }

    private static JsonNode outcome(Optional<String> option) {
        ObjectNode result = Json.object();
        ObjectNode outcome = result.putObject("outcome").put("outcome", option.isPresent() ? "selected" : "cancelled");
        option.ifPresent(id -> outcome.put("optionId", id));
        return result;
    }

    private JsonNode read(JsonNode params) {
        String text = new String(workspace.read(relative(params), MAX_FILE_BYTES), StandardCharsets.UTF_8);
        boolean part = params.path("line").isNumber() || params.path("limit").isNumber();
        return Json.object().put("content", part ? lines(text, params) : text);
    }

    /** Lines are counted from one. */
    private static String lines(String text, JsonNode params) {
        long first = Math.max(1, params.path("line").asLong(1));
        long count = Math.max(0, params.path("limit").asLong(Long.MAX_VALUE));
        return text.lines().skip(first - 1).limit(count).collect(Collectors.joining("\n"));
    }

    private JsonNode write(JsonNode params) throws RpcException {
        if (cancelled) {
            throw new RpcException(INVALID_PARAMS, "the turn was cancelled");
        }
        String path = relative(params);
        workspace.write(path, params.path("content").asText().getBytes(StandardCharsets.UTF_8));
        reply.toolCalled("", "write_text_file", Json.object().put("path", path));
        return Json.object();
    }

    /** Paths come absolute, as the agent sees them; one outside the root is refused by the workspace itself. */
    private String relative(JsonNode params) {
        String path = params.path("path").asText();
        String root = workspace.root();
        return path.startsWith(root + "/") ? path.substring(root.length() + 1) : path;
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
