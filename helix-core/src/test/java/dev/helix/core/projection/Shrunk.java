/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.projection;

import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Content;
import dev.helix.api.message.Message;
import dev.helix.api.message.ToolMessage;
import dev.helix.api.message.UserMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A failing history made as small as it can be while it still fails. */
final class Shrunk {
    private Shrunk() {}

    static List<Message> of(List<Message> failing, Predicate<List<Message>> fails) {
        List<Message> smallest = failing;
        List<Message> smaller = step(smallest, fails);
        while (smaller.size() < smallest.size() || parts(smaller) < parts(smallest)) {
            smallest = smaller;
            smaller = step(smallest, fails);
        }
        return smallest;
    }

    private static List<Message> step(List<Message> history, Predicate<List<Message>> fails) {
        for (int i = 0; i < history.size(); i++) {
            List<Message> without = new ArrayList<>(history);
            Message removed = without.remove(i);
            if (fails.test(without)) {
                return without;
            }
            List<Content> parts = parts(removed);
            for (int k = 0; k < parts.size(); k++) {
                List<Content> fewer = new ArrayList<>(parts);
                fewer.remove(k);
                if (fewer.isEmpty() && removed instanceof UserMessage) {
                    continue;
                }
                List<Message> trimmed = new ArrayList<>(history);
                trimmed.set(i, with(removed, fewer));
                if (fails.test(trimmed)) {
                    return trimmed;
                }
            }
        }
        return history;
    }

    private static int parts(List<Message> history) {
        return history.stream().mapToInt(message -> parts(message).size()).sum();
    }

    private static List<Content> parts(Message message) {
        if (message instanceof UserMessage user) {
            return user.content();
        }
        if (message instanceof ToolMessage result) {
            return result.content();
        }
        return message instanceof AssistantMessage assistant ? assistant.content() : List.of();
    }

    private static Message with(Message message, List<Content> parts) {
        if (message instanceof UserMessage) {
            return new UserMessage(parts);
        }
        if (message instanceof ToolMessage result) {
            return ToolMessage.of(result.callId(), result.toolName(), parts, result.error());
        }
        return new AssistantMessage(parts, ((AssistantMessage) message).origin());
    }
}
