/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.projection;

import com.fasterxml.jackson.databind.JsonNode;
import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Content;
import dev.helix.api.message.Document;
import dev.helix.api.message.Image;
import dev.helix.api.message.Message;
import dev.helix.api.message.Opaque;
import dev.helix.api.message.StructuredData;
import dev.helix.api.message.SystemMessage;
import dev.helix.api.message.Text;
import dev.helix.api.message.Thinking;
import dev.helix.api.message.ToolCall;
import dev.helix.api.message.ToolMessage;
import dev.helix.api.message.UserMessage;
import dev.helix.api.projection.TargetProfile;
import dev.helix.api.projection.TargetRule;
import dev.helix.core.json.Json;
import dev.helix.core.json.JsonSyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The validator's rules about the parts of messages. */
final class ContentRules {
    private static final Pattern VISIBLE = Pattern.compile("[^\\p{IsWhite_Space}\\p{javaWhitespace}]");

    private final TargetProfile profile;
    private final List<Violation> found;

    ContentRules(TargetProfile profile, List<Violation> found) {
        this.profile = profile;
        this.found = found;
    }

    void check(List<Message> history) {
        int images = 0;
        for (int i = 0; i < history.size(); i++) {
            Message message = history.get(i);
            if (message instanceof AssistantMessage assistant) {
                assistant(assistant.content(), i);
            } else if (message instanceof ToolMessage result) {
                emptyResult(result, i);
                given(result.content(), profile.resultMedia(), i);
                images += images(result.content());
                boolean onlyText =
                        result.content().stream().noneMatch(part -> part instanceof Image || part instanceof Document);
                if (result.error() && !onlyText && profile.has(TargetRule.ERRORS_ARE_TEXT)) {
                    found.add(new Violation("errors-are-text", i, result.callId()));
                }
                if (result.error() && result.content().isEmpty()) {
                    found.add(new Violation("error-says-something", i, result.callId()));
                }
            } else if (message instanceof UserMessage user) {
                blank(user.content(), i);
                given(user.content(), profile.userMedia(), i);
                images += images(user.content());
            } else if (message instanceof SystemMessage system) {
                blank(List.of(Text.of(system.text())), i);
                encodable(system.text(), i);
            }
        }
        if (images > profile.images().maxCount()) {
            found.add(new Violation("image-count", -1, String.valueOf(images)));
        }
        sides(history, images);
    }

    private static int images(List<Content> parts) {
        return (int) parts.stream().filter(Image.class::isInstance).count();
    }

    private void sides(List<Message> history, int images) {
        int side = images > profile.images().manyCount()
                ? Math.min(profile.images().manySidePixels(), profile.images().maxSidePixels())
                : profile.images().maxSidePixels();
        for (int i = 0; i < history.size() && side < Integer.MAX_VALUE; i++) {
            List<Content> parts = history.get(i) instanceof UserMessage user
                    ? user.content()
                    : history.get(i) instanceof ToolMessage result ? result.content() : List.of();
            for (Content part : parts) {
                if (part instanceof Image image && PngHeader.longestSide(image) > side) {
                    found.add(new Violation("image-side", i, "above " + side));
                }
            }
        }
    }

    private void assistant(List<Content> parts, int index) {
        if (parts.isEmpty() && profile.has(TargetRule.NO_EMPTY_ANSWER)) {
            found.add(new Violation("message-not-empty", index, ""));
        }
        blank(parts, index);
        boolean called = false;
        for (Content part : parts) {
            if (isText(part)) {
                encodable(part.asText(), index);
                if (called && profile.has(TargetRule.TEXT_BEFORE_CALLS)) {
                    found.add(new Violation("text-before-calls", index, part.asText()));
                }
            } else if (part instanceof ToolCall call) {
                called = true;
                arguments(call, index);
            } else if (part instanceof Thinking thinking) {
                thinking(thinking, index);
            } else if (part instanceof Image || part instanceof Document) {
                found.add(new Violation("part-kind", index, part.toString()));
            }
            part.providerData()
                    .filter(data -> !data.origin().equals(profile.origin()))
                    .ifPresent(data -> found.add(new Violation("foreign-data", index, data.json())));
        }
        reasoning(parts, index);
    }

    private void thinking(Thinking thinking, int index) {
        if (profile.has(TargetRule.NO_REASONING) || !thinking.origin().equals(profile.origin())) {
            found.add(
                    new Violation("foreign-reasoning", index, thinking.origin().toString()));
        }
        if (profile.has(TargetRule.SIGNED_REASONING) && thinking.signature().isEmpty()) {
            found.add(new Violation("reasoning-signed", index, thinking.text()));
        }
        encodable(thinking.text(), index);
    }

