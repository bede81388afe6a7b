/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.agent;

import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Content;
import dev.helix.api.message.ToolCall;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A utility method that makes the tool call ids of a message usable: some servers leave them empty or repeat them.
 * Pure function.
 */
final class ToolCallIds {
    private ToolCallIds() {}

    static AssistantMessage unique(AssistantMessage message) {
        Set<String> taken = new HashSet<>();
        List<Content> content = new ArrayList<>();
        boolean changed = false;
        for (Content part : message.content()) {
            if (part instanceof ToolCall call) {
                String id = free(call.id(), taken);
                changed |= !id.equals(call.id());
                content.add(call.withId(id));
            } else {
                content.add(part);
            }
        }
        return changed ? new AssistantMessage(content, message.origin()) : message;
    }

    private static String free(String wanted, Set<String> taken) {
        String stem = wanted.isBlank() ? "call" : wanted;
        String id = stem;
        for (int n = 2; !taken.add(id); n++) {
            id = stem + "-" + n;
        }
        return id;
    }
}
