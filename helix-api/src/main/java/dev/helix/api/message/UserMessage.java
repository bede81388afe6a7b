/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.message;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What the user, or whoever directs the agent, wants. Immutable.
 *
 * @param content text, images, documents and structured data, in order, not empty
 */
public record UserMessage(List<Content> content) implements Message {

    /**
     * Checks and copies the parts.
     *
     * @throws IllegalArgumentException if there is no part, or one that only a model produces
     */
    public UserMessage {
        content = List.copyOf(requireNonNull(content, "content"));
        if (content.isEmpty() || content.stream().anyMatch(UserMessage::isOfModel)) {
            throw new IllegalArgumentException("a user message holds at least one part,"
                    + " and none that only a model produces: reasoning, a tool call or an opaque block");
        }
    }

    private static boolean isOfModel(Content part) {
        return part instanceof Thinking || part instanceof ToolCall || part instanceof Opaque;
    }

    /** Creates a message of plain text. */
    public static UserMessage of(String text) {
        return new UserMessage(List.of(Text.of(text)));
    }

    @Override
    public String text() {
        return content.stream().map(Content::asText).collect(Collectors.joining());
    }
}
