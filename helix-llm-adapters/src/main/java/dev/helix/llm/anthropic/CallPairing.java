/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.anthropic;

import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Message;
import dev.helix.api.message.ToolCall;
import dev.helix.api.message.ToolMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The pairing of every tool call of a conversation with its result, whatever became of the order. Immutable once
 * made.
 *
 * <p>A result answers the oldest open call with its id in the last assistant message that has one. Where an id is used
 * again, the earlier call stays open: its result was lost. A result that came before its call is kept for it. A second
 * result for an answered call, and one without any call, belong nowhere.
 */
final class CallPairing {
    private final List<List<Paired>> byMessage = new ArrayList<>();
    private int strayResults;

    /** A call, the id it goes by on the wire, and what came back. */
    static final class Paired {
        private final ToolCall call;
        private final String wireId;
        private @Nullable ToolMessage result;

        private Paired(ToolCall call, String wireId) {
            this.call = call;
            this.wireId = wireId;
        }

        ToolCall call() {
            return call;
        }

        String wireId() {
            return wireId;
        }

        /** Null when the call was interrupted before anything came back. */
        @Nullable
        ToolMessage result() {
            return result;
        }
    }

    private CallPairing() {}

    static CallPairing of(List<Message> messages) {
        CallPairing pairing = new CallPairing();
        new Walk(pairing).over(messages);
        return pairing;
    }

    /** {@return the calls of the message at a position of the conversation, in order} */
    List<Paired> at(int position) {
        return byMessage.get(position);
    }

    /** {@return how many results found no call of their own} */
    int strayResults() {
        return strayResults;
    }

    private static final class Walk {
        private final CallPairing pairing;
        private final WireIds ids = new WireIds();
        private final Map<String, Deque<Paired>> open = new HashMap<>();
        private final Map<String, ToolMessage> early = new HashMap<>();
        private final Set<String> called = new HashSet<>();

        Walk(CallPairing pairing) {
            this.pairing = pairing;
        }

        void over(List<Message> messages) {
            for (Message message : messages) {
                pairing.byMessage.add(message instanceof AssistantMessage assistant ? calls(assistant) : List.of());
                if (message instanceof ToolMessage result) {
                    result(result);
                }
            }
            open.forEach(this::giveEarly);
            pairing.strayResults += early.size();
        }

        private List<Paired> calls(AssistantMessage message) {
            List<Paired> paired = new ArrayList<>();
            Map<String, Deque<Paired>> here = new HashMap<>();
            for (ToolCall call : message.calls()) {
                Paired one = new Paired(call, ids.next(call.id()));
                paired.add(one);
                here.computeIfAbsent(call.id(), id -> new ArrayDeque<>()).add(one);
                called.add(call.id());
            }
            open.putAll(here);
            return paired;
        }

        private void result(ToolMessage result) {
            Deque<Paired> waiting = open.get(result.callId());
            if (waiting != null && !waiting.isEmpty()) {
                waiting.remove().result = result;
            } else if (called.contains(result.callId()) || early.putIfAbsent(result.callId(), result) != null) {
                pairing.strayResults++;
            }
        }

        private void giveEarly(String id, Deque<Paired> waiting) {
            if (!waiting.isEmpty() && early.containsKey(id)) {
                waiting.remove().result = early.remove(id);
            }
        }
    }
}
