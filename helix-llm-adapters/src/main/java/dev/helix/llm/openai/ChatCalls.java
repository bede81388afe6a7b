/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.helix.api.message.Opaque;
import dev.helix.api.message.Origin;
import dev.helix.api.message.ToolCall;
import dev.helix.core.json.UniqueIds;
import dev.helix.llm.engine.RawJson;
import dev.helix.llm.engine.WireJson;
import java.io.IOException;
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

    /** {@return whether a piece has something that is kept as it came: arguments that are no text, extra content} */
    static boolean isKept(JsonNode piece) {
        return piece.path("function").path("arguments").isContainerNode()
                || piece.path("extra_content").isObject();
    }

    /**
     * Adds a piece of a call.
     *
     * @param raw the piece as it came, empty unless it {@linkplain #isKept is kept}
     */
    void add(JsonNode piece, String raw) throws IOException {
        JsonNode function = piece.path("function");
        String id = WireJson.text(piece, "id");
        String name = WireJson.text(function, "name");
        boolean adds = function.hasNonNull("arguments")
                && !function.path("arguments").asText("{}").isEmpty();
        Call call = callOf(piece.path("index").asInt(-1), id, name, adds);
        call.id = call.id.isEmpty() ? id : call.id;
        call.name = call.name.isEmpty() ? name : call.name;
        JsonNode arguments = function.path("arguments");
        // Some servers send the object itself.
        call.arguments.append(
                arguments.isContainerNode()
                        ? RawJson.member(RawJson.member(raw, "function"), "arguments")
                        : WireJson.text(function, "arguments"));
        if (piece.path("extra_content").isObject()) {
            call.extra = "{\"extra_content\":" + RawJson.member(raw, "extra_content") + "}";
        }
    }

    private Call callOf(int index, String id, String name, boolean adds) {
        Call known = index >= 0 ? latest(index) : withId(id);
        if (known != null && !known.isOver(id, name, adds)) {
            return known;
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
            return WireJson.JSON.readTree(arguments).isObject();
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
