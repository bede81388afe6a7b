/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.openai;

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
import dev.helix.api.model.CacheHints.Retention;
import dev.helix.llm.engine.EngineCall;
import dev.helix.llm.engine.WireJson;
import java.util.List;
import java.util.stream.Collectors;

/** An encoder of a projected history as messages of Chat Completions. Confined to one thread. */
final class ChatMessages {
    private final ChatServer server;
    private final EngineCall call;

    ChatMessages(ChatServer server, EngineCall call) {
        this.server = server;
        this.call = call;
    }

    /**
     * Encodes the history.
     *
     * @param instruction goes to the standing instructions, or empty
     */
    ArrayNode json(String instruction) {
        ArrayNode messages = WireJson.array();
        List<Message> history = call.history().messages();
        boolean instructed = history.get(0) instanceof SystemMessage;
        if (!instruction.isEmpty()) {
            String before = instructed ? history.get(0).text() + "\n\n" : "";
            messages.add(system(before + instruction));
        }
        history.stream()
                .skip(instructed && !instruction.isEmpty() ? 1 : 0)
                .map(this::message)
                .forEach(messages::add);
        if (server.has(ChatFeature.CACHE_MARKS) && call.request().cacheHints().retention() != Retention.NONE) {
            mark(messages);
        }
        return messages;
    }

    private ObjectNode message(Message message) {
        if (message instanceof AssistantMessage assistant) {
            return assistant(assistant);
        }
        if (message instanceof ToolMessage result) {
            // The protocol has no other way to say that a call failed.
            String text = result.error() ? "Error: " + result.text() : result.text();
            return of("tool").put("tool_call_id", result.callId()).put("content", text);
        }
        return message instanceof UserMessage user ? user(user) : system(message.text());
    }

    private static ObjectNode of(String role) {
        return WireJson.object().put("role", role);
    }

    private ObjectNode system(String text) {
        return of(server.has(ChatFeature.DEVELOPER_ROLE) ? "developer" : "system")
                .put("content", text);
    }

    private ObjectNode user(UserMessage message) {
        List<Content> content = message.content();
        if (content.size() == 1 && !isMedia(content.get(0))) {
            return of("user").put("content", content.get(0).asText());
        }
        if (!server.has(ChatFeature.CONTENT_PARTS)) {
            return of("user")
                    .put("content", content.stream().map(Content::asText).collect(Collectors.joining("\n")));
        }
        ObjectNode user = of("user");
        ArrayNode parts = user.putArray("content");
        content.forEach(part -> parts.add(part(part)));
        return user;
    }

    private static boolean isMedia(Content part) {
        return part instanceof Image || part instanceof Document;
    }

    private static ObjectNode part(Content part) {
        if (part instanceof Image image) {
            ObjectNode url = WireJson.object().put("url", OpenAi.dataUrl(image.mediaType(), image.base64()));
            return WireJson.object().put("type", "image_url").set("image_url", url);
        }
        if (part instanceof Document document) {
            ObjectNode file = WireJson.object()
                    .put("filename", document.name())
                    .put("file_data", OpenAi.dataUrl(document.mediaType(), document.base64()));
            return WireJson.object().put("type", "file").set("file", file);
        }
        return text(part.asText());
    }

    private static ObjectNode text(String text) {
        return WireJson.object().put("type", "text").put("text", text);
    }

    private ObjectNode assistant(AssistantMessage message) {
        ObjectNode json = of("assistant");
        String reasoning = message.content().stream()
                .filter(Thinking.class::isInstance)
                .map(part -> ((Thinking) part).text())
                .collect(Collectors.joining());
        addText(json, message.text(), reasoning);
        if (server.has(ChatFeature.RETURN_REASONING_CONTENT)
                && message.content().stream().anyMatch(Thinking.class::isInstance)) {
            json.put("reasoning_content", reasoning);
        }
        message.content().forEach(part -> addProviderData(json, part));
        if (!message.calls().isEmpty()) {
            ArrayNode calls = json.putArray("tool_calls");
            message.calls().forEach(toolCall -> calls.add(toolCall(toolCall)));
        }
        return json;
    }

    private void addText(ObjectNode json, String text, String reasoning) {
        if (server.has(ChatFeature.RETURN_THINKING_PARTS) && !reasoning.isEmpty()) {
            ArrayNode parts = json.putArray("content");
            parts.addObject().put("type", "thinking").putArray("thinking").add(text(reasoning));
            if (!text.isEmpty()) {
                parts.add(text(text));
            }
        } else if (!text.isEmpty()) {
            json.put("content", text);
        } else {
            json.putNull("content");
        }
    }

    /** Adds to the message what the server wants back with its reasoning or its text. */
    private void addProviderData(ObjectNode json, Content part) {
        Opaque data = part instanceof Opaque own ? own : part.providerData().orElse(null);
        boolean wanted = part instanceof Thinking
                ? server.has(ChatFeature.RETURN_REASONING_DETAILS)
                : !(part instanceof ToolCall);
        if (data != null && wanted) {
            json.setAll(WireJson.objectOf(data.json()));
        }
    }

    private static ObjectNode toolCall(ToolCall toolCall) {
        ObjectNode json = WireJson.object().put("id", toolCall.id()).put("type", "function");
        json.putObject("function").put("name", toolCall.name()).put("arguments", toolCall.arguments());
        toolCall.providerData().ifPresent(data -> json.setAll(WireJson.objectOf(data.json())));
        return json;
    }

    /** Marks the end of the standing instructions and of what was said last, as Anthropic's models want it. */
    private void mark(ArrayNode messages) {
        markText((ObjectNode) messages.get(0));
        for (int i = messages.size() - 1; i > 0; i--) {
            ObjectNode message = (ObjectNode) messages.get(i);
            if (WireJson.text(message, "role").equals("user")) {
                markText(message);
                return;
            }
        }
    }

    private void markText(ObjectNode message) {
        if (message.path("content").isTextual()) {
            String text = message.path("content").textValue();
            message.putArray("content").add(text(text));
        }
        ArrayNode parts = message.withArray("content");
        if (!parts.isEmpty() && parts.get(parts.size() - 1) instanceof ObjectNode last) {
            ObjectNode mark = last.putObject("cache_control").put("type", "ephemeral");
            if (call.request().cacheHints().retention() == Retention.LONG) {
                mark.put("ttl", "1h");
            }
        }
    }
}
