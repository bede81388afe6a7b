/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.helix.api.model.CacheHints.Retention;
import dev.helix.llm.engine.WireJson;
import java.util.List;
import java.util.Set;

/**
 * The marks up to which the provider keeps a prompt in its cache: after the tools, after the system prompt, and at
 * the end of the last two user messages. Four are allowed; the one before last is where the previous request ended,
 * so its cache is found however many blocks one round of calls adds.
 */
final class CacheMarkers {
    private static final Set<String> ELIGIBLE = Set.of("text", "image", "document", "tool_result");
    private static final int CONVERSATION_MARKS = 2;

    private final Retention retention;

    CacheMarkers(Retention retention) {
        this.retention = retention;
    }

    void mark(ObjectNode block) {
        if (retention == Retention.NONE) {
            return;
        }
        ObjectNode mark = block.putObject("cache_control").put("type", "ephemeral");
        if (retention == Retention.LONG) {
            mark.put("ttl", "1h");
        }
    }

    void markConversation(List<WireMessage> messages) {
        int marks = 0;
        for (int i = messages.size() - 1; i >= 0 && marks < CONVERSATION_MARKS; i--) {
            if (messages.get(i).isUser() && markLastEligible(messages.get(i).blocks())) {
                marks++;
            }
        }
    }

    private boolean markLastEligible(List<JsonNode> blocks) {
        for (int i = blocks.size() - 1; i >= 0; i--) {
            if (blocks.get(i) instanceof ObjectNode block && isEligible(block)) {
                mark(block);
                return true;
            }
        }
        return false;
    }

    /** Excludes reasoning and what is empty, which may not carry a mark. */
    private static boolean isEligible(ObjectNode block) {
        String type = WireJson.text(block, "type");
        boolean empty = type.equals("tool_result")
                && block.path("content").isEmpty()
                && WireJson.text(block, "content").isEmpty();
        return ELIGIBLE.contains(type) && !empty;
    }
}
