/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.servers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.helix.api.message.ToolCall;
import dev.helix.api.model.StopReason;
import dev.helix.testkit.server.FakeRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Ollama, whose calls have no ids. It takes results in any order; a template reads them in the order of the calls, so
 * that is demanded.
 */
public final class OllamaWire extends ProviderWire {
    private static ObjectNode line(String model, String field, String text) {
        ObjectNode line = object().put("model", model).put("created_at", "2026-01-01T00:00:00Z");
        ObjectNode message = line.putObject("message").put("role", "assistant").put("content", "");
        message.put(field, text);
        return line.put("done", false);
    }

    private static void addCalls(ObjectNode line, List<ToolCall> calls) {
        for (ToolCall call : calls) {
            ((ObjectNode) line.path("message"))
                    .withArray("tool_calls")
                    .addObject()
                    .putObject("function")
                    .put("name", call.name())
                    .set("arguments", raw(call.arguments()));
        }
    }

    private static ObjectNode end(ObjectNode line, ScriptedReply reply) {
        return line.put("done", true)
                .put("done_reason", reply.stop() == StopReason.OUTPUT_LIMIT ? "length" : "stop")
                .put("prompt_eval_count", 12)
                .put("eval_count", 34);
    }

    @Override
    public List<String> events(String model, ScriptedReply reply) {
        List<String> lines = new ArrayList<>();
        if (!reply.thinking().isEmpty()) {
            lines.add(line(model, "thinking", reply.thinking()) + "\n");
        }
        reply.halves().forEach(half -> lines.add(line(model, "content", half) + "\n"));
        for (ToolCall call : reply.calls()) {
            ObjectNode line = line(model, "content", "");
            addCalls(line, List.of(call));
            lines.add(line + "\n");
        }
        lines.add(end(line(model, "content", ""), reply) + "\n");
        return lines;
    }

    @Override
    public String whole(String model, ScriptedReply reply) {
        ObjectNode line = end(line(model, "content", reply.text()), reply);
        addCalls(line, reply.calls());
        return line.toString();
    }

    @Override
    public String error(int status, String message) {
        return object().put("error", message).toString();
    }

    @Override
    public String errorEvent(String message) {
        return object().put("error", message) + "\n";
    }

    @Override
    public String conversation() {
        return "messages";
    }

    @Override
    public String contentType() {
        return "application/x-ndjson";
    }

    @Override
    public boolean namesMessages() {
        return false;
    }

    @Override
    public boolean countsCache() {
        return false;
    }

    @Override
    void check(FakeRequest request, JsonNode body, Complaints complaints) {
        complaints.require(request.path().equals("/api/chat"), "path " + request.path());
        complaints.only(body, "body", "model", "messages", "stream", "truncate", "options", "think", "format", "tools");
        complaints.only(body.path("options"), "options", "num_ctx", "num_predict", "temperature");
        complaints.require(body.has("truncate") && !body.path("truncate").asBoolean(), "truncate");
        complaints.require(body.at("/options/num_ctx").asInt() > 0, "num_ctx");
        complaints.require(body.at("/options/num_predict").asInt() > 0, "num_predict");
        complaints.require(body.path("messages").size() > 0, "messages is too short");
        Deque<String> open = new ArrayDeque<>();
        for (JsonNode message : body.path("messages")) {
            complaints.require(message.path("content").isTextual(), "cannot unmarshal into content of type string");
            switch (message.path("role").asText()) {
                case "tool" -> {
                    complaints.only(message, "result", "role", "content", "tool_name", "tool_call_id");
                    complaints.require(
                            message.path("tool_name").asText().equals(open.poll()), "tool_name: results follow calls");
                }
                case "assistant" -> {
                    unanswered(open, complaints);
                    complaints.only(message, "assistant", "role", "content", "thinking", "tool_calls");
                    message.path("tool_calls").forEach(call -> call(call, open, complaints));
                }
                case "user", "system" -> {
                    unanswered(open, complaints);
                    complaints.only(message, "message", "role", "content", "images");
                }
                default -> complaints.require(false, "role " + message.path("role"));
            }
        }
        unanswered(open, complaints);
    }

    private static void call(JsonNode call, Deque<String> open, Complaints complaints) {
        complaints.only(call, "call", "id", "function");
        complaints.only(call.path("function"), "function", "name", "arguments");
        complaints.require(
                call.at("/function/arguments").isObject(), "cannot unmarshal string into arguments of type object");
        open.add(call.at("/function/name").asText());
    }

    private static void unanswered(Deque<String> open, Complaints complaints) {
        complaints.require(open.isEmpty(), "calls without a result: " + open);
    }
}
