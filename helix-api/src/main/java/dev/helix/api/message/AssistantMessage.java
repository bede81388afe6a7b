/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.message;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A model's answer. Immutable.
 *
 * @param content text, thinking, tool calls and opaque blocks in the order the model gave them, possibly empty
 * @param origin the engine that produced it
 */
public record AssistantMessage(List<Content> content, Origin origin) implements Message {

    /** Copies the parts. */
    public AssistantMessage {
        content = List.copyOf(requireNonNull(content, "content"));
        requireNonNull(origin, "origin");
    }

    /** {@return the tool calls of the message, in order, possibly empty} */
    public List<ToolCall> calls() {
        return content.stream()
                .filter(ToolCall.class::isInstance)
                .map(ToolCall.class::cast)
                .toList();
    }

    @Override
    public String text() {
        return content.stream().map(Content::asText).collect(Collectors.joining());
    }
}
