/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.replay;

import dev.helix.api.SessionId;
import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Content;
import dev.helix.api.message.Image;
import dev.helix.api.message.Message;
import dev.helix.api.message.SystemMessage;
import dev.helix.api.message.Text;
import dev.helix.api.message.ToolCall;
import dev.helix.api.message.ToolMessage;
import dev.helix.api.message.UserMessage;
import dev.helix.api.model.ModelRequest;
import dev.helix.core.json.WellFormed;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A request as a cassette sees it: where it stands in its conversation, what was said last, and a digest of it all
 * that is the same in every run. Confined to one thread.
 */
final class RequestKey {
    private static final int SHOWN_CHARS = 300;

    private final ModelRequest request;
    private final Placeholders placeholders;
    private final String digest;
    private final String identity;
    private final String last;

    RequestKey(ModelRequest request, SessionId session, RunNames names) {
        this.request = request;
        this.placeholders = new Placeholders(
                names,
                session,
                request.messages().stream().map(RequestKey::readable).toList());
        List<String> raw = request.messages().stream()
                .flatMap(message -> parts(message).stream())
                .toList();
        List<String> hidden = raw.stream().map(placeholders::hide).toList();
        this.digest = digest(hidden);
        this.identity = session + "/" + digest(raw);
        this.last = WellFormed.cut(hidden.get(hidden.size() - 1), SHOWN_CHARS);
    }

    ModelRequest request() {
        return request;
    }

    Placeholders placeholders() {
        return placeholders;
    }

    /** {@return the same 64 hex digits for the same conversation in every run} */
    String digest() {
        return digest;
    }

    /** {@return what only attempts at this very request have in common} */
    String identity() {
        return identity;
    }

    /** {@return how many assistant messages there are} */
    int position() {
        return (int) request.messages().stream()
                .filter(AssistantMessage.class::isInstance)
                .count();
    }

    /** {@return the beginning of the last message, with placeholders} */
    String last() {
        return last;
    }

    /** {@return the last message as it is, on one line and cut, for messages} */
    String lastShown() {
        String text = readable(request.messages().get(request.messages().size() - 1));
        return WellFormed.cut(text.strip().replaceAll("\\s+", " "), SHOWN_CHARS);
    }

    String firstUserText() {
        return request.messages().stream()
                .filter(UserMessage.class::isInstance)
                .map(Message::text)
                .findFirst()
                .orElse("");
    }

    /** {@return everything that came after the last assistant message} */
    String news() {
        List<Message> messages = request.messages();
        int from = messages.size();
        while (from > 0 && !(messages.get(from - 1) instanceof AssistantMessage)) {
            from--;
        }
        StringBuilder text = new StringBuilder();
        messages.subList(from, messages.size())
                .forEach(message -> text.append(readable(message)).append('\n'));
        return text.toString();
    }

    private static String readable(Message message) {
        return message instanceof AssistantMessage
                ? String.join("\n", parts(message).subList(1, parts(message).size()))
                : message.text();
    }

    /** What tells messages apart: their kind first; reasoning and origins differ between a model and its recording. */
    private static List<String> parts(Message message) {
        List<String> parts = new ArrayList<>();
        if (message instanceof ToolMessage tool) {
            parts.addAll(List.of("tool", tool.error() ? "failed" : "ok", tool.toolName(), tool.text()));
        } else if (message instanceof UserMessage user) {
            parts.add("user");
            user.content().forEach(content -> addParts(content, parts));
        } else if (message instanceof AssistantMessage assistant) {
            parts.add("assistant");
            assistant.content().forEach(content -> addParts(content, parts));
        } else if (message instanceof SystemMessage system) {
            parts.addAll(List.of("system", system.text()));
        }
        return parts;
    }

    private static void addParts(Content content, List<String> parts) {
        if (content instanceof Text text) {
            parts.add(text.text());
        } else if (content instanceof Image image) {
            parts.add(image.mediaType() + ":" + image.base64());
        } else if (content instanceof ToolCall call) {
            parts.add(call.name());
            parts.add(call.arguments());
        }
    }

    private static String digest(List<String> parts) {
        MessageDigest sha = sha256();
        for (String part : parts) {
            sha.update(part.getBytes(StandardCharsets.UTF_8));
            sha.update((byte) 0);
        }
        return HexFormat.of().formatHex(sha.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
