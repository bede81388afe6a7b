/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.projection;

import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Content;
import dev.helix.api.message.Message;
import dev.helix.api.message.ToolCall;
import dev.helix.api.message.ToolMessage;
import dev.helix.api.message.UserMessage;
import dev.helix.api.projection.ProjectionReport.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The pass of the canonicalizer that ends a history before the oldest unpaired call among the last ones. */
final class UnpairedTrim {
    private UnpairedTrim() {}

    /** {@return whether each of the last calls has its result in the run of results behind its message} */
    static boolean isSettled(List<Message> history, int window) {
        int left = window;
        for (int i = history.size() - 1; i >= 0 && left > 0; i--) {
            if (history.get(i) instanceof AssistantMessage assistant && hasCalls(assistant)) {
                left--;
                if (!isAnswered(assistant, history, i)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isAnswered(AssistantMessage message, List<Message> history, int index) {
        List<Content> parts = message.content();
        for (int k = 0; k < parts.size(); k++) {
            if (parts.get(k) instanceof ToolCall call && !followsResult(call, history, index)) {
                return false;
            }
        }
        return true;
    }

    private static boolean followsResult(ToolCall call, List<Message> history, int index) {
        for (int i = index + 1; i < history.size() && history.get(i) instanceof ToolMessage result; i++) {
            if (result.callId().equals(call.id())) {
                return true;
            }
        }
        return false;
    }

    static Draft apply(Draft draft, int window, Changes changes) {
        if (isSettled(draft.messages(), window)) {
            return draft;
        }
        int end = end(draft.messages(), window);
        if (end == draft.size()) {
            return draft;
        }
        Draft.Rewriter kept = draft.rewriter();
        for (int i = 0; i < draft.size(); i++) {
            Message message = draft.get(i);
            if (i < end) {
                kept.add(message, draft.position(i));
            } else if (message instanceof UserMessage) {
                changes.add(Kind.USER_MESSAGE_TRUNCATED, draft.position(i), "", message.text());
            } else {
                changes.add(Kind.MESSAGE_TRUNCATED, draft.position(i), "", "");
            }
        }
        return kept.done();
    }

    /** A result counts wherever it stands, as long as it is not cut off itself. */
    private static int end(List<Message> history, int window) {
        Map<String, Integer> firstResult = new HashMap<>();
        for (int i = 0; i < history.size(); i++) {
            if (history.get(i) instanceof ToolMessage result) {
                firstResult.putIfAbsent(result.callId(), i);
            }
        }
        int end = history.size();
        int cut = cut(history, end, window, firstResult);
        while (cut < end) {
            end = cut;
            cut = cut(history, end, window, firstResult);
        }
        return end;
    }

    private static int cut(List<Message> history, int end, int window, Map<String, Integer> firstResult) {
        int cut = end;
        int left = window;
        for (int i = end - 1; i >= 0 && left > 0; i--) {
            if (history.get(i) instanceof AssistantMessage assistant && hasCalls(assistant)) {
                left--;
                cut = hasUnpaired(assistant, end, firstResult) ? i : cut;
            }
        }
        return cut;
    }

    private static boolean hasUnpaired(AssistantMessage message, int end, Map<String, Integer> firstResult) {
        for (Content part : message.content()) {
            if (part instanceof ToolCall call && firstResult.getOrDefault(call.id(), end) >= end) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasCalls(AssistantMessage message) {
        List<Content> parts = message.content();
        for (int k = 0; k < parts.size(); k++) {
            if (parts.get(k) instanceof ToolCall) {
                return true;
            }
        }
        return false;
    }
}
