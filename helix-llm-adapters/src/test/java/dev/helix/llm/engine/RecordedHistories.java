/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Content;
import dev.helix.api.message.Document;
import dev.helix.api.message.Image;
import dev.helix.api.message.Message;
import dev.helix.api.message.Opaque;
import dev.helix.api.message.Origin;
import dev.helix.api.message.SystemMessage;
import dev.helix.api.message.Text;
import dev.helix.api.message.Thinking;
import dev.helix.api.message.ToolCall;
import dev.helix.api.message.ToolMessage;
import dev.helix.api.message.UserMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Readers of requests as others sent them: the wire's JSON becomes messages that say the same, mistakes included. What
 * is empty stays empty, and what stands in the wrong place stands there. Media that are sent by address become text,
 * since their type is not known.
 */
final class RecordedHistories {
    private static final String STORED = "stored with the provider";

    private final Origin self;
    private final List<Message> history = new ArrayList<>();
    private final Map<String, String> names = new HashMap<>();

    private RecordedHistories(Origin self) {
        this.self = self;
    }

    /** Reads a request of Anthropic Messages. */
    static List<Message> anthropic(JsonNode body, Origin self) {
        RecordedHistories reader = new RecordedHistories(self);
        JsonNode system = body.path("system");
        if (!joined(system).isEmpty()) {
            reader.history.add(new SystemMessage(joined(system)));
        }
        body.path("messages").forEach(reader::anthropic);
        return reader.history;
    }

    private void anthropic(JsonNode message) {
        JsonNode content = message.path("content");
        switch (message.path("role").asText()) {
            case "assistant" -> {
                List<Content> parts = new ArrayList<>();
                if (content.isTextual() && !content.textValue().isEmpty()) {
                    parts.add(Text.of(content.textValue()));
                }
                content.forEach(block -> parts.add(ownOfAnthropic(block)));
                said(parts);
            }
            case "system" -> history.add(new SystemMessage(joined(content)));
            default -> givenToAnthropic(content);
        }
    }

    private Content ownOfAnthropic(JsonNode block) {
        return switch (block.path("type").asText()) {
            case "text" -> Text.of(block.path("text").asText());
            case "thinking" ->
                Thinking.of(
                        self,
                        block.path("thinking").asText(),
                        block.path("signature").asText());
            case "tool_use" ->
                called(
                        block.path("id").asText(),
                        block.path("name").asText(),
                        block.path("input").toString());
            default -> Opaque.of(self, block.toString());
        };
    }

    /** Results and what the user says come in one message; each run of either becomes messages of its own. */
    private void givenToAnthropic(JsonNode content) {
        if (content.isTextual()) {
            history.add(UserMessage.of(content.textValue()));
            return;
        }
        List<Content> parts = new ArrayList<>();
        for (JsonNode block : content) {
            if (block.path("type").asText().equals("tool_result")) {
                flush(parts);
                JsonNode said = block.path("content");
                List<Content> result = new ArrayList<>();
                if (said.isTextual() && !said.textValue().isEmpty()) {
                    result.add(Text.of(said.textValue()));
                }
                said.forEach(part -> result.add(ofAnthropic(part)));
                answered(
                        block.path("tool_use_id").asText(),
                        result,
                        block.path("is_error").asBoolean());
            } else {
                parts.add(ofAnthropic(block));
            }
        }
        if (content.isEmpty()) {
            parts.add(Text.of(""));
        }
        flush(parts);
    }

    private static Content ofAnthropic(JsonNode block) {
        JsonNode source = block.path("source");
        String mediaType = source.path("media_type").asText();
        String data = source.path("data").asText();
        return switch (block.path("type").asText()) {
            case "text" -> Text.of(block.path("text").asText());
            case "image" -> source.has("data") ? Image.of(mediaType, data) : Text.of("[an image by address]");
            case "document" ->
                source.path("type").asText().equals("base64")
                        ? Document.of("document", mediaType, data)
                        : Text.of("[a document]");
            default -> Text.of("[" + block.path("type").asText() + "]");
        };
    }

    /** Reads a request of Chat Completions. */
    static List<Message> chat(JsonNode body, Origin self) {
        RecordedHistories reader = new RecordedHistories(self);
        body.path("messages").forEach(reader::chat);
        return reader.history;
    }

