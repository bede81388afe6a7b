/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Tests that pass null through every door of the exported types, parameter by parameter: constructors, static methods,
 * and the methods of values and builders, unless the parameter may be null.
 */
class NullRefusalTest {
    private final Samples samples = new Samples();

    @Test
    void nullIsRefusedAtEveryDoorByTheNameOfTheParameter() {
        List<String> open = new ArrayList<>();
        int[] doors = {0};
        for (Class<?> type : ExportedTypes.all()) {
            doors(type).forEach(door -> parameters(door).forEach(i -> {
                doors[0]++;
                refusal(door, i).ifPresent(open::add);
            }));
        }

        assertThat(open).isEmpty();
        assertThat(doors[0]).as("doors that were tried").isGreaterThan(400);
    }

    private static Stream<Executable> doors(Class<?> type) {
        Stream<Executable> constructors = Modifier.isAbstract(type.getModifiers())
                ? Stream.empty()
                : Arrays.stream(type.getConstructors()).map(Executable.class::cast);
        // An interface's own methods are doors of whoever implements it.
        Stream<Executable> methods = Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                .filter(method -> !type.isInterface() || Modifier.isStatic(method.getModifiers()))
                .filter(method -> !type.isEnum() && !method.getName().equals("equals"))
                .map(Executable.class::cast);
        return Stream.concat(constructors, methods);
    }

    private static IntStream parameters(Executable door) {
        return IntStream.range(0, door.getParameterCount()).filter(i -> {
            Parameter parameter = door.getParameters()[i];
            return !parameter.getType().isPrimitive()
                    && !door.getAnnotatedParameterTypes()[i].isAnnotationPresent(Nullable.class);
        });
    }

    /** {@return what is wrong with the answer to null, empty when it is the exception and name it should be} */
    private Optional<String> refusal(Executable door, int parameter) {
        String name = door.getParameters()[parameter].getName();
        String place = door.getDeclaringClass().getName() + "." + door.getName() + ": " + name;
        Object[] arguments = samples.arguments(door);
        arguments[parameter] = null;
        try {
            call(door, arguments);
            return Optional.of(place + " is let in");
        } catch (InvocationTargetException refused) {
            Throwable thrown = refused.getCause();
            return thrown instanceof NullPointerException && name.equals(thrown.getMessage())
                    ? Optional.empty()
                    : Optional.of(place + " is refused with " + thrown);
        } catch (ReflectiveOperationException | IllegalStateException e) {
            return Optional.of(place + " could not be tried: " + e);
        }
    }

    private void call(Executable door, Object[] arguments) throws ReflectiveOperationException {
        if (door instanceof Constructor<?> constructor) {
            constructor.newInstance(arguments);
            return;
        }
        Method method = (Method) door;
        Object owner = Modifier.isStatic(method.getModifiers()) ? null : samples.of(method.getDeclaringClass());
        if (owner == null && !Modifier.isStatic(method.getModifiers())) {
            throw new IllegalStateException("no sample of " + method.getDeclaringClass());
        }
        method.invoke(owner, arguments);
    }
}
