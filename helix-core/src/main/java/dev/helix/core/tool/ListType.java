/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.helix.core.json.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * The type of an argument that is a list of values of one type; a single value that is not a list counts as a list of
 * one.
 */
record ListType(ArgumentType element) implements ArgumentType {

    @Override
    public ObjectNode schema() {
        ObjectNode schema = Json.object().put("type", "array");
        schema.set("items", element.schema());
        return schema;
    }

    @Override
    public Object convert(JsonNode value, ArgumentPath where) {
        if (!value.isArray()) {
            return List.of(element.convert(value, where));
        }
        List<Object> converted = new ArrayList<>(value.size());
        for (JsonNode item : value) {
            ArgumentPath place = where.element(converted.size());
            if (item.isNull()) {
                throw place.invalid("must not be null");
            }
            converted.add(element.convert(item, place));
        }
        return List.copyOf(converted);
    }
}
