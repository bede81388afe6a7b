/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Content;
import dev.helix.api.message.Document;
import dev.helix.api.message.Image;
import dev.helix.api.message.Message;
import dev.helix.api.message.Opaque;
import dev.helix.api.message.SystemMessage;
import dev.helix.api.message.Thinking;
import dev.helix.api.message.ToolCall;
import dev.helix.api.message.ToolMessage;
import dev.helix.api.message.UserMessage;
import dev.helix.core.projection.ProjectedHistory;
import dev.helix.llm.engine.WireJson;
import java.util.List;
import java.util.Optional;

/**
 * An encoder of a projected history as input items of Responses. Confined to one thread.
 *
 * <p>Reasoning and the provider's own items go back as they came, byte for byte. Text and calls go back with their item
 * ids, as long as the reasoning they belong to stands before them.
 */
final class ResponsesInput {
    private final ArrayNode items = WireJson.array();

    private ResponsesInput() {}

    static ArrayNode of(ProjectedHistory history) {
        ResponsesInput input = new ResponsesInput();
        List<Message> messages = history.messages();
        boolean instructed = messages.get(0) instanceof SystemMessage;
        messages.stream().skip(instructed ? 1 : 0).forEach(input::add);
        return input.items;
    }

    private void add(Message message) {
        if (message instanceof AssistantMessage assistant) {
            assistant.content().forEach(this::addOwn);
        } else if (message instanceof ToolMessage result) {
            addResult(result);
        } else if (message instanceof UserMessage user) {
            ArrayNode parts = message("user").putArray("content");
            user.content().forEach(part -> parts.add(given(part)));
        } else {
            message("developer")
                    .putArray("content")
                    .addObject()
                    .put("type", "input_text")
                    .put("text", message.text());
        }
    }

    private ObjectNode message(String role) {
        return items.addObject().put("type", "message").put("role", role);
    }

    private void addOwn(Content part) {
        if (part instanceof Thinking thinking) {
            items.add(reasoning(thinking));
        } else if (part instanceof Opaque opaque) {
            items.add(WireJson.raw(opaque.json()));
        } else if (part instanceof ToolCall call) {
            ObjectNode item = items.addObject().put("type", "function_call");
            addData(item, call);
            item.put("call_id", call.id()).put("name", call.name()).put("arguments", call.arguments());
        } else {
            addText(part);
        }
    }

    private static JsonNode reasoning(Thinking thinking) {
        Optional<Opaque> item = thinking.providerData();
        if (item.isPresent()) {
            return WireJson.raw(item.get().json());
        }
        ObjectNode json = WireJson.object().put("type", "reasoning").put("encrypted_content", thinking.signature());
        ArrayNode summary = json.putArray("summary");
        if (!thinking.text().isEmpty()) {
            summary.addObject().put("type", "summary_text").put("text", thinking.text());
        }
        return json;
    }

    /** Texts with one item id were parts of one item. */
    private void addText(Content part) {
        ObjectNode item = WireJson.object().put("type", "message").put("role", "assistant");
        addData(item, part);
        JsonNode last = items.path(items.size() - 1);
        boolean sameItem = item.has("id") && last.path("id").equals(item.path("id"));
        ArrayNode parts = sameItem ? (ArrayNode) last.path("content") : item.putArray("content");
        parts.addObject().put("type", "output_text").put("text", part.asText());
        if (!sameItem) {
            items.add(item);
        }
    }

    private static void addData(ObjectNode item, Content part) {
        part.providerData().ifPresent(data -> item.setAll(WireJson.objectOf(data.json())));
    }

    private void addResult(ToolMessage result) {
        ObjectNode item = items.addObject().put("type", "function_call_output").put("call_id", result.callId());
        // The protocol has no other way to say that a call failed.
        String prefix = result.error() ? "Error: " : "";
        if (result.content().stream().noneMatch(part -> part instanceof Image || part instanceof Document)) {
            item.put("output", prefix + result.text());
            return;
        }
        ArrayNode parts = item.putArray("output");
        if (result.error()) {
            parts.addObject().put("type", "input_text").put("text", "Error:");
        }
        result.content().forEach(part -> parts.add(given(part)));
    }

    private static ObjectNode given(Content part) {
        if (part instanceof Image image) {
            return WireJson.object()
                    .put("type", "input_image")
                    .put("image_url", OpenAi.dataUrl(image.mediaType(), image.base64()));
        }
        if (part instanceof Document document) {
            return WireJson.object()
                    .put("type", "input_file")
                    .put("filename", document.name())
                    .put("file_data", OpenAi.dataUrl(document.mediaType(), document.base64()));
        }
        return WireJson.object().put("type", "input_text").put("text", part.asText());
    }
}
