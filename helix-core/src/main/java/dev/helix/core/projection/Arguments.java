/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.projection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.helix.core.json.Json;
import dev.helix.core.json.JsonSyntaxException;

/** Utility methods that turn the arguments of a call, as a model wrote them, into what protocols accept. */
final class Arguments {
    private static final String NONE = "{}";

    private Arguments() {}

    /** {@return the text for protocols that take any; no arguments become an empty object} */
    static String asText(String arguments) {
        return isAbsent(arguments) ? NONE : Texts.clean(arguments);
    }

    /**
     * {@return a JSON object with well-formed strings; another value is wrapped, and what cannot be parsed, a cut call
     * for example, becomes an empty object}
     */
    static String asObject(String arguments) {
        if (arguments.equals(NONE)) {
            return arguments;
        }
        if (isAbsent(arguments)) {
            return NONE;
        }
        String clean = Texts.clean(arguments);
        try {
            // Only an escape can hide an ill-formed string from the cleaning above.
            if (startsObject(clean) && !clean.contains("\\u")) {
                Json.validate(clean);
                return clean;
            }
            JsonNode parsed = Json.parse(clean);
            JsonNode repaired = wellFormed(parsed);
            if (!repaired.isObject()) {
                return Json.compact(Json.object().set("value", repaired));
            }
            return repaired == parsed ? clean : Json.compact(repaired);
        } catch (JsonSyntaxException e) {
            return NONE;
        }
    }

    private static boolean isAbsent(String arguments) {
        return arguments.isBlank() || arguments.strip().equals("null");
    }

    private static boolean startsObject(String text) {
        return text.stripLeading().startsWith("{");
    }

    /** {@return the same node when every string in it is well-formed} */
    private static JsonNode wellFormed(JsonNode node) {
        if (node.isTextual()) {
            String clean = Texts.clean(node.textValue());
            return clean.equals(node.textValue()) ? node : Json.object().textNode(clean);
        }
        if (node.isObject()) {
            ObjectNode repaired = Json.object();
            boolean[] same = {true};
            node.properties().forEach(entry -> {
                String key = Texts.clean(entry.getKey());
                JsonNode value = wellFormed(entry.getValue());
                same[0] &= key.equals(entry.getKey()) && value == entry.getValue();
                repaired.set(key, value);
            });
            return same[0] ? node : repaired;
        }
        if (node.isArray()) {
            ArrayNode repaired = Json.array();
            boolean same = true;
            for (JsonNode element : node) {
                JsonNode value = wellFormed(element);
                same &= value == element;
                repaired.add(value);
            }
            return same ? node : repaired;
        }
        return node;
    }
}
