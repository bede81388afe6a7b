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
        if (FlatObject.is(clean)) {
            return clean;
        }
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
            return repaired.equals(parsed) ? clean : Json.compact(repaired);
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

    private static JsonNode wellFormed(JsonNode node) {
        if (node.isTextual()) {
            return Json.object().textNode(Texts.clean(node.textValue()));
        }
        if (node.isObject()) {
            ObjectNode repaired = Json.object();
            node.properties().forEach(entry -> repaired.set(Texts.clean(entry.getKey()), wellFormed(entry.getValue())));
            return repaired;
        }
        if (node.isArray()) {
            ArrayNode repaired = Json.array();
            node.forEach(element -> repaired.add(wellFormed(element)));
            return repaired;
        }
        return node;
    }
}
