/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.helix.core.json.Json;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The type of an argument that is one of a fixed set of names; matching is case-insensitive. */
record EnumType(Class<?> type) implements ArgumentType {

    @Override
    public ObjectNode schema() {
        ObjectNode schema = Json.object().put("type", "string");
        ArrayNode names = schema.putArray("enum");
        for (Object constant : type.getEnumConstants()) {
            names.add(((Enum<?>) constant).name());
        }
        return schema;
    }

    @Override
    public Object convert(JsonNode value, ArgumentPath where) {
        for (Object constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equalsIgnoreCase(value.asText())) {
                return constant;
            }
        }
        throw where.mismatch(
                "one of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(constant -> ((Enum<?>) constant).name())
                                .collect(Collectors.joining(", ")),
                value);
    }
}
