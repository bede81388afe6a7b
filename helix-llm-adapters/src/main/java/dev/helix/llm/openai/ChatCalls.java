/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.helix.api.message.Opaque;
import dev.helix.api.message.Origin;
import dev.helix.api.message.ToolCall;
import dev.helix.core.json.UniqueIds;
import dev.helix.llm.engine.MalformedResponseException;
import dev.helix.llm.wire.JsonText;
import dev.helix.llm.wire.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The tool calls of a message under construction. Confined to one thread.
 *
 * <p>Pieces belong together by their index. Servers that leave it out, count wrongly, repeat the name with every piece
 * or give no id are understood as far as there is only one way to understand them.
 */
final class ChatCalls {
    /** Each piece is compared with the calls before it; no model makes so many at once. */
    private static final int MAX_CALLS = 1_000;

    private final Origin origin;
    private final UnaryOperator<String> toolNames;
    private final List<Call> calls = new ArrayList<>();

    ChatCalls(Origin origin, UnaryOperator<String> toolNames) {
        this.origin = origin;
        this.toolNames = toolNames;
    }

    private static final class Call {
        private final int index;
        private String id = "";
        private String name = "";
        private final StringBuilder arguments = new StringBuilder();
        private String extra = "";

        Call(int index) {
            this.index = index;
        }

        /** {@return whether a piece with this id and name begins another call, although it has the same index} */
        boolean isOver(String newId, String newName, boolean adds) {
            boolean otherName = !newName.isEmpty() && !name.isEmpty() && !newName.equals(name);
            boolean otherId = !newId.isEmpty() && !id.isEmpty() && !newId.equals(id) && !newName.isEmpty();
            boolean again = newId.isEmpty() && id.isEmpty() && !newName.isEmpty() && adds;
            return (otherId && otherName) || ((otherId || otherName || again) && isWhole(arguments.toString()));
        }
    }

    /** {@return what a message carries of its extra content} */
    static String extraContent(JsonValue extra) {
        return "{\"extra_content\":" + extra.raw() + "}";
    }

    /**
     * Adds a piece of a call.
     *
     * @throws MalformedResponseException if there are too many calls
     */
    void add(JsonValue piece) throws MalformedResponseException {
        JsonValue function = piece.path("function");
        String id = piece.text("id");
        String name = function.text("name");
        // Some servers send the object itself.
        JsonValue given = function.path("arguments");
        String arguments = given.isObject() || given.isArray() ? given.raw() : given.text();
        Call call = callOf((int) piece.number("index", -1), id, name, !arguments.isEmpty());
        call.id = call.id.isEmpty() ? id : call.id;
        call.name = call.name.isEmpty() ? name : call.name;
        call.arguments.append(arguments);
        JsonValue extra = piece.path("extra_content");
        call.extra = extra.isObject() ? extraContent(extra) : call.extra;
    }

    private Call callOf(int index, String id, String name, boolean adds) throws MalformedResponseException {
        Call known = index >= 0 ? latest(index) : withId(id);
        if (known != null && !known.isOver(id, name, adds)) {
            return known;
        }
        if (calls.size() == MAX_CALLS) {
            throw new MalformedResponseException("a message has more than " + MAX_CALLS + " calls");
        }
        Call begun = new Call(index);
        calls.add(begun);
        return begun;
    }

    private @Nullable Call latest(int index) {
        for (int i = calls.size() - 1; i >= 0; i--) {
            if (calls.get(i).index == index) {
                return calls.get(i);
            }
        }
        return null;
    }

    /** Without an index the id tells, and without an id the piece goes on where the last one ended. */
    private @Nullable Call withId(String id) {
        for (Call call : calls) {
            if (!id.isEmpty() && call.id.equals(id)) {
                return call;
            }
        }
        boolean begins = calls.isEmpty()
                || (!id.isEmpty() && !calls.get(calls.size() - 1).id.isEmpty());
        return begins ? null : calls.get(calls.size() - 1);
    }

    private static boolean isWhole(String arguments) {
        try {
            return JsonText.parse(arguments).isObject();
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    boolean isEmpty() {
        return calls.isEmpty();
    }

    void clear() {
        calls.clear();
    }

    /** {@return the calls, each with an id of its own} */
    List<ToolCall> build() {
        List<ToolCall> built = new ArrayList<>();
        UniqueIds ids = new UniqueIds();
        for (Call call : calls) {
            String id = ids.takeLike(call.id.isEmpty() ? "call_" + (built.size() + 1) : call.id);
            String arguments = call.arguments.toString();
            ToolCall made = ToolCall.of(id, toolNames.apply(call.name), arguments.isBlank() ? "{}" : arguments);
            built.add(call.extra.isEmpty() ? made : made.withProviderData(Opaque.of(origin, call.extra)));
        }
        return built;
    }
}
