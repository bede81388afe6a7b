/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.servers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.helix.api.message.ToolCall;
import dev.helix.testkit.server.AnthropicRules;
import dev.helix.testkit.server.FakeRequest;
import java.util.ArrayList;
import java.util.List;

/** Anthropic Messages. */
public final class AnthropicWire extends ProviderWire {
    private static List<ObjectNode> blocks(String model, ScriptedReply reply) {
        List<ObjectNode> blocks = new ArrayList<>();
        if (!reply.thinking().isEmpty()) {
            blocks.add(of("thinking")
                    .put("thinking", reply.thinking())
                    .put("signature", signature(model, reply.thinking())));
        }
        if (!reply.text().isEmpty()) {
            blocks.add(of("text").put("text", reply.text()));
        }
        for (ToolCall call : reply.calls()) {
            ObjectNode block = of("tool_use").put("id", call.id()).put("name", call.name());
            blocks.add(block.set("input", raw(call.arguments())));
        }
        return blocks;
    }

    private static String event(ObjectNode json) {
        return "event: " + json.path("type").asText() + "\ndata: " + json + "   \n\n";
    }

    private static ObjectNode usage() {
        return object().put("input_tokens", 7).put("cache_read_input_tokens", 5).put("output_tokens", 34);
    }

    @Override
    public List<String> events(String model, ScriptedReply reply) {
        List<String> events = new ArrayList<>();
        ObjectNode start = of("message_start");
        start.putObject("message").put("id", reply.messageId()).set("usage", usage());
        events.add(event(start));
        List<ObjectNode> blocks = blocks(model, reply);
        for (int i = 0; i < blocks.size(); i++) {
            addBlock(events, i, blocks.get(i));
        }
        ObjectNode end = of("message_delta");
        end.putObject("delta").put("stop_reason", reason(reply));
        events.add(event(end.set("usage", object().put("output_tokens", 34))));
        events.add(event(of("message_stop")));
        return events;
    }

    private static void addBlock(List<String> events, int index, ObjectNode block) {
        ObjectNode begun = block.deepCopy();
        begun.remove(List.of("text", "thinking", "signature"));
        if (begun.has("input")) {
            begun.putObject("input");
        }
        events.add(event(of("content_block_start").put("index", index).set("content_block", begun)));
        List<ObjectNode> deltas = new ArrayList<>();
        switch (block.path("type").asText()) {
            case "thinking" -> {
                deltas.add(of("thinking_delta").set("thinking", block.get("thinking")));
                deltas.add(of("signature_delta").set("signature", block.get("signature")));
            }
            case "text" -> deltas.add(of("text_delta").set("text", block.get("text")));
            default ->
                deltas.add(of("input_json_delta")
                        .put("partial_json", block.path("input").toString()));
        }
        deltas.forEach(delta ->
                events.add(event(of("content_block_delta").put("index", index).set("delta", delta))));
        events.add(event(of("content_block_stop").put("index", index)));
    }

    private static String reason(ScriptedReply reply) {
        return switch (reply.stop()) {
            case TOOL_CALLS -> "tool_use";
            case OUTPUT_LIMIT -> "max_tokens";
            case REFUSED -> "refusal";
            case PAUSED -> "pause_turn";
            default -> "end_turn";
        };
    }

    @Override
    public String whole(String model, ScriptedReply reply) {
        ObjectNode message = of("message").put("id", reply.messageId()).put("stop_reason", reason(reply));
        message.putArray("content").addAll(blocks(model, reply));
        return message.set("usage", usage()).toString();
    }

    @Override
    public String error(int status, String message) {
        return of("error")
                .set("error", of("some_error").put("message", message))
                .toString();
    }

    @Override
    public String errorEvent(String message) {
        return event(of("error").set("error", of("overloaded_error").put("message", message)));
    }

    @Override
    public String conversation() {
        return "messages";
    }

    @Override
    void check(FakeRequest request, JsonNode body, Complaints complaints) {
        complaints.require(request.path().equals("/v1/messages"), "path " + request.path());
        complaints.require(
                request.headers().getOrDefault("anthropic-version", "").equals("2023-06-01"), "anthropic-version");
        complaints.require(!request.headers().getOrDefault("x-api-key", "").isEmpty(), "x-api-key");
        AnthropicRules.broken(request.body()).forEach(rule -> complaints.require(false, rule));
        complaints.only(
                body,
                "body",
                "model",
                "max_tokens",
                "stream",
                "system",
                "tools",
                "tool_choice",
                "thinking",
                "output_config",
                "temperature",
                "metadata",
                "messages");
        body.path("system").forEach(block -> complaints.only(block, "system", "type", "text", "cache_control"));
        body.path("tools")
                .forEach(tool -> complaints.only(tool, "tool", "name", "description", "input_schema", "cache_control"));
        for (JsonNode message : body.path("messages")) {
            complaints.only(message, "message", "role", "content");
            message.path("content").forEach(block -> block(body, block, complaints));
        }
    }

    private static void block(JsonNode body, JsonNode block, Complaints complaints) {
        switch (block.path("type").asText()) {
            case "text" -> complaints.only(block, "text", "type", "text", "cache_control");
            case "image" -> complaints.only(block, "image", "type", "source", "cache_control");
            case "document" -> complaints.only(block, "document", "type", "source", "title", "cache_control");
            case "tool_use" -> complaints.only(block, "tool_use", "type", "id", "name", "input");
            case "tool_result" ->
                complaints.only(block, "tool_result", "type", "tool_use_id", "content", "is_error", "cache_control");
            case "thinking" -> {
                complaints.only(block, "thinking", "type", "thinking", "signature");
                String own = signature(
                        body.path("model").asText(), block.path("thinking").asText());
                complaints.require(block.path("signature").asText().equals(own), "Invalid `signature` in `thinking`");
            }
            default -> complaints.require(false, "unknown block " + block);
        }
    }
}
