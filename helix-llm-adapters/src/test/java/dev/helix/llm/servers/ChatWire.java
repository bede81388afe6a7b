/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.servers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.helix.api.message.ToolCall;
import dev.helix.testkit.server.FakeRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** OpenAI Chat Completions, as one of its servers speaks it. */
public final class ChatWire extends ProviderWire {
    private final boolean reasons;
    private final boolean alternates;

    private ChatWire(boolean reasons, boolean alternates) {
        this.reasons = reasons;
        this.alternates = alternates;
    }

    /** A server like DeepSeek's: every message of the model carries reasoning. */
    public static ChatWire reasoning() {
        return new ChatWire(true, false);
    }

    /** A server like vLLM: a chat template, which knows no reasoning and lets roles alternate. */
    public static ChatWire template() {
        return new ChatWire(false, true);
    }

    private static ObjectNode chunk(ScriptedReply reply, ObjectNode delta) {
        ObjectNode chunk = object().put("id", reply.messageId()).put("object", "chat.completion.chunk");
        chunk.putArray("choices").addObject().put("index", 0).set("delta", delta);
        return chunk;
    }

    private static String event(JsonNode json) {
        return "data: " + json + "\n\n";
    }

    @Override
    public List<String> events(String model, ScriptedReply reply) {
        List<String> events = new ArrayList<>();
        events.add(event(chunk(reply, object().put("role", "assistant").put("content", ""))));
        for (String piece : ScriptedReply.halves(reply.thinking())) {
            events.add(event(chunk(reply, object().put("reasoning_content", piece))));
        }
        for (String piece : reply.halves()) {
            events.add(event(chunk(reply, object().put("content", piece))));
        }
        for (int i = 0; i < reply.calls().size(); i++) {
            addCall(events, reply, i);
        }
        ObjectNode last = chunk(reply, object());
        ((ObjectNode) last.at("/choices/0")).put("finish_reason", reason(reply));
        events.add(event(last));
        ObjectNode usage = object().put("id", reply.messageId());
        usage.putArray("choices");
        usage.set("usage", usage());
        events.add(event(usage));
        events.add("data: [DONE]\n\n");
        return events;
    }

    private static void addCall(List<String> events, ScriptedReply reply, int index) {
        ToolCall call = reply.calls().get(index);
        List<String> pieces = new ArrayList<>(List.of(""));
        pieces.addAll(ScriptedReply.halves(call.arguments()));
        for (int piece = 0; piece < pieces.size(); piece++) {
            ObjectNode delta = object();
            ObjectNode wire = delta.putArray("tool_calls").addObject().put("index", index);
            ObjectNode function = wire.putObject("function");
            if (piece == 0) {
                wire.put("id", call.id()).put("type", "function");
                function.put("name", call.name());
            }
            function.put("arguments", pieces.get(piece));
            events.add(event(chunk(reply, delta)));
        }
    }

    private static String reason(ScriptedReply reply) {
        return switch (reply.stop()) {
            case TOOL_CALLS -> "tool_calls";
            case OUTPUT_LIMIT -> "length";
            case REFUSED -> "content_filter";
            default -> "stop";
        };
    }

    private static ObjectNode usage() {
        ObjectNode usage =
                object().put("prompt_tokens", 12).put("completion_tokens", 34).put("total_tokens", 46);
        usage.putObject("prompt_tokens_details").put("cached_tokens", 5);
        return usage;
    }

    @Override
    public String whole(String model, ScriptedReply reply) {
        ObjectNode whole = object().put("id", reply.messageId()).put("object", "chat.completion");
        ObjectNode choice = whole.putArray("choices").addObject().put("finish_reason", reason(reply));
        ObjectNode message =
                choice.putObject("message").put("role", "assistant").put("content", reply.text());
        for (ToolCall call : reply.calls()) {
            message.withArray("tool_calls")
                    .addObject()
                    .put("id", call.id())
                    .put("type", "function")
                    .putObject("function")
                    .put("name", call.name())
                    .put("arguments", call.arguments());
        }
        whole.set("usage", usage());
        return whole.putNull("error").toString();
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
        return "data: {\"error\":{\"message\":\"" + message + "\",\"type\":\"server_error\",\"code\":503}}\n\n";
    }

    @Override
    public String conversation() {
        return "messages";
    }

