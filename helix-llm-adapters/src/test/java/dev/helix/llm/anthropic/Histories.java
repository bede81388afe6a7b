/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.anthropic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Content;
import dev.helix.api.message.Message;
import dev.helix.api.message.Origin;
import dev.helix.api.message.Text;
import dev.helix.api.message.ToolCall;
import dev.helix.api.message.ToolMessage;
import dev.helix.api.message.UserMessage;
import dev.helix.api.model.ModelRequest;
import dev.helix.api.projection.TargetProfile;
import dev.helix.api.tool.ToolSpec;
import dev.helix.core.projection.HistoryProjector;
import dev.helix.llm.engine.EngineCall;
import dev.helix.llm.engine.WireJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Short ways to write conversations, and to read what became of them. */
final class Histories {
    static final Origin SELF = new Origin("anthropic", "anthropic-messages", "claude-test");
    static final Origin OTHER = new Origin("anthropic", "anthropic-messages", "claude-other");
    static final List<ToolSpec> TOOLS = List.of(
            ToolSpec.of("t", "Does something.", "{\"type\":\"object\"}"),
            ToolSpec.of("u", "", "{\"type\":\"object\",\"properties\":{}}"));

    private Histories() {}

    static UserMessage user(String text) {
        return UserMessage.of(text);
    }

    static AssistantMessage assistant(String text, Content... more) {
        List<Content> content = new ArrayList<>(List.of(Text.of(text)));
        content.addAll(Arrays.asList(more));
        return new AssistantMessage(content, SELF);
    }

    static AssistantMessage assistant(Content... content) {
        return from(SELF, content);
    }

    static AssistantMessage from(Origin origin, Content... content) {
        return new AssistantMessage(List.of(content), origin);
    }

    static ToolCall call(String id) {
        return ToolCall.of(id, "t", "{}");
    }

    static ToolMessage result(String id) {
        return ToolMessage.of(id, "t", "1", false);
    }

    static ToolMessage failed(String id, String text) {
        return ToolMessage.of(id, "t", text, true);
    }

    static ModelRequest request(List<Message> history) {
        return ModelRequest.builder()
                .messages(history)
                .tools(TOOLS)
                .maxOutputTokens(100)
                .build();
    }

    static JsonNode body(List<Message> history) {
        return body(request(history));
    }

    static EngineCall call(ModelRequest request) {
        return call(request, SELF);
    }

    private static EngineCall call(ModelRequest request, Origin self) {
        TargetProfile profile = new AnthropicProtocol().profile(self, request);
        return new EngineCall(request, HistoryProjector.of(profile).project(request), profile);
    }

    /** Projects, writes and reads again, so that what is checked is what a server sees. */
    static JsonNode body(ModelRequest request) {
        return body(request, SELF);
    }

    static JsonNode body(ModelRequest request, Origin self) {
        try {
            byte[] sent = WireJson.JSON.writeValueAsBytes(RequestBody.of(call(request, self)));
            return WireJson.JSON.readTree(new String(sent, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    static String shorthand(JsonNode body) {
        List<String> messages = new ArrayList<>();
        for (JsonNode message : body.path("messages")) {
            List<String> blocks = new ArrayList<>();
            message.path("content").forEach(block -> blocks.add(block(block)));
            String role = message.path("role").asText().equals("user") ? "U" : "A";
            messages.add(role + "[" + String.join(" ", blocks) + "]");
        }
        return String.join(" ", messages);
    }

    private static String block(JsonNode block) {
        return switch (block.path("type").asText()) {
            case "text" -> "t:" + block.path("text").asText();
            case "tool_use" -> "c:" + block.path("id").asText();
            case "thinking" -> "k:" + block.path("thinking").asText();
            case "image" -> "i:" + block.at("/source/media_type").asText();
            case "tool_result" ->
                (block.path("is_error").asBoolean() ? "e:" : "r:")
                        + block.path("tool_use_id").asText() + "="
                        + block.path("content").asText();
            default -> "o:" + block.path("type").asText();
        };
    }
}
