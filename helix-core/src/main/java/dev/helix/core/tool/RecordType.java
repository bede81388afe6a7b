/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.helix.api.InvalidRequestException;
import dev.helix.api.tool.ToolParam;
import dev.helix.core.json.Json;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The type of an argument that is an object with exactly one property for each component of a record. */
final class RecordType implements ArgumentType {
    private final List<Property> properties;
    private final RecordConstructor constructor;

    private record Property(String name, String description, boolean required, ArgumentType type) {}

    private RecordType(List<Property> properties, RecordConstructor constructor) {
        this.properties = properties;
        this.constructor = constructor;
    }

    /**
     * Derives the type from the record's components.
     *
     * @param around the records this one is part of
     * @throws InvalidRequestException if a component's type is none tools can take, or the record cannot be reached
     */
    static RecordType of(Class<?> type, Set<Class<?>> around) {
        Set<Class<?>> within = new HashSet<>(around);
        if (!within.add(type)) {
            throw new InvalidRequestException(
                    "the argument record " + type.getName() + " contains itself; a schema of a tool has a fixed depth");
        }
        List<Property> properties = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            properties.add(property(component, within));
        }
        return new RecordType(List.copyOf(properties), RecordConstructor.of(type));
    }

    private static Property property(RecordComponent component, Set<Class<?>> around) {
        String place = component.getDeclaringRecord().getSimpleName() + "." + component.getName();
        ToolParam param = component.getAnnotation(ToolParam.class);
        boolean required = param == null || param.required();
        if (!required && component.getType().isPrimitive()) {
            throw new InvalidRequestException("component " + place + " is not required but has the primitive type "
                    + component.getType() + "; use its box, which is null when the model leaves it out");
        }
        return new Property(
                snakeCase(component.getName()),
                param == null ? "" : param.value(),
                required,
                ArgumentType.of(component.getGenericType(), place, around));
    }

    /** Models are trained on tools whose properties read {@code old_text}, Java on components that read otherwise. */
    private static String snakeCase(String component) {
        return component.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    @Override
    public ObjectNode schema() {
        ObjectNode schema = Json.object().put("type", "object");
        ObjectNode members = schema.putObject("properties");
        ArrayNode required = schema.putArray("required");
        for (Property property : properties) {
            ObjectNode described = property.type.schema();
            if (!property.description.isEmpty()) {
                described.put("description", property.description);
            }
            members.set(property.name, described);
            if (property.required) {
                required.add(property.name);
            }
        }
        return schema.put("additionalProperties", false);
    }

    @Override
    public Object convert(JsonNode value, ArgumentPath where) {
        if (!value.isObject()) {
            throw where.mismatch("an object", value);
        }
        refuseUnknown(value, where);
        @Nullable Object[] components = new @Nullable Object[properties.size()];
        for (int i = 0; i < components.length; i++) {
            components[i] = component(properties.get(i), value, where);
        }
        try {
            return constructor.make(components);
        } catch (IllegalArgumentException refused) {
            throw where.invalid("are refused: " + refused.getMessage());
        }
    }

    private static @Nullable Object component(Property property, JsonNode object, ArgumentPath where) {
        ArgumentPath place = where.child(property.name);
        JsonNode value = object.get(property.name);
        if (value != null && !value.isNull()) {
            return property.type.convert(value, place);
        }
        if (property.required) {
            throw place.invalid("is missing; it must be "
                    + property.type.schema().get("type").asText());
        }
        return null;
    }

    private void refuseUnknown(JsonNode object, ArgumentPath where) {
        object.fieldNames().forEachRemaining(name -> {
            if (properties.stream().noneMatch(known -> known.name.equals(name))) {
                String known = properties.stream().map(Property::name).collect(Collectors.joining(", "));
                throw where.child(name).invalid("is not known; known are: " + known);
            }
        });
    }
}
