/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.model;

import dev.helix.api.message.Message;
import dev.helix.api.tool.ToolSpec;
import java.util.List;

/**
 * A request to a model for the next assistant message. Immutable.
 *
 * @param system standing instructions, possibly empty
 * @param messages the conversation, oldest first, not empty, without system messages
 * @param tools the tools on offer, in a stable order
 * @param maxOutputTokens upper bound of the answer, at least 1
 */
public record ModelRequest(String system, List<Message> messages, List<ToolSpec> tools, int maxOutputTokens) {

    /**
     * Checks and copies.
     *
     * @param system standing instructions, possibly empty
     * @param messages the conversation, oldest first, not empty
     * @param tools the tools on offer
     * @param maxOutputTokens at least 1
     * @throws IllegalArgumentException if there is no message or the bound is below 1
     */
    public ModelRequest {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
        if (messages.isEmpty()) {
            throw new IllegalArgumentException("a model request needs at least one message");
        }
        if (maxOutputTokens < 1) {
            throw new IllegalArgumentException("maxOutputTokens must be at least 1, was " + maxOutputTokens);
        }
    }
}
