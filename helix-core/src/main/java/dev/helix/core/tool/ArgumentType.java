/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.helix.api.InvalidRequestException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Set;

/** A Java type that tool arguments may have: it describes itself to the model and converts what comes back. */
interface ArgumentType {
    /** Writes the JSON Schema of the type into a fresh object. */
    ObjectNode schema();

    /**
     * Converts a value that is there and not null.
     *
     * @param value what the model passed
     * @param where the tool and the property, for messages
     * @throws dev.helix.api.tool.InvalidArgumentsException if the value does not fit
     */
    Object convert(JsonNode value, ArgumentPath where);

    /**
     * Finds the type for a record component or list element.
     *
     * @param type the declared type
     * @param component its place, for messages
     * @param around the records this place is part of; none of them may appear again
     * @throws InvalidRequestException if tools cannot take the type
     */
    static ArgumentType of(Type type, String component, Set<Class<?>> around) {
        if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
            return new ListType(of(generic.getActualTypeArguments()[0], component + "[]", around));
        }
        if (type instanceof Class<?> plain) {
            if (plain.isEnum()) {
                return new EnumType(plain);
            }
            if (plain.isRecord()) {
                return RecordType.of(plain, around);
            }
            ScalarType scalar = ScalarType.of(plain);
            if (scalar != null) {
                return scalar;
            }
        }
        throw new InvalidRequestException("component " + component + " has the type " + type.getTypeName()
                + "; tool arguments are String, int, long, double, boolean or their boxes, an enum, a record, or a "
                + "List of these");
    }
}
