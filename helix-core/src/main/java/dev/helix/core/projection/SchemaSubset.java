/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.projection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.helix.api.projection.ProjectionReport.Kind;
import dev.helix.api.projection.SchemaRules;
import dev.helix.api.tool.ToolSpec;
import dev.helix.core.json.Json;
import dev.helix.core.json.JsonSyntaxException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A filter that leaves out of the schemas of tools the keywords that a model refuses. A schema becomes wider; arguments
 * are checked against the whole one before a tool runs.
 */
final class SchemaSubset {
    /** Keywords whose members are named by the schema's author. */
    private static final Set<String> NAMED = Set.of("properties", "patternProperties", "$defs", "definitions");
    /** Keywords whose values are data. */
    private static final Set<String> DATA = Set.of("const", "enum", "default", "examples", "example", "required");

    private final SchemaRules rules;
    private final Changes changes;

    SchemaSubset(SchemaRules rules, Changes changes) {
        this.rules = rules;
        this.changes = changes;
    }

    /** {@return the schema of a tool without what the model refuses; one that is no JSON object stays as it is} */
    String of(ToolSpec tool) {
        String schema = tool.inputSchema();
        if (Stream.concat(rules.refused().stream(), rules.refusedAtTop().stream())
                .noneMatch(schema::contains)) {
            return schema;
        }
        try {
            if (!(Json.parse(schema) instanceof ObjectNode whole)) {
                return schema;
            }
            Set<String> dropped = new TreeSet<>();
            ObjectNode kept = (ObjectNode) kept(whole, dropped);
            for (String keyword : rules.refusedAtTop()) {
                if (kept.remove(keyword) != null) {
                    dropped.add(keyword);
                }
            }
            if (dropped.isEmpty()) {
                return schema;
            }
            changes.add(Kind.SCHEMA_REDUCED, -1, tool.name(), String.join(", ", dropped));
            return Json.compact(kept);
        } catch (JsonSyntaxException e) {
            return schema;
        }
    }

    private JsonNode kept(JsonNode schema, Set<String> dropped) {
        if (schema instanceof ArrayNode array) {
            ArrayNode elements = Json.array();
            array.forEach(element -> elements.add(kept(element, dropped)));
            return elements;
        }
        if (!(schema instanceof ObjectNode object)) {
            return schema;
        }
        ObjectNode members = Json.object();
        object.properties().forEach(entry -> {
            if (rules.refused().contains(entry.getKey())) {
                dropped.add(entry.getKey());
            } else {
                members.set(entry.getKey(), member(entry.getKey(), entry.getValue(), dropped));
            }
        });
        return members;
    }

    private JsonNode member(String keyword, JsonNode value, Set<String> dropped) {
        if (DATA.contains(keyword)) {
            return value;
        }
        if (!NAMED.contains(keyword) || !value.isObject()) {
            return kept(value, dropped);
        }
        ObjectNode named = Json.object();
        value.properties().forEach(entry -> named.set(entry.getKey(), kept(entry.getValue(), dropped)));
        return named;
    }
}