    private void reasoning(List<Content> parts, int index) {
        boolean reasons = parts.stream().anyMatch(Thinking.class::isInstance);
        if (profile.has(TargetRule.REASONING_ALWAYS) && !reasons) {
            found.add(new Violation("reasoning-always", index, ""));
        }
        if (profile.has(TargetRule.REASONING_NOT_LAST)
                && !parts.isEmpty()
                && isReasoning(parts.get(parts.size() - 1), profile)) {
            found.add(new Violation("reasoning-not-last", index, ""));
        }
        parts.stream()
                .filter(ToolCall.class::isInstance)
                .findFirst()
                .filter(call -> profile.callSentinel().isPresent()
                        && call.providerData().isEmpty())
                .ifPresent(call -> found.add(new Violation("first-call-signed", index, call.toString())));
    }

    static boolean isReasoning(Content part, TargetProfile profile) {
        return part instanceof Thinking
                || (part instanceof Opaque opaque
                        && profile.opaque()
                                .reasoning()
                                .contains(parsed(opaque.json()).path("type").asText()));
    }

    private void arguments(ToolCall call, int index) {
        encodable(call.arguments(), index);
        JsonNode json = parsed(call.arguments());
        if (profile.has(TargetRule.OBJECT_ARGUMENTS)) {
            if (!json.isObject()) {
                found.add(new Violation("arguments-are-object", index, call.arguments()));
            }
            strings(json, index);
        } else if (call.arguments().isBlank()) {
            found.add(new Violation("arguments-not-empty", index, call.id()));
        }
    }

    private void strings(JsonNode json, int index) {
        if (json.isTextual()) {
            encodable(json.textValue(), index);
        }
        json.fieldNames().forEachRemaining(name -> encodable(name, index));
        json.forEach(child -> strings(child, index));
    }

    private void given(List<Content> parts, Set<String> media, int index) {
        for (Content part : parts) {
            if (part instanceof Image image) {
                image(image, media, index);
            } else if (part instanceof Document document) {
                encodable(document.name(), index);
                boolean text = document.mediaType().startsWith("text/") && media.contains("text/*");
                boolean image = document.mediaType().startsWith("image/");
                if (image || (!text && !media.contains(document.mediaType()))) {
                    found.add(new Violation("media-type", index, document.mediaType()));
                }
            } else if (isText(part)) {
                encodable(part.asText(), index);
            } else {
                found.add(new Violation("part-kind", index, part.toString()));
            }
            part.providerData()
                    .filter(data -> !data.origin().equals(profile.origin()))
                    .ifPresent(data -> found.add(new Violation("foreign-data", index, data.json())));
        }
    }

    private void image(Image image, Set<String> media, int index) {
        if (!image.mediaType().startsWith("image/") || !media.contains(image.mediaType())) {
            found.add(new Violation("media-type", index, image.mediaType()));
        }
        if (image.base64().length() > profile.images().maxBase64Chars()) {
            found.add(new Violation("image-size", index, image.toString()));
        }
    }

    /** White space passes beside anything else. */
    private void blank(List<Content> parts, int index) {
        if (parts.isEmpty() || !profile.has(TargetRule.NO_BLANK_TEXT)) {
            return;
        }
        boolean empty =
                parts.stream().anyMatch(part -> isText(part) && part.asText().isEmpty());
        boolean onlySpace = parts.stream()
                .allMatch(
                        part -> isText(part) && !VISIBLE.matcher(part.asText()).find());
        if (empty || onlySpace) {
            found.add(new Violation("text-not-blank", index, ""));
        }
    }

    private void emptyResult(ToolMessage result, int index) {
        if (profile.has(TargetRule.NO_BLANK_TEXT)
                && result.content().stream()
                        .anyMatch(part -> isText(part) && part.asText().isEmpty())) {
            found.add(new Violation("text-not-blank", index, result.callId()));
        }
    }

    private static boolean isText(Content part) {
        return part instanceof Text || part instanceof StructuredData;
    }

    private void encodable(String text, int index) {
        if (text.indexOf(0) >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            found.add(new Violation("text-well-formed", index, text));
        }
    }

    private static JsonNode parsed(String json) {
        try {
            return Json.parse(json);
        } catch (JsonSyntaxException e) {
            return Json.array();
        }
    }
}
