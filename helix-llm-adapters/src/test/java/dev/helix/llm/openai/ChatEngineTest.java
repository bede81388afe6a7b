/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.helix.api.message.ToolCall;
import dev.helix.api.model.EngineFactory;
import dev.helix.api.model.StopReason;
import dev.helix.llm.engine.EngineContract;
import dev.helix.llm.engine.WireJson;
import dev.helix.llm.http.HttpLimits;
import dev.helix.llm.http.HttpTransport;
import dev.helix.testkit.server.FakeRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

class ChatEngineTest extends EngineContract {
    @Override
    protected EngineFactory factory(URI uri, Function<HttpLimits, HttpTransport> transport, HttpLimits limits) {
        return OpenAiEngines.chat(
                        ChatServer.deepSeek().with(ChatFeature.CONTENT_PARTS).with(ChatFeature.JSON_SCHEMA))
                .profile(profile ->
                        profile.toBuilder().userMedia(Set.of("image/png")).build())
                .baseUrl(uri.resolve("/v1"))
                .transport(transport)
                .limits(limits)
                .build();
    }

    private static ObjectNode chunk(Script script, ObjectNode delta) {
        ObjectNode chunk = WireJson.object().put("id", script.messageId()).put("object", "chat.completion.chunk");
        chunk.putArray("choices").addObject().put("index", 0).set("delta", delta);
        return chunk;
    }

    private static String event(JsonNode json) {
        return "data: " + json + "\n\n";
    }

    @Override
    protected List<String> events(Script script) {
        List<String> events = new ArrayList<>();
        events.add(
                event(chunk(script, WireJson.object().put("role", "assistant").put("content", ""))));
        for (String piece : halves(script.thinking())) {
            events.add(event(chunk(script, WireJson.object().put("reasoning_content", piece))));
        }
        for (String piece : halves(script.text())) {
            events.add(event(chunk(script, WireJson.object().put("content", piece))));
        }
        for (int i = 0; i < script.calls().size(); i++) {
            ToolCall call = script.calls().get(i);
            List<String> pieces = new ArrayList<>(List.of(""));
            pieces.addAll(halves(call.arguments()));
            for (int piece = 0; piece < pieces.size(); piece++) {
                ObjectNode delta = WireJson.object();
                ObjectNode wire = delta.putArray("tool_calls").addObject().put("index", i);
                ObjectNode function = wire.putObject("function");
                if (piece == 0) {
                    wire.put("id", call.id()).put("type", "function");
                    function.put("name", call.name());
                }
                function.put("arguments", pieces.get(piece));
                events.add(event(chunk(script, delta)));
            }
        }
        ObjectNode last = chunk(script, WireJson.object());
        ((ObjectNode) last.at("/choices/0")).put("finish_reason", reason(script));
        events.add(event(last));
        ObjectNode usage = WireJson.object().put("id", script.messageId());
        usage.putArray("choices");
        usage.set("usage", usage());
        events.add(event(usage));
        events.add("data: [DONE]\n\n");
        return events;
    }

    private static String reason(Script script) {
        return switch (script.stop()) {
            case TOOL_CALLS -> "tool_calls";
            case OUTPUT_LIMIT -> "length";
            case REFUSED -> "content_filter";
            default -> "stop";
        };
    }

    private static ObjectNode usage() {
        ObjectNode usage = WireJson.object()
                .put("prompt_tokens", 12)
                .put("completion_tokens", 34)
                .put("total_tokens", 46);
        usage.putObject("prompt_tokens_details").put("cached_tokens", 5);
        return usage;
    }

    private static List<String> halves(String text) {
        int middle = text.offsetByCodePoints(0, text.codePointCount(0, text.length()) / 2);
        return text.isEmpty() ? List.of() : List.of(text.substring(0, middle), text.substring(middle));
    }

    @Override
    protected String whole(Script script) {
        ObjectNode whole = WireJson.object().put("id", script.messageId()).put("object", "chat.completion");
        ObjectNode choice = whole.putArray("choices").addObject().put("finish_reason", reason(script));
        ObjectNode message =
                choice.putObject("message").put("role", "assistant").put("content", script.text());
        for (ToolCall call : script.calls()) {
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
    protected String error(int status, String message) {
        ObjectNode error = WireJson.object();
        error.putObject("error")
                .put("message", message)
                .put("type", "some_error")
                .putNull("code");
        return error.toString();
    }

    @Override
    protected String errorEvent(String message) {
        return "data: {\"error\":{\"message\":\"" + message + "\",\"type\":\"server_error\",\"code\":503}}\n\n";
    }

    @Override
    protected List<String> broken(FakeRequest request, JsonNode body) {
        return ChatRules.broken(request, body);
    }

    @Override
    protected boolean returnsReasoning(String body) {
        return body.contains("\"reasoning_content\":\"I look first.\"");
    }

    @Override
    protected boolean stops(StopReason stop) {
        return stop != StopReason.PAUSED;
    }

    /** What the provider refuses, written from its documentation. */
    static final class ChatRules {
        private ChatRules() {}

        static List<String> broken(FakeRequest request, JsonNode body) {
            List<String> broken = new ArrayList<>();
            require(broken, request.path().equals("/v1/chat/completions"), "path");
            require(broken, request.headers().getOrDefault("authorization", "").startsWith("Bearer "), "authorization");
            require(broken, body.path("stream").asBoolean(), "stream");
            require(broken, body.at("/stream_options/include_usage").asBoolean(), "usage of the stream");
            require(broken, body.path("messages").size() > 0, "messages");
            Set<String> open = new HashSet<>();
            for (JsonNode message : body.path("messages")) {
                String role = message.path("role").asText();
                if (role.equals("tool")) {
                    require(broken, open.remove(message.path("tool_call_id").asText()), "a result without a call");
                    require(broken, message.path("content").isTextual(), "content of a result");
                    continue;
                }
                require(broken, open.isEmpty(), "a call without a result: " + open);
                for (JsonNode call : message.path("tool_calls")) {
                    require(broken, open.add(call.path("id").asText()), "one id twice");
                    require(broken, call.path("id").asText().length() <= 40, "id too long");
                    require(
                            broken,
                            call.at("/function/name").asText().matches("[a-zA-Z0-9_-]{1,64}"),
                            "name of a tool");
                    require(broken, call.at("/function/arguments").isTextual(), "arguments");
                }
                boolean said = message.hasNonNull("content")
                        && message.path("content").size()
                                        + message.path("content").asText().length()
                                > 0;
                require(broken, said || message.path("tool_calls").size() > 0, "an empty message");
                require(broken, !role.equals("assistant") || message.has("reasoning_content"), "reasoning_content");
            }
            require(broken, open.isEmpty(), "a call without a result at the end");
            return broken;
        }

        private static void require(List<String> broken, boolean condition, String what) {
            if (!condition) {
                broken.add(what);
            }
        }
    }
}
