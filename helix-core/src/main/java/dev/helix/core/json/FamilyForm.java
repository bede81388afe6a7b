/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The form of a family of types: an object that opens with the name of its kind. Names are written down here and never
 * follow from the names of classes, so that classes can be renamed. Immutable.
 */
final class FamilyForm<T> implements JsonForm<T> {
    private final String discriminator;
    private final Map<Class<?>, Kind<T>> byClass;
    private final Map<String, Kind<T>> byName;

    private record Kind<T>(String name, Class<? extends T> type, ObjectForm<? extends T> form) {
        void writeInto(ObjectNode object, T value) {
            writeInto(object, form, value);
        }

        @SuppressWarnings("unchecked") // the table holds for each class a form of that very class
        private static <K> void writeInto(ObjectNode object, ObjectForm<K> form, Object value) {
            form.writeInto(object, (K) value);
        }
    }

    private FamilyForm(Builder<T> builder) {
        this.discriminator = builder.discriminator;
        this.byClass = Map.copyOf(builder.byClass);
        this.byName = Map.copyOf(builder.byName);
    }

    static <T> Builder<T> builder(String discriminator) {
        return new Builder<>(discriminator);
    }

    /** {@return the classes that have a form} */
    Set<Class<?>> types() {
        return byClass.keySet();
    }

    /** {@return whether there is a kind of that name} */
    boolean knows(String name) {
        return byName.containsKey(name);
    }

    /** {@return the name of the value's kind} */
    String name(T value) {
        return kind(value).name;
    }

    @Override
    public JsonNode write(T value) {
        ObjectNode object = Json.object().put(discriminator, name(value));
        kind(value).writeInto(object, value);
        return object;
    }

    /** Writes a value without the name of its kind. */
    JsonNode writeNameless(T value) {
        ObjectNode object = Json.object();
        kind(value).writeInto(object, value);
        return object;
    }

    @Override
    public T read(JsonNode node) {
        return read(new ObjectForm.Values(node).text(discriminator), node);
    }

    /** Reads a value whose kind is named elsewhere. */
    T read(String name, JsonNode node) {
        Kind<T> kind = byName.get(name);
        if (kind == null) {
            throw new IllegalArgumentException("'" + name + "' is no kind this version knows");
        }
        return kind.form.read(node);
    }

    private Kind<T> kind(T value) {
        Kind<T> kind = byClass.get(value.getClass());
        if (kind == null) {
            throw new IllegalArgumentException(value.getClass().getName() + " has no JSON form here");
        }
        return kind;
    }

    static final class Builder<T> {
        private final String discriminator;
        private final Map<Class<?>, Kind<T>> byClass = new LinkedHashMap<>();
        private final Map<String, Kind<T>> byName = new LinkedHashMap<>();

        private Builder(String discriminator) {
            this.discriminator = discriminator;
        }

        <K extends T> Builder<T> kind(String name, Class<K> type, ObjectForm<K> form) {
            Kind<T> kind = new Kind<>(name, type, form);
            if (byClass.put(type, kind) != null || byName.put(name, kind) != null) {
                throw new IllegalStateException("two kinds share the name " + name + " or the class " + type);
            }
            return this;
        }

        FamilyForm<T> build() {
            return new FamilyForm<>(this);
        }
    }
}
