/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The form of a type that is a JSON object, property by property in the order they were added. Immutable.
 *
 * @param <T> the type
 */
final class ObjectForm<T> implements JsonForm<T> {
    private final List<Property<T>> properties;
    private final Function<Values, T> reader;

    private record Property<T>(String name, Function<T, Optional<JsonNode>> writer, boolean nullWhenEmpty) {}

    private ObjectForm(List<Property<T>> properties, Function<Values, T> reader) {
        this.properties = properties;
        this.reader = reader;
    }

    static <T> Builder<T> builder() {
        return new Builder<>();
    }

    @Override
    public JsonNode write(T value) {
        ObjectNode object = Json.object();
        writeInto(object, value);
        return object;
    }

    void writeInto(ObjectNode object, T value) {
        for (Property<T> property : properties) {
            Optional<JsonNode> written = property.writer.apply(value);
            if (written.isPresent() || property.nullWhenEmpty) {
                object.set(property.name, written.orElse(NullNode.instance));
            }
        }
    }

    @Override
    public T read(JsonNode node) {
        return reader.apply(new Values(JsonForm.expect(node.isObject(), node, "an object")));
    }

    /** The properties of an object that is being read. */
    record Values(JsonNode object) {
        <F> F get(String name, JsonForm<F> form) {
            return optional(name, form)
                    .orElseThrow(() -> new IllegalArgumentException("property '" + name + "' is missing"));
        }

        <F> Optional<F> optional(String name, JsonForm<F> form) {
            JsonNode value = object.get(name);
            if (value == null || value.isNull()) {
                return Optional.empty();
            }
            try {
                return Optional.of(form.read(value));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("in '" + name + "': " + e.getMessage(), e);
            }
        }

        String text(String name) {
            return get(name, TEXT);
        }
    }

    static final class Builder<T> {
        private final List<Property<T>> properties = new ArrayList<>();

        private Builder() {}

        <F> Builder<T> with(String name, JsonForm<F> form, Function<T, F> getter) {
            properties.add(new Property<>(name, value -> Optional.of(form.write(getter.apply(value))), true));
            return this;
        }

        Builder<T> text(String name, Function<T, String> getter) {
            return with(name, TEXT, getter);
        }

        /** Adds a property that is null when there is no value. */
        <F> Builder<T> optional(String name, JsonForm<F> form, Function<T, Optional<F>> getter) {
            properties.add(new Property<>(name, value -> getter.apply(value).map(form::write), true));
            return this;
        }

        /** Adds a property that is left out when there is no value. */
        <F> Builder<T> sometimes(String name, JsonForm<F> form, Function<T, Optional<F>> getter) {
            properties.add(new Property<>(name, value -> getter.apply(value).map(form::write), false));
            return this;
        }

        ObjectForm<T> readAs(Function<Values, T> reader) {
            return new ObjectForm<>(List.copyOf(properties), reader);
        }
    }
}