    private void chat(JsonNode message) {
        JsonNode content = message.path("content");
        List<Content> parts = new ArrayList<>();
        if (content.isTextual()) {
            parts.add(Text.of(content.textValue()));
        }
        switch (message.path("role").asText()) {
            case "assistant" -> {
                if (message.has("reasoning_content") || message.has("reasoning_details")) {
                    parts.add(
                            0,
                            Thinking.of(self, message.path("reasoning_content").asText(""), ""));
                }
                content.forEach(part -> parts.add(ofChat(part)));
                message.path("tool_calls")
                        .forEach(call -> parts.add(called(
                                call.path("id").asText(),
                                call.at("/function/name").asText(),
                                call.at("/function/arguments").asText())));
                said(parts);
            }
            case "tool", "function" -> {
                content.forEach(part -> parts.add(ofChat(part)));
                parts.removeIf(part -> part instanceof Text text && text.text().isEmpty());
                answered(message.path("tool_call_id").asText(), parts, false);
            }
            case "user" -> {
                content.forEach(part -> parts.add(ofChat(part)));
                flush(parts);
            }
            default -> history.add(new SystemMessage(joined(content)));
        }
    }

    private Content ofChat(JsonNode part) {
        String type = part.path("type").asText();
        return switch (type) {
            case "text", "refusal" -> Text.of(part.path(type).asText());
            case "thinking" -> Thinking.of(self, part.at("/thinking/0/text").asText(), "");
            case "image_url" ->
                ofDataUrl(
                        part.path("image_url").isTextual()
                                ? part.path("image_url").textValue()
                                : part.at("/image_url/url").asText());
            case "file" -> ofDataUrl(part.at("/file/file_data").asText());
            case "input_audio" -> Text.of("[audio]");
            default -> Text.of("[" + type + "]");
        };
    }

    private static Content ofDataUrl(String url) {
        if (!url.startsWith("data:") || !url.contains(";base64,")) {
            return Text.of("[a file by address]");
        }
        String mediaType = url.substring("data:".length(), url.indexOf(";base64,"));
        String data = url.substring(url.indexOf(',') + 1);
        return mediaType.startsWith("image/") ? Image.of(mediaType, data) : Document.of("file", mediaType, data);
    }

    /** {@return whether the provider has a part of the conversation, so that the request says nothing on its own} */
    static boolean isContinued(JsonNode body) {
        return body.hasNonNull("previous_response_id")
                || body.hasNonNull("conversation")
                || StreamSupport.stream(body.path("input").spliterator(), false)
                        .anyMatch(item -> item.path("type").asText().equals("item_reference"));
    }

    /** Reads a request of Responses. */
    static List<Message> responses(JsonNode body, Origin self) {
        RecordedHistories reader = new RecordedHistories(self);
        if (body.path("instructions").isTextual()) {
            reader.history.add(new SystemMessage(body.path("instructions").textValue()));
        }
        if (body.path("input").isTextual()) {
            reader.history.add(UserMessage.of(body.path("input").textValue()));
            return reader.history;
        }
        List<Content> own = new ArrayList<>();
        for (JsonNode item : body.path("input")) {
            boolean given = item.path("type").asText().equals("function_call_output")
                    || (item.has("role") && !item.path("role").asText().equals("assistant"));
            if (!given) {
                reader.ownOfResponses(item, own);
                continue;
            }
            reader.flushOwn(own);
            reader.givenToResponses(item);
        }
        reader.flushOwn(own);
        return reader.history;
    }

    private void flushOwn(List<Content> own) {
        if (!own.isEmpty()) {
            said(own);
            own.clear();
        }
    }

    private void ownOfResponses(JsonNode item, List<Content> own) {
        if (item.path("role").asText().equals("assistant")) {
            JsonNode content = item.path("content");
            if (content.isTextual()) {
                own.add(Text.of(content.textValue()));
            }
            content.forEach(part -> own.add(
                    Text.of(part.path("text").asText(part.path("refusal").asText()))));
            return;
        }
        own.add(
                switch (item.path("type").asText()) {
                    case "function_call" ->
                        called(
                                item.path("call_id").asText(),
                                item.path("name").asText(),
                                item.path("arguments").asText());
                    case "reasoning" ->
                        Thinking.of(self, "", item.path("encrypted_content").asText(STORED));
                    default -> Opaque.of(self, item.toString());
                });
    }

