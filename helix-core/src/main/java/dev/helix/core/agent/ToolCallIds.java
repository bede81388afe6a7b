/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.agent;

import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Content;
import dev.helix.api.message.ToolCall;
import dev.helix.core.json.UniqueIds;
import java.util.ArrayList;
import java.util.List;

/**
 * A utility method that makes the tool call ids of a message usable: some servers leave them empty or repeat them.
 * Pure function.
 */
final class ToolCallIds {
    private ToolCallIds() {}

    static AssistantMessage unique(AssistantMessage message) {
        UniqueIds ids = new UniqueIds();
        List<Content> content = new ArrayList<>();
        boolean changed = false;
        for (Content part : message.content()) {
            if (part instanceof ToolCall call) {
                String id = ids.takeLike(call.id().isBlank() ? "call" : call.id());
                changed |= !id.equals(call.id());
                content.add(call.withId(id));
            } else {
                content.add(part);
            }
        }
        return changed ? new AssistantMessage(content, message.origin()) : message;
    }
}
