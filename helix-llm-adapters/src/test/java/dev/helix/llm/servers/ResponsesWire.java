/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.servers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.helix.api.message.ToolCall;
import dev.helix.api.model.StopReason;
import dev.helix.testkit.server.FakeRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * OpenAI Responses. The ids of items tell which of them belong to one reasoning: {@code rs_m1}, {@code msg_rs_m1},
 * {@code fc_rs_m1_call}.
 */
public final class ResponsesWire extends ProviderWire {
    private static ArrayNode items(String model, ScriptedReply reply) {
        ArrayNode items = JSON.createArrayNode();
        String reasoned = reply.thinking().isEmpty() ? reply.messageId() : "rs_" + reply.messageId();
        if (!reply.thinking().isEmpty()) {
            ObjectNode reasoning = items.addObject().put("type", "reasoning").put("id", reasoned);
            reasoning.putArray("summary").add(of("summary_text").put("text", reply.thinking()));
            reasoning.put("encrypted_content", signature(model, reply.thinking()));
        }
        if (!reply.text().isEmpty()) {
            ObjectNode message = items.addObject()
                    .put("type", "message")
                    .put("id", "msg_" + reasoned)
                    .put("status", "completed")
                    .put("role", "assistant");
            message.putArray("content").add(of("output_text").put("text", reply.text()));
        }
        for (ToolCall call : reply.calls()) {
            items.addObject()
                    .put("type", "function_call")
                    .put("id", "fc_" + reasoned + "_" + call.id())
                    .put("call_id", call.id())
                    .put("name", call.name())
                    .put("arguments", call.arguments())
                    .put("status", "completed");
        }
        return items;
    }

    private static ObjectNode begun(ScriptedReply reply) {
        return object().put("id", reply.messageId()).put("object", "response").put("status", "in_progress");
    }

    private static ObjectNode ended(String model, ScriptedReply reply) {
        boolean cut = reply.stop() == StopReason.OUTPUT_LIMIT || reply.stop() == StopReason.REFUSED;
        ObjectNode response =
                begun(reply).put("status", cut ? "incomplete" : "completed").putNull("error");
        if (cut) {
            response.putObject("incomplete_details")
                    .put("reason", reply.stop() == StopReason.REFUSED ? "content_filter" : "max_output_tokens");
        }
        response.set("output", items(model, reply));
        response.putObject("usage")
                .put("input_tokens", 12)
                .put("output_tokens", 34)
                .putObject("input_tokens_details")
                .put("cached_tokens", 5);
        return response;
    }

    private static String event(ObjectNode json) {
        return "event: " + json.path("type").asText() + "\ndata: " + json + "\n\n";
    }

    @Override
    public List<String> events(String model, ScriptedReply reply) {
        List<String> events = new ArrayList<>();
        events.add(event(of("response.created").set("response", begun(reply))));
        events.add(event(of("response.in_progress").set("response", begun(reply))));
        ArrayNode items = items(model, reply);
        for (int i = 0; i < items.size(); i++) {
            ObjectNode begun = ((ObjectNode) items.get(i)).deepCopy();
            begun.remove(List.of("encrypted_content", "content"));
            events.add(event(
                    of("response.output_item.added").put("output_index", i).set("item", begun)));
            events.add(event(delta(begun, reply).put("output_index", i)));
            events.add(
                    event(of("response.output_item.done").put("output_index", i).set("item", items.get(i))));
        }
        ObjectNode response = ended(model, reply);
        events.add(event(of("response." + response.path("status").asText()).set("response", response)));
        return events;
    }

    private static ObjectNode delta(ObjectNode item, ScriptedReply reply) {
        return switch (item.path("type").asText()) {
            case "reasoning" -> of("response.reasoning_summary_text.delta").put("delta", reply.thinking());
            case "message" -> of("response.output_text.delta").put("delta", reply.text());
            default ->
                of("response.function_call_arguments.delta")
                        .put("delta", item.path("arguments").asText());
        };
    }

    @Override
    public String whole(String model, ScriptedReply reply) {
        return ended(model, reply).toString();
    }

    @Override
    public String error(int status, String message) {
        ObjectNode error = object();
        error.putObject("error")
                .put("message", message)
                .put("type", "some_error")
                .putNull("code");
        return error.toString();
    }

    @Override
    public String errorEvent(String message) {
        return event(of("error").put("code", "server_error").put("message", message));
    }

    @Override
    public String conversation() {
        return "input";
    }

