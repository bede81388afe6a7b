/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.projection;

import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Content;
import dev.helix.api.message.Message;
import dev.helix.api.message.ToolCall;
import dev.helix.api.message.UserMessage;
import dev.helix.api.projection.TargetProfile;
import java.util.List;

/** A check whether the tool loop in progress starts with reasoning, as some models demand of themselves. */
final class LoopReasoning {
    private LoopReasoning() {}

    static boolean isPossible(List<Message> messages, TargetProfile profile) {
        boolean possible = true;
        for (int i = messages.size() - 1; i >= 0 && !(messages.get(i) instanceof UserMessage); i--) {
            if (messages.get(i) instanceof AssistantMessage assistant && hasCalls(assistant)) {
                possible = Reasoning.is(assistant.content().get(0), profile.opaque());
            }
        }
        return possible;
    }

    private static boolean hasCalls(AssistantMessage message) {
        for (Content part : message.content()) {
            if (part instanceof ToolCall) {
                return true;
            }
        }
        return false;
    }
}
