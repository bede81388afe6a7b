/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.helix.api.projection.SchemaRules;
import java.util.Set;

/**
 * A filter that leaves out of a schema the keywords that a model refuses. The schema becomes wider; arguments are
 * checked against the whole one before a tool runs.
 */
public final class SchemaSubset {
    /** Keywords whose members are named by the schema's author. */
    private static final Set<String> NAMED = Set.of("properties", "patternProperties", "$defs", "definitions");
    /** Keywords whose values are data. */
    private static final Set<String> DATA = Set.of("const", "enum", "default", "examples", "example", "required");

    private SchemaSubset() {}

    /**
     * Filters a schema.
     *
     * @param schema the schema of an object
     * @param rules what the model refuses
     * @return the schema without it, always of type {@code object}
     */
    public static ObjectNode of(ObjectNode schema, SchemaRules rules) {
        ObjectNode kept = (ObjectNode) kept(schema, rules.refused());
        kept.remove(rules.refusedAtTop());
        if (!kept.has("type")) {
            kept.put("type", "object");
        }
        return kept;
    }

    private static JsonNode kept(JsonNode schema, Set<String> refused) {
        if (schema instanceof ArrayNode array) {
            ArrayNode elements = WireJson.array();
            array.forEach(element -> elements.add(kept(element, refused)));
            return elements;
        }
        if (!(schema instanceof ObjectNode object)) {
            return schema;
        }
        ObjectNode members = WireJson.object();
        object.properties().forEach(entry -> {
            if (!refused.contains(entry.getKey())) {
                members.set(entry.getKey(), member(entry.getKey(), entry.getValue(), refused));
            }
        });
        return members;
    }

    private static JsonNode member(String keyword, JsonNode value, Set<String> refused) {
        if (DATA.contains(keyword)) {
            return value;
        }
        if (!NAMED.contains(keyword) || !value.isObject()) {
            return kept(value, refused);
        }
        ObjectNode named = WireJson.object();
        value.properties().forEach(entry -> named.set(entry.getKey(), kept(entry.getValue(), refused)));
        return named;
    }
}
