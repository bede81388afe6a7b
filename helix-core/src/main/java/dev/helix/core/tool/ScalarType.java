/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.helix.core.json.Coercions;
import dev.helix.core.json.Json;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The type of an argument that is a single value.
 *
 * @param schemaType its name in JSON Schema
 * @param expected its name in messages
 * @param reading how it is read
 */
record ScalarType(String schemaType, String expected, Function<JsonNode, ? extends Optional<?>> reading)
        implements ArgumentType {
    private static final ScalarType TEXT = new ScalarType("string", "a string", Coercions::text);
    private static final ScalarType INT = new ScalarType(
            "integer",
            "a whole number of 32 bits",
            node -> Coercions.integer(node).filter(n -> n == n.intValue()).map(Long::intValue));
    private static final ScalarType LONG = new ScalarType("integer", "a whole number", Coercions::integer);
    private static final ScalarType DOUBLE = new ScalarType("number", "a number", Coercions::decimal);
    private static final ScalarType BOOLEAN = new ScalarType("boolean", "true or false", Coercions::truth);

    static @Nullable ScalarType of(Class<?> type) {
        if (type == String.class) {
            return TEXT;
        }
        if (type == int.class || type == Integer.class) {
            return INT;
        }
        if (type == long.class || type == Long.class) {
            return LONG;
        }
        if (type == double.class || type == Double.class) {
            return DOUBLE;
        }
        return type == boolean.class || type == Boolean.class ? BOOLEAN : null;
    }

    @Override
    public ObjectNode schema() {
        return Json.object().put("type", schemaType);
    }

    @Override
    public Object convert(JsonNode value, ArgumentPath where) {
        Optional<?> converted = reading.apply(value);
        if (converted.isEmpty()) {
            throw where.mismatch(expected, value);
        }
        return converted.get();
    }
}
