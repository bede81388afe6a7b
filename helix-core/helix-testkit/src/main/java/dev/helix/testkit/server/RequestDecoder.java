/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.testkit.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Content;
import dev.helix.api.message.Document;
import dev.helix.api.message.Image;
import dev.helix.api.message.Message;
import dev.helix.api.message.Opaque;
import dev.helix.api.message.Origin;
import dev.helix.api.message.Text;
import dev.helix.api.message.Thinking;
import dev.helix.api.message.ToolCall;
import dev.helix.api.message.ToolMessage;
import dev.helix.api.message.UserMessage;
import dev.helix.api.model.ModelRequest;
import dev.helix.api.tool.ToolSpec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A decoder that reads a request of the protocol back into Helix's own types. */
final class RequestDecoder {
    private static final String FAMILY = "anthropic-messages";

    private final Origin origin;
    private final Map<String, String> toolNames = new HashMap<>();
    private final List<Message> messages = new ArrayList<>();

    private RequestDecoder(Origin origin) {
        this.origin = origin;
    }

    static ModelRequest decode(JsonNode body) {
        RequestDecoder decoder = new RequestDecoder(
                new Origin("anthropic", FAMILY, body.path("model").asText()));
        for (JsonNode message : body.path("messages")) {
            if (message.path("role").asText().equals("assistant")) {
                decoder.assistant(blocks(message));
            } else {
                decoder.user(blocks(message));
            }
        }
        return ModelRequest.builder()
                .system(text(body.path("system")))
                .messages(decoder.messages)
                .tools(tools(body.path("tools")))
                .maxOutputTokens(body.path("max_tokens").asInt())
                .build();
    }

    private static List<ToolSpec> tools(JsonNode tools) {
        return StreamSupport.stream(tools.spliterator(), false)
                .map(tool -> ToolSpec.of(
                        tool.path("name").asText(),
                        tool.path("description").asText(),
                        tool.path("input_schema").toString()))
                .toList();
    }

    private void assistant(List<JsonNode> blocks) {
        messages.add(
                new AssistantMessage(blocks.stream().map(this::assistantPart).toList(), origin));
    }

    private Content assistantPart(JsonNode block) {
        return switch (block.path("type").asText()) {
            case "text" -> Text.of(block.path("text").asText());
            case "thinking" ->
                Thinking.of(
                        origin,
                        block.path("thinking").asText(),
                        block.path("signature").asText());
            case "tool_use" -> {
                toolNames.put(block.path("id").asText(), block.path("name").asText());
                yield ToolCall.of(
                        block.path("id").asText(),
                        block.path("name").asText(),
                        block.path("input").toString());
            }
            default -> Opaque.of(origin, block.toString());
        };
    }

    private void user(List<JsonNode> blocks) {
        List<Content> said = new ArrayList<>();
        for (JsonNode block : blocks) {
            switch (block.path("type").asText()) {
                case "tool_result" -> result(block);
                case "image" ->
                    said.add(Image.of(
                            block.path("source").path("media_type").asText(),
                            block.path("source").path("data").asText()));
                case "document" -> said.add(document(block));
                default -> said.add(Text.of(block.path("text").asText()));
            }
        }
        if (!said.isEmpty()) {
            messages.add(new UserMessage(said));
        }
    }

    private static Content document(JsonNode block) {
        JsonNode source = block.path("source");
        String data = source.path("data").asText();
        boolean text = source.path("type").asText().equals("text");
        return Document.of(
                block.path("title").asText(),
                source.path("media_type").asText(),
                text ? Base64.getEncoder().encodeToString(data.getBytes(StandardCharsets.UTF_8)) : data);
    }

    private void result(JsonNode block) {
        String id = block.path("tool_use_id").asText();
        messages.add(ToolMessage.of(
                id,
                toolNames.getOrDefault(id, ""),
                text(block.path("content")),
                block.path("is_error").asBoolean()));
    }

    private static List<JsonNode> blocks(JsonNode message) {
        JsonNode content = message.path("content");
        if (content.isTextual()) {
            return List.of(
                    JsonNodeFactory.instance.objectNode().put("type", "text").put("text", content.textValue()));
        }
        return StreamSupport.stream(content.spliterator(), false).toList();
    }

    private static String text(JsonNode content) {
        return content.isArray()
                ? StreamSupport.stream(content.spliterator(), false)
                        .map(block -> block.path("text").asText())
                        .collect(Collectors.joining())
                : content.asText();
    }
}
