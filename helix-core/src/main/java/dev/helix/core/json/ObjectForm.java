/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The form of a type that is a JSON object, property by property in the order they were added. Immutable. */
final class ObjectForm<T> implements JsonForm<T> {
    private final List<Property<T, ?>> properties;
    private final Function<Values, T> reader;

    /** A property: how it is written, null for one that is left out, and how it is read. */
    record Property<T, F>(String name, Function<T, @Nullable JsonNode> writer, Function<Values, F> reader) {}

    /** A factory of three values. */
    interface Factory3<A, B, C, T> {
        T make(A a, B b, C c);
    }

    /** A factory of four values. */
    interface Factory4<A, B, C, D, T> {
        T make(A a, B b, C c, D d);
    }

    /** A factory of five values. */
    interface Factory5<A, B, C, D, E, T> {
        T make(A a, B b, C c, D d, E e);
    }

    private ObjectForm(List<Property<T, ?>> properties, Function<Values, T> reader) {
        this.properties = properties;
        this.reader = reader;
    }

    static <T> Builder<T> builder() {
        return new Builder<>();
    }

    static <T, A> ObjectForm<T> object(Property<T, A> a, Function<A, T> factory) {
        return new ObjectForm<>(List.of(a), in -> factory.apply(in.get(a)));
    }

    static <T, A, B> ObjectForm<T> object(Property<T, A> a, Property<T, B> b, BiFunction<A, B, T> factory) {
        return new ObjectForm<>(List.of(a, b), in -> factory.apply(in.get(a), in.get(b)));
    }

    static <T, A, B, C> ObjectForm<T> object(
            Property<T, A> a, Property<T, B> b, Property<T, C> c, Factory3<A, B, C, T> factory) {
        return new ObjectForm<>(List.of(a, b, c), in -> factory.make(in.get(a), in.get(b), in.get(c)));
    }

    static <T, A, B, C, D> ObjectForm<T> object(
            Property<T, A> a, Property<T, B> b, Property<T, C> c, Property<T, D> d, Factory4<A, B, C, D, T> factory) {
        return new ObjectForm<>(List.of(a, b, c, d), in -> factory.make(in.get(a), in.get(b), in.get(c), in.get(d)));
    }

    static <T, A, B, C, D, E> ObjectForm<T> object(
            Property<T, A> a,
            Property<T, B> b,
            Property<T, C> c,
            Property<T, D> d,
            Property<T, E> e,
            Factory5<A, B, C, D, E, T> factory) {
        return new ObjectForm<>(
                List.of(a, b, c, d, e), in -> factory.make(in.get(a), in.get(b), in.get(c), in.get(d), in.get(e)));
    }

    static <T, F> Property<T, F> property(String name, JsonForm<F> form, Function<T, F> getter) {
        return new Property<>(name, value -> form.write(getter.apply(value)), in -> in.get(name, form));
    }

    static <T> Property<T, String> text(String name, Function<T, String> getter) {
        return property(name, TEXT, getter);
    }

    /** {@return a property that is null when there is no value} */
    static <T, F> Property<T, Optional<F>> optional(String name, JsonForm<F> form, Function<T, Optional<F>> getter) {
        return new Property<>(
                name,
                value -> getter.apply(value).map(form::write).orElse(NullNode.instance),
                in -> in.optional(name, form));
    }

    @Override
    public JsonNode write(T value) {
        ObjectNode object = Json.object();
        writeInto(object, value);
        return object;
    }

    void writeInto(ObjectNode object, T value) {
        for (Property<T, ?> property : properties) {
            JsonNode written = property.writer.apply(value);
            if (written != null) {
                object.set(property.name, written);
            }
        }
    }

    @Override
    public T read(JsonNode node) {
        return reader.apply(new Values(JsonForm.expect(node.isObject(), node, "an object")));
    }

    /** The properties of an object that is being read. */
    record Values(JsonNode object) {
        <F> F get(Property<?, F> property) {
            return property.reader.apply(this);
        }

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
        private final List<Property<T, ?>> properties = new ArrayList<>();

        private Builder() {}

        <F> Builder<T> with(String name, JsonForm<F> form, Function<T, F> getter) {
            properties.add(property(name, form, getter));
            return this;
        }

        Builder<T> text(String name, Function<T, String> getter) {
            return with(name, TEXT, getter);
        }

        /** Adds a property that is null when there is no value. */
        <F> Builder<T> optional(String name, JsonForm<F> form, Function<T, Optional<F>> getter) {
            properties.add(ObjectForm.optional(name, form, getter));
            return this;
        }

        /** Adds a property that is left out when there is no value. */
        <F> Builder<T> sometimes(String name, JsonForm<F> form, Function<T, Optional<F>> getter) {
            Function<T, @Nullable JsonNode> writer =
                    value -> getter.apply(value).map(form::write).orElse(null);
            properties.add(new Property<>(name, writer, in -> in.optional(name, form)));
            return this;
        }

        ObjectForm<T> readAs(Function<Values, T> reader) {
            return new ObjectForm<>(List.copyOf(properties), reader);
        }
    }
}
