/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.projection;

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
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** Short ways to write a history down, and a short form to read one in. */
final class Histories {
    static final Origin SELF = new Origin("here", "test", "model-x");
    static final Origin OTHER = new Origin("there", "test", "model-y");

    private Histories() {}

    static UserMessage user(String... texts) {
        return new UserMessage(List.copyOf(Arrays.stream(texts).map(Text::of).toList()));
    }

    static UserMessage user(Content... parts) {
        return new UserMessage(List.of(parts));
    }

    static AssistantMessage said(String text) {
        return new AssistantMessage(List.of(Text.of(text)), SELF);
    }

    static AssistantMessage message(Content... parts) {
        return new AssistantMessage(List.of(parts), SELF);
    }

    static AssistantMessage foreign(Content... parts) {
        return new AssistantMessage(List.of(parts), OTHER);
    }

    static AssistantMessage calls(String... ids) {
        return new AssistantMessage(
                List.copyOf(Arrays.stream(ids).map(Histories::call).toList()), SELF);
    }

    static ToolCall call(String id) {
        return ToolCall.of(id, "grep", "{}");
    }

    static ToolMessage result(String id) {
        return ToolMessage.of(id, "grep", "result of " + id, false);
    }

    static SystemMessage system(String text) {
        return new SystemMessage(text);
    }

    static Thinking thought(Origin origin, String signature) {
        return Thinking.of(origin, "thought", signature);
    }

    static Image png(int width, int height) {
        ByteBuffer file = ByteBuffer.allocate(33);
        file.put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R'});
        file.putInt(width).putInt(height);
        return Image.of("image/png", Base64.getEncoder().encodeToString(file.array()));
    }

    /** {@return one line per message, for example {@code user: hello}, {@code model: text [a b]}, {@code a failed} */
    static List<String> shortForm(List<Message> messages) {
        return messages.stream().map(Histories::shortForm).toList();
    }

    private static String shortForm(Message message) {
        if (message instanceof UserMessage user) {
            return "user: " + parts(user.content(), "|");
        }
        if (message instanceof ToolMessage result) {
            return result.callId() + (result.error() ? " failed" : " returned");
        }
        return message instanceof AssistantMessage assistant
                ? "model: " + parts(assistant.content(), " ")
                : "system: " + message.text();
    }

    private static String parts(List<Content> parts, String separator) {
        return parts.stream().map(Histories::shortForm).collect(Collectors.joining(separator));
    }

    private static String shortForm(Content part) {
        if (part instanceof ToolCall call) {
            return "[" + call.id() + "]";
        }
        if (part instanceof Thinking thinking) {
            return "<" + thinking.text() + ">";
        }
        if (part instanceof Opaque opaque) {
            return opaque.json();
        }
        if (part instanceof Image image) {
            return "(" + image.mediaType() + ")";
        }
        return part instanceof Document document ? "(" + document.name() + ")" : part.asText();
    }
}