    private void givenToResponses(JsonNode item) {
        boolean result = item.path("type").asText().equals("function_call_output");
        JsonNode content = item.path(result ? "output" : "content");
        List<Content> parts = new ArrayList<>();
        if (content.isTextual() && !(result && content.textValue().isEmpty())) {
            parts.add(Text.of(content.textValue()));
        }
        for (JsonNode part : content) {
            String data = part.path("image_url").asText(part.path("file_data").asText(""));
            parts.add(data.isEmpty() ? Text.of(part.path("text").asText("[media]")) : ofDataUrl(data));
        }
        if (result) {
            answered(item.path("call_id").asText(), parts, false);
        } else if (item.path("role").asText().equals("user")) {
            flush(parts);
        } else {
            history.add(new SystemMessage(joined(content)));
        }
    }

    /** Reads a request of Gemini, whose results belong to the calls of the message before by name and order. */
    static List<Message> gemini(JsonNode body, Origin self) {
        RecordedHistories reader = new RecordedHistories(self);
        JsonNode system = body.path("systemInstruction").path("parts");
        if (!system.isEmpty()) {
            reader.history.add(new SystemMessage(joined(system)));
        }
        List<ToolCall> open = new ArrayList<>();
        for (JsonNode content : body.path("contents")) {
            if (content.path("role").asText().equals("model")) {
                open.clear();
                reader.ownOfGemini(content.path("parts"), open);
            } else {
                reader.givenToGemini(content.path("parts"), open);
            }
        }
        return reader.history;
    }

    private void ownOfGemini(JsonNode content, List<ToolCall> open) {
        List<Content> parts = new ArrayList<>();
        for (JsonNode part : content) {
            Content read;
            if (part.has("functionCall")) {
                JsonNode call = part.path("functionCall");
                String id = "call_" + history.size() + "_" + parts.size();
                JsonNode arguments = call.path("args");
                ToolCall made = called(
                        id,
                        call.path("name").asText(),
                        arguments.isMissingNode() || arguments.isNull() ? "{}" : arguments.toString());
                read = part.has("thoughtSignature")
                        ? made.withProviderData(Opaque.of(self, "{\"thoughtSignature\":\"x\"}"))
                        : made;
                open.add(made);
            } else if (part.path("thought").asBoolean()) {
                read = Thinking.of(self, part.path("text").asText(), "");
            } else {
                read = part.has("text") ? Text.of(part.path("text").asText()) : Opaque.of(self, part.toString());
            }
            parts.add(read);
        }
        said(parts);
    }

    private void givenToGemini(JsonNode content, List<ToolCall> open) {
        List<Content> parts = new ArrayList<>();
        for (JsonNode part : content) {
            if (part.has("functionResponse")) {
                flush(parts);
                String name = part.at("/functionResponse/name").asText();
                ToolCall call = open.stream()
                        .filter(candidate -> candidate.name().equals(name))
                        .findFirst()
                        .orElse(null);
                open.remove(call);
                String id = call == null ? "none" : call.id();
                history.add(ToolMessage.of(
                        id, name, part.at("/functionResponse/response").toString(), false));
            } else if (part.has("inlineData")) {
                String mediaType = part.at("/inlineData/mimeType").asText();
                String data = part.at("/inlineData/data").asText();
                parts.add(
                        mediaType.startsWith("image/")
                                ? Image.of(mediaType, data)
                                : Document.of("file", mediaType, data));
            } else {
                parts.add(Text.of(part.path("text").asText("[media]")));
            }
        }
        flush(parts);
    }

    private ToolCall called(String id, String name, String arguments) {
        names.put(id, name);
        return ToolCall.of(id, name, arguments);
    }

    private void said(List<Content> parts) {
        history.add(new AssistantMessage(parts, self));
    }

    private void answered(String id, List<Content> content, boolean error) {
        history.add(ToolMessage.of(id, names.getOrDefault(id, "unknown"), content, error));
    }

    private void flush(List<Content> parts) {
        if (!parts.isEmpty()) {
            history.add(new UserMessage(parts));
            parts.clear();
        }
    }

    private static String joined(JsonNode content) {
        return content.isTextual()
                ? content.textValue()
                : StreamSupport.stream(content.spliterator(), false)
                        .map(part ->
                                part.path("text").asText("[" + part.path("type").asText() + "]"))
                        .collect(Collectors.joining("\n"));
    }
}
