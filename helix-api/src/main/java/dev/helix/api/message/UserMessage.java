/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.message;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What the user, or whoever directs the agent, wants. Immutable.
 *
 * @param content text and images, in order, not empty
 */
public record UserMessage(List<Content> content) implements Message {

    /**
     * Checks and copies.
     *
     * @param content text and images, not empty
     * @throws IllegalArgumentException if there is no part, or one is neither text nor image
     */
    public UserMessage {
        content = List.copyOf(content);
        if (content.isEmpty() || !content.stream().allMatch(c -> c instanceof Text || c instanceof Image)) {
            throw new IllegalArgumentException("a user message holds at least one text or image and nothing else");
        }
    }

    /**
     * Makes a message of plain text.
     *
     * @param text what to say
     * @return the message
     */
    public static UserMessage of(String text) {
        return new UserMessage(List.of(new Text(text)));
    }

    @Override
    public String text() {
        return content.stream()
                .filter(Text.class::isInstance)
                .map(part -> ((Text) part).text())
                .collect(Collectors.joining());
    }
}
