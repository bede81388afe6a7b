/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/**
 * A check whether a schema can be enforced: every object names all its properties, requires each of them and allows no
 * other.
 */
final class StrictSchema {
    private StrictSchema() {}

    static boolean is(JsonNode schema) {
        if (schema.path("type").asText().equals("object") && !isClosed(schema)) {
            return false;
        }
        for (JsonNode member : schema) {
            if (member.isContainerNode() && !is(member)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isClosed(JsonNode object) {
        JsonNode more = object.path("additionalProperties");
        Set<String> required = new HashSet<>();
        object.path("required").forEach(name -> required.add(name.asText()));
        Set<String> named = new HashSet<>();
        object.path("properties").fieldNames().forEachRemaining(named::add);
        return more.isBoolean() && !more.asBoolean() && required.equals(named);
    }
}