    @Override
    void check(FakeRequest request, JsonNode body, Complaints complaints) {
        complaints.require(request.path().equals("/v1/chat/completions"), "path " + request.path());
        complaints.require(request.headers().getOrDefault("authorization", "").startsWith("Bearer "), "authorization");
        complaints.only(
                body,
                "body",
                "model",
                "messages",
                "stream",
                "stream_options",
                "max_tokens",
                "max_completion_tokens",
                "tools",
                "tool_choice",
                "parallel_tool_calls",
                "temperature",
                "response_format",
                reasons ? "thinking" : "seed");
        complaints.require(body.path("stream").asBoolean(), "stream");
        complaints.require(body.at("/stream_options/include_usage").asBoolean(), "usage of the stream");
        complaints.require(body.path("messages").size() > 0, "messages is too short");
        complaints.require(!body.has("tools") || body.path("tools").size() > 0, "tools is too short");
        body.path("tools").forEach(tool -> {
            complaints.only(tool, "tool", "type", "function");
            complaints.only(tool.path("function"), "function", "name", "description", "parameters");
        });
        new Conversation(body.path("messages"), complaints).check();
    }

    /** The messages of one request. Confined to one thread. */
    private final class Conversation {
        private final JsonNode messages;
        private final Complaints complaints;
        private final Set<String> ids = new HashSet<>();
        private final Set<String> open = new HashSet<>();

        Conversation(JsonNode messages, Complaints complaints) {
            this.messages = messages;
            this.complaints = complaints;
        }

        void check() {
            String before = "system";
            for (JsonNode message : messages) {
                String role = message.path("role").asText();
                switch (role) {
                    case "tool" -> result(message);
                    case "assistant" -> assistant(message);
                    case "user", "system" -> given(message);
                    default -> complaints.require(false, "role " + role);
                }
                if (alternates) {
                    complaints.require(
                            mayFollow(role, before),
                            "roles must alternate user/assistant: " + role + " after " + before);
                }
                before = role;
            }
            complaints.require(open.isEmpty(), "tool_call_ids did not have response messages: " + open);
        }

        private static boolean mayFollow(String role, String before) {
            return switch (role) {
                case "user" -> !before.equals("user");
                case "assistant" -> before.equals("user") || before.equals("tool");
                case "tool" -> before.equals("assistant") || before.equals("tool");
                default -> before.equals("system");
            };
        }

        private void result(JsonNode message) {
            complaints.only(message, "tool message", "role", "tool_call_id", "content");
            complaints.require(
                    open.remove(message.path("tool_call_id").asText()),
                    "role 'tool' must be a response to a preceding message with 'tool_calls'");
            complaints.require(message.path("content").isTextual(), "content of a result");
        }

        private void given(JsonNode message) {
            complaints.require(open.isEmpty(), "tool_call_ids did not have response messages: " + open);
            complaints.only(message, "message", "role", "content");
            complaints.require(says(message), "an empty message");
        }

        private void assistant(JsonNode message) {
            complaints.require(open.isEmpty(), "tool_call_ids did not have response messages: " + open);
            complaints.only(
                    message, "assistant", "role", "content", "tool_calls", reasons ? "reasoning_content" : "refusal");
            complaints.require(
                    !reasons || message.path("reasoning_content").isTextual(),
                    "reasoning_content in the thinking mode must be passed back");
            complaints.require(
                    !message.has("tool_calls") || message.path("tool_calls").size() > 0, "tool_calls is too short");
            complaints.require(says(message) || message.has("tool_calls"), "an empty message");
            message.path("tool_calls").forEach(this::call);
        }

        private void call(JsonNode call) {
            String id = call.path("id").asText();
            complaints.only(call, "call", "id", "type", "function");
            complaints.only(call.path("function"), "function of a call", "name", "arguments");
            complaints.require(call.path("type").asText().equals("function"), "type of a call");
            complaints.require(ids.add(id) && open.add(id), "one id twice: " + id);
            complaints.require(!id.isEmpty() && id.length() <= 40, "id '" + id + "': at most 40 characters");
            complaints.require(
                    call.at("/function/name").asText().matches("[a-zA-Z0-9_-]{1,64}"),
                    "name of a tool does not match the pattern");
            complaints.require(call.at("/function/arguments").isTextual(), "arguments must be a string");
            complaints.require(
                    !alternates || isObject(call.at("/function/arguments").asText()),
                    "the template cannot read arguments");
        }

        private static boolean says(JsonNode message) {
            JsonNode content = message.path("content");
            return content.isArray()
                    ? content.size() > 0
                    : !content.isNull() && !content.asText().isEmpty();
        }

        private static boolean isObject(String json) {
            try {
                return JSON.readTree(json).isObject();
            } catch (JsonProcessingException e) {
                return false;
            }
        }
    }
}
