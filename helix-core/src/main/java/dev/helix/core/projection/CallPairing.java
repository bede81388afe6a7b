/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.projection;

import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Content;
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
import java.util.TreeSet;

/**
 * The pairing of every tool call of a history with its result, whatever became of the order. Immutable once made.
 *
 * <p>A result answers the oldest open call with its id in the last assistant message that has one. Where an id is used
 * again, the earlier call stays open: its result was lost. A result that came before its call is kept for it. A second
 * result of an answered call is a duplicate, and one without any call an orphan.
 */
final class CallPairing {
    private final Map<Integer, List<Call>> byMessage = new HashMap<>();
    private final Set<Integer> orphans = new TreeSet<>();
    private final Set<Integer> duplicates = new TreeSet<>();

    /** A call, the id it goes by from now on, and the index of its result. */
    static final class Call {
        private final ToolCall call;
        private final String id;
        private int result = -1;

        private Call(ToolCall call, String id) {
            this.call = call;
            this.id = id;
        }

        ToolCall call() {
            return call;
        }

        String id() {
            return id;
        }

        /** {@return the index of the result, or -1 when there is none} */
        int result() {
            return result;
        }
    }

    private CallPairing() {}

    static CallPairing of(Draft draft, CallIds ids) {
        CallPairing pairing = new CallPairing();
        new Walk(pairing, ids).over(draft);
        return pairing;
    }

    /** {@return the calls of the message at an index, in order} */
    List<Call> at(int index) {
        return byMessage.getOrDefault(index, List.of());
    }

    /** {@return the indexes of results without a call, ascending} */
    Set<Integer> orphans() {
        return orphans;
    }

    /** {@return the indexes of further results of answered calls, ascending} */
    Set<Integer> duplicates() {
        return duplicates;
    }

    /** {@return whether every call has a result and every result a call} */
    boolean isComplete() {
        return orphans.isEmpty()
                && byMessage.values().stream().flatMap(List::stream).allMatch(call -> call.result >= 0);
    }

    /** {@return the ids of calls without results, and of results without calls, sorted} */
    Set<String> unpairedIds(Draft draft) {
        Set<String> unpaired = new TreeSet<>();
        orphans.forEach(index -> unpaired.add(((ToolMessage) draft.get(index)).callId()));
        byMessage.values().stream()
                .flatMap(List::stream)
                .filter(call -> call.result < 0)
                .forEach(call -> unpaired.add(call.call.id()));
        return unpaired;
    }

    private static final class Walk {
        private final CallPairing pairing;
        private final CallIds ids;
        private final Map<String, Deque<Call>> open = new HashMap<>();
        private final Map<String, Integer> early = new HashMap<>();
        private final Set<String> called = new HashSet<>();

        Walk(CallPairing pairing, CallIds ids) {
            this.pairing = pairing;
            this.ids = ids;
        }

        void over(Draft draft) {
            for (int i = 0; i < draft.size(); i++) {
                if (draft.get(i) instanceof AssistantMessage assistant) {
                    calls(assistant, i);
                } else if (draft.get(i) instanceof ToolMessage result) {
                    result(result, i);
                }
            }
            early.forEach(this::giveEarly);
        }

        private void calls(AssistantMessage message, int index) {
            Map<String, Deque<Call>> here = new HashMap<>();
            List<Call> calls = new ArrayList<>();
            for (Content part : message.content()) {
                if (part instanceof ToolCall call) {
                    Call one = new Call(call, ids.next(call.id()));
                    calls.add(one);
                    here.computeIfAbsent(call.id(), id -> new ArrayDeque<>()).add(one);
                    called.add(call.id());
                }
            }
            if (!calls.isEmpty()) {
                pairing.byMessage.put(index, calls);
                open.putAll(here);
            }
        }

        private void result(ToolMessage result, int index) {
            Deque<Call> waiting = open.get(result.callId());
            if (waiting != null && !waiting.isEmpty()) {
                waiting.remove().result = index;
            } else if (called.contains(result.callId())) {
                pairing.duplicates.add(index);
            } else if (early.putIfAbsent(result.callId(), index) != null) {
                pairing.orphans.add(index);
            }
        }

        private void giveEarly(String id, int index) {
            Deque<Call> waiting = open.get(id);
            if (waiting == null) {
                pairing.orphans.add(index);
            } else if (waiting.isEmpty()) {
                pairing.duplicates.add(index);
            } else {
                waiting.remove().result = index;
            }
        }
    }
}
