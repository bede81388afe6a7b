/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.testkit;

import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Content;
import dev.helix.api.message.Document;
import dev.helix.api.message.Image;
import dev.helix.api.message.Message;
import dev.helix.api.message.ToolMessage;
import dev.helix.api.message.UserMessage;
import dev.helix.api.model.ModelRequest;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as a cassette sees it: one text per message, which says who speaks and what, with placeholders for
 * what differs from run to run. Two requests are the same for a cassette when their transcripts are equal. Standing
 * instructions, the tools on offer, reasoning and the ids of calls do not count.
 */
final class Transcript {
    private Transcript() {}

    /**
     * One message.
     *
     * @param text who speaks, a colon, and what is said
     * @param reply the message when the model speaks, otherwise null
     */
    record Line(String text, @Nullable AssistantMessage reply) {}

    /** Writes down a request, oldest message first; the values learn what it brings. */
    static List<Line> of(ModelRequest request, RunValues values) {
        return request.messages().stream().map(message -> line(message, values)).toList();
    }

    /** Writes down the next message; the values learn what it brings. */
    static Line line(Message message, RunValues values) {
        String said = values.learn(speaker(message) + ": " + said(message));
        return new Line(said, message instanceof AssistantMessage reply ? reply : null);
    }

    private static String speaker(Message message) {
        if (message instanceof ToolMessage tool) {
            return tool.toolName() + (tool.error() ? " failed" : " answers");
        }
        if (message instanceof UserMessage) {
            return "user";
        }
        return message instanceof AssistantMessage ? "model" : "system";
    }

    private static String said(Message message) {
        if (message instanceof AssistantMessage reply) {
            return reply.text()
                    + reply.calls().stream()
                            .map(call -> "\n" + call.name() + " " + call.arguments())
                            .collect(Collectors.joining());
        }
        if (message instanceof UserMessage user) {
            return said(user.content());
        }
        return message instanceof ToolMessage tool ? said(tool.content()) : message.text();
    }

    private static String said(List<Content> content) {
        return content.stream().map(Transcript::said).collect(Collectors.joining("\n"));
    }

    /** Pictures and files are told apart by a short checksum; a cassette is no place for their bytes. */
    private static String said(Content part) {
        if (part instanceof Image image) {
            return "[" + image.mediaType() + " " + checksum(image.base64()) + "]";
        }
        return part instanceof Document document
                ? "[" + document.name() + " " + checksum(document.base64()) + "]"
                : part.asText();
    }

    /** Six characters at most, so that nobody takes it for a hash. */
    private static String checksum(String bytes) {
        return Integer.toString(bytes.hashCode() & Integer.MAX_VALUE, Character.MAX_RADIX);
    }
}
