/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.json;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The shape in which one record class is written: its components in order, and whether readers need to be told its
 * kind. Immutable.
 *
 * @param kind the class's simple name when the record is one of several kinds of a sealed family
 * @param plainText whether the record is an id, a single text named {@code value}, and is written as that text
 * @param components the components in declaration order
 */
record RecordShape(Optional<String> kind, boolean plainText, List<Component> components) {

    record Component(String name, MethodHandle accessor) {
        Object read(Object owner) {
            try {
                return accessor.invoke(owner);
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable checked) {
                throw new IllegalStateException("component " + name + " could not be read", checked);
            }
        }
    }

    /** A memo: shapes follow from the class alone, and go when the class goes. */
    private static final ClassValue<RecordShape> SHAPES = new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
            return derive(type);
        }
    };

    static RecordShape of(Class<?> type) {
        return SHAPES.get(type);
    }

    /** {@return whether a value is written part by part: a record, or a final class of the API} */
    static boolean fits(Object value) {
        Class<?> type = value.getClass();
        return type.isRecord() || (type.getName().startsWith("dev.helix.api.") && !type.isEnum());
    }

    private static RecordShape derive(Class<?> type) {
        List<Field> declared = Arrays.stream(type.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .toList();
        boolean plainText = declared.size() == 1
                && declared.get(0).getName().equals("value")
                && declared.get(0).getType() == String.class;
        Optional<String> kind = Arrays.stream(type.getInterfaces()).anyMatch(Class::isSealed)
                ? Optional.of(type.getSimpleName())
                : Optional.empty();
        List<Component> components =
                declared.stream().map(RecordShape::component).toList();
        return new RecordShape(kind, plainText, components);
    }

    private static Component component(Field declared) {
        Class<?> owner = declared.getDeclaringClass();
        try {
            return new Component(
                    declared.getName(),
                    MethodHandles.publicLookup()
                            .findVirtual(owner, declared.getName(), MethodType.methodType(declared.getType())));
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(
                    owner.getName() + " cannot be written as JSON: make it public in an exported package", e);
        }
    }
}
