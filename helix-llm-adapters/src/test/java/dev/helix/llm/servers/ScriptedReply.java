/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.servers;

import dev.helix.api.message.ToolCall;
import dev.helix.api.model.StopReason;
import java.util.List;

/** What a reply holds, which each protocol says in its own way. */
public record ScriptedReply(String thinking, String text, List<ToolCall> calls, StopReason stop, String messageId) {
    /** A reply that only says something. */
    public static ScriptedReply saying(String text) {
        return new ScriptedReply("", text, List.of(), StopReason.END, "m1");
    }

    /** A reply that ends with calls, or ends when there are none. */
    public static ScriptedReply of(String messageId, String thinking, String text, ToolCall... calls) {
        StopReason stop = calls.length == 0 ? StopReason.END : StopReason.TOOL_CALLS;
        return new ScriptedReply(thinking, text, List.of(calls), stop, messageId);
    }

    /** {@return the text in two pieces, neither of which cuts a character; none when it is empty} */
    List<String> halves() {
        return halves(text);
    }

    static List<String> halves(String text) {
        int middle = text.offsetByCodePoints(0, text.codePointCount(0, text.length()) / 2);
        return text.isEmpty() ? List.of() : List.of(text.substring(0, middle), text.substring(middle));
    }
}
