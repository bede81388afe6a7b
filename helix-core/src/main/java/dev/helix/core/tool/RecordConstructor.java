/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.tool;

import dev.helix.api.InvalidRequestException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A constructor of records of one class that works through a method handle, even when the class lives in a module of
 * the host.
 */
final class RecordConstructor {
    private final MethodHandle canonical;

    private RecordConstructor(MethodHandle canonical) {
        this.canonical = canonical;
    }

    /**
     * Finds the canonical constructor.
     *
     * @throws InvalidRequestException if the module system keeps it from this library
     */
    static RecordConstructor of(Class<?> type) {
        Class<?>[] parameters = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(parameters);
            return new RecordConstructor(handle(type, constructor).asSpreader(Object[].class, parameters.length));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(type.getName() + " has no canonical constructor", e);
        } catch (IllegalAccessException e) {
            throw new InvalidRequestException("the argument record " + type.getName()
                    + " cannot be reached: make it public in a package that is exported, at least to"
                    + " dev.helix.core, or write 'opens "
                    + type.getPackageName() + " to dev.helix.core;' in the module-info of "
                    + type.getModule());
        }
    }

    /** Public types of a package exported to this module need no permission; all others need their package open to it. */
    private static MethodHandle handle(Class<?> type, Constructor<?> constructor) throws IllegalAccessException {
        // A look-up needs this module to read the host's, which no declaration can say beforehand.
        RecordConstructor.class.getModule().addReads(type.getModule());
        try {
            return MethodHandles.lookup().unreflectConstructor(constructor);
        } catch (IllegalAccessException notPublic) {
            return MethodHandles.privateLookupIn(type, MethodHandles.lookup()).unreflectConstructor(constructor);
        }
    }

    /**
     * Makes a record.
     *
     * @param values one per component, null where a component may be missing
     * @throws RuntimeException whatever the record's own constructor throws
     */
    Object make(@Nullable Object[] values) {
        try {
            return canonical.invoke(values);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable checked) {
            throw new IllegalStateException("a record constructor threw a checked exception", checked);
        }
    }
}