    @Override
    void check(FakeRequest request, JsonNode body, Complaints complaints) {
        complaints.require(request.path().equals("/v1/responses"), "path " + request.path());
        complaints.require(request.headers().getOrDefault("authorization", "").startsWith("Bearer "), "authorization");
        complaints.only(
                body,
                "body",
                "model",
                "input",
                "instructions",
                "stream",
                "store",
                "include",
                "max_output_tokens",
                "tools",
                "tool_choice",
                "parallel_tool_calls",
                "temperature",
                "reasoning",
                "text",
                "prompt_cache_key",
                "prompt_cache_retention",
                "safety_identifier");
        complaints.require(body.has("store") && !body.path("store").asBoolean(), "store");
        complaints.require(body.path("stream").asBoolean(), "stream");
        complaints.require(body.path("include").toString().contains("reasoning.encrypted_content"), "include");
        complaints.require(body.path("max_output_tokens").asInt() >= 16, "max_output_tokens: at least 16");
        complaints.require(body.path("input").size() > 0, "input is too short");
        body.path("tools").forEach(tool -> {
            complaints.only(tool, "tool", "type", "name", "description", "parameters", "strict");
            complaints.require(tool.has("strict"), "strict by default");
        });
        new Items(body, complaints).check();
    }

    /** The items of one request. Confined to one thread. */
    private static final class Items {
        private final JsonNode body;
        private final Complaints complaints;
        private final Set<String> ids = new HashSet<>();
        private final Set<String> calls = new HashSet<>();
        private final Set<String> open = new HashSet<>();

        Items(JsonNode body, Complaints complaints) {
            this.body = body;
            this.complaints = complaints;
        }

        void check() {
            String reasoning = "";
            for (JsonNode item : body.path("input")) {
                String id = item.path("id").asText();
                complaints.require(id.isEmpty() || ids.add(id), "duplicate item id " + id);
                if (!reasoning.isEmpty()) {
                    complaints.require(
                            id.contains(reasoning),
                            "item '" + reasoning + "' was provided without its required following item");
                }
                boolean reasoned = id.contains("rs_") && !id.startsWith("rs_");
                String own = id.replaceAll("^(msg|fc)_(rs_[^_]+).*", "$2");
                complaints.require(
                        !reasoned || ids.contains(own), "item '" + id + "' was provided without its reasoning item");
                item(item);
                reasoning = item.path("type").asText().equals("reasoning") ? id : "";
            }
            complaints.require(reasoning.isEmpty(), "a reasoning item ends the input");
            complaints.require(open.isEmpty(), "No tool output found for function call " + open);
        }

        private void item(JsonNode item) {
            switch (item.path("type").asText()) {
                case "reasoning" -> reasoning(item);
                case "function_call" -> call(item);
                case "function_call_output" -> output(item);
                case "message" -> message(item);
                default -> complaints.require(false, "unknown item " + item);
            }
        }

        private void reasoning(JsonNode item) {
            complaints.only(item, "reasoning", "type", "id", "summary", "encrypted_content", "status");
            String own = signature(
                    body.path("model").asText(), item.at("/summary/0/text").asText());
            complaints.require(
                    item.path("encrypted_content").asText().equals(own), "the encrypted content could not be verified");
        }

        private void call(JsonNode item) {
            complaints.only(item, "function_call", "type", "id", "call_id", "name", "arguments", "status");
            String id = item.path("call_id").asText();
            complaints.require(calls.add(id) && open.add(id), "one call id twice: " + id);
            complaints.require(!id.isEmpty() && id.length() <= 64, "call_id: at most 64 characters");
            complaints.require(item.path("arguments").isTextual(), "arguments must be a string");
            complaints.require(
                    item.path("name").asText().matches("[a-zA-Z0-9_-]{1,64}"), "name of a tool does not match");
        }

        private void output(JsonNode item) {
            complaints.only(item, "function_call_output", "type", "call_id", "output");
            complaints.require(
                    open.remove(item.path("call_id").asText()), "No tool call found for function call output");
            complaints.require(
                    item.path("output").isTextual() || item.path("output").size() > 0, "output");
        }

        private void message(JsonNode item) {
            complaints.only(item, "message", "type", "id", "role", "content", "status");
            complaints.require(open.isEmpty(), "No tool output found for function call " + open);
            complaints.require(item.path("content").size() > 0, "content is too short");
            String kind = item.path("role").asText().equals("assistant") ? "output_text" : "input_";
            for (JsonNode part : item.path("content")) {
                complaints.require(part.path("type").asText().startsWith(kind), "a part of type " + part.path("type"));
            }
        }
    }
}
