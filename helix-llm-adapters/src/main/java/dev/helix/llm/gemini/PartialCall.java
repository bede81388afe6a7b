/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.gemini;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.helix.llm.engine.MalformedResponseException;
import dev.helix.llm.engine.WireJson;
import dev.helix.llm.wire.JsonText;
import dev.helix.llm.wire.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A call whose arguments come in pieces, each a value and its place such as {@code $.recipe.steps[2]}. Pieces of one
 * string add up. Confined to one thread.
 */
final class PartialCall {
    private static final Pattern STEP =
            Pattern.compile("\\.([^.\\[\\]]+)|\\[(\\d{1,4})\\]|\\['([^']*)'\\]|\\[\"([^\"]*)\"\\]");

    private static final int MAX_STEPS = 64;

    private final JsonValue call;
    private final String signature;
    private final ObjectNode arguments;

    PartialCall(JsonValue call, String signature) throws JsonProcessingException {
        this.call = JsonText.parse(call.raw());
        this.signature = signature;
        this.arguments = WireJson.tree(call.path("args")) instanceof ObjectNode given ? given : WireJson.object();
    }

    JsonValue call() {
        return call;
    }

    String signature() {
        return signature;
    }

    String arguments() {
        return arguments.toString();
    }

    void add(JsonNode pieces) throws MalformedResponseException {
        for (JsonNode piece : pieces) {
            set(steps(WireJson.text(piece, "jsonPath")), value(piece));
        }
    }

    private static JsonNode value(JsonNode piece) {
        for (String kind : List.of("stringValue", "numberValue", "boolValue")) {
            if (piece.has(kind)) {
                return piece.path(kind);
            }
        }
        return WireJson.JSON.nullNode();
    }

    /** {@return names and positions} */
    private static List<Object> steps(String path) throws MalformedResponseException {
        List<Object> steps = new ArrayList<>();
        Matcher step = STEP.matcher(path);
        int end = 1;
        while (end < path.length() && step.find(end) && step.start() == end) {
            String position = step.group(2);
            String quoted = step.group(3) == null ? step.group(4) : step.group(3);
            steps.add(position != null ? Integer.valueOf(position) : step.group(1) != null ? step.group(1) : quoted);
            end = step.end();
        }
        if (steps.isEmpty() || steps.size() > MAX_STEPS || end < path.length() || !(steps.get(0) instanceof String)) {
            throw new MalformedResponseException("arguments of a call have no place at '" + path + "'");
        }
        return steps;
    }

    private void set(List<Object> steps, JsonNode value) throws MalformedResponseException {
        JsonNode holder = arguments;
        for (int i = 0; i < steps.size() - 1; i++) {
            JsonNode next = get(holder, steps.get(i));
            if (!next.isContainerNode()) {
                next = steps.get(i + 1) instanceof Integer ? WireJson.array() : WireJson.object();
                put(holder, steps.get(i), next);
            }
            holder = next;
        }
        Object last = steps.get(steps.size() - 1);
        JsonNode before = get(holder, last);
        boolean grows = before.isTextual() && value.isTextual();
        put(
                holder,
                last,
                grows ? WireJson.JSON.getNodeFactory().textNode(before.textValue() + value.textValue()) : value);
    }

    private static JsonNode get(JsonNode holder, Object step) {
        return step instanceof Integer position ? holder.path(position) : holder.path((String) step);
    }

    private static void put(JsonNode holder, Object step, JsonNode value) throws MalformedResponseException {
        if (holder instanceof ObjectNode object && step instanceof String name) {
            object.set(name, value);
        } else if (holder instanceof ArrayNode array && step instanceof Integer position && position < array.size()) {
            array.set(position, value);
        } else if (holder instanceof ArrayNode array && step instanceof Integer position && position == array.size()) {
            array.add(value);
        } else {
            throw new MalformedResponseException("arguments of a call contradict each other at " + step);
        }
    }
}
