/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.api.AgentName;
import dev.helix.api.Limits;
import dev.helix.api.ModelCallId;
import dev.helix.api.SessionId;
import dev.helix.api.TaskId;
import dev.helix.api.TurnId;
import dev.helix.api.manager.Delivery;
import dev.helix.api.manager.RepositoryDelivery;
import dev.helix.api.manager.TaskEvents;
import dev.helix.api.manager.TaskOutcome;
import dev.helix.api.manager.TaskRequest;
import dev.helix.api.model.ModelId;
import dev.helix.api.model.Usage;
import dev.helix.api.scope.PathRules;
import dev.helix.api.scope.ScopeBaseline;
import dev.helix.api.scope.ScopeDecision;
import dev.helix.api.session.DeliveryEvents;
import dev.helix.api.session.Progress;
import dev.helix.api.session.Reply;
import dev.helix.api.session.SessionEvent;
import dev.helix.api.session.SessionEvents;
import dev.helix.api.session.SessionSpec;
import dev.helix.api.worktree.CommitId;
import dev.helix.api.worktree.SavedRef;
import dev.helix.api.worktree.TreeId;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that pass null to the factories and builders of sessions and tasks, parameter by parameter. */
class NullRefusalTest {
    private static final SessionId SESSION = new SessionId("abc");
    private static final ScopeBaseline BASELINE =
            ScopeBaseline.builder("do it", "h").build();

    /** Builders are called on an instance, all other types through their static factories. */
    private static Stream<Object> builders() {
        return Stream.of(
                Limits.builder(),
                SessionSpec.in(Path.of(".")),
                SessionEvent.builder(SESSION),
                Reply.builder(new TurnId(1), ModelId.parse("p:m")),
                TaskRequest.of("do it"),
                Delivery.builder(new TaskId("abc"), SESSION, BASELINE),
                RepositoryDelivery.builder(Path.of(".")));
    }

    private static Stream<Class<?>> factories() {
        return Stream.of(
                        List.of(
                                SessionSpec.class,
                                SessionEvent.class,
                                Reply.class,
                                TaskRequest.class,
                                Delivery.class,
                                RepositoryDelivery.class),
                        Arrays.asList(SessionEvents.class.getDeclaredClasses()),
                        Arrays.asList(DeliveryEvents.class.getDeclaredClasses()),
                        Arrays.asList(TaskEvents.class.getDeclaredClasses()),
                        Arrays.asList(Progress.class.getDeclaredClasses()),
                        Arrays.asList(TaskOutcome.class.getDeclaredClasses()))
                .<Class<?>>flatMap(List::stream)
                .filter(type -> !type.isEnum());
    }

    static Stream<Arguments> doors() {
        Stream<Arguments> settings = builders().flatMap(builder -> doors(builder.getClass(), builder));
        return Stream.concat(settings, factories().flatMap(type -> doors(type, null)));
    }

    private static Stream<Arguments> doors(Class<?> type, @Nullable Object instance) {
        List<Arguments> doors = new ArrayList<>();
        for (Method method : type.getDeclaredMethods()) {
            boolean called = Modifier.isPublic(method.getModifiers())
                    && Modifier.isStatic(method.getModifiers()) == (instance == null)
                    && !method.isSynthetic();
            for (int i = 0; called && i < method.getParameterCount(); i++) {
                if (!method.getParameterTypes()[i].isPrimitive()) {
                    doors.add(Arguments.of(type.getSimpleName() + "." + method.getName(), i, method, instance));
                }
            }
        }
        return doors.stream();
    }

    @ParameterizedTest(name = "{0}, parameter {1}")
    @MethodSource("doors")
    void nullIsRefused(String door, int parameter, Method method, @Nullable Object instance) throws Exception {
        Object[] arguments = Arrays.stream(method.getParameterTypes())
                .map(NullRefusalTest::sample)
                .toArray();
        arguments[parameter] = null;

        Throwable refused = null;
        try {
            method.invoke(instance, arguments);
        } catch (InvocationTargetException thrown) {
            refused = thrown.getCause();
        }

        assertThat(refused).as(door).isInstanceOf(NullPointerException.class);
        assertThat(String.valueOf(refused.getMessage()))
                .as("the message names the parameter, and is none of the JVM's own")
                .matches("[a-z]\\w*")
                .isNotEqualTo("null");
    }

    private static @Nullable Object sample(Class<?> type) {
        if (type == String.class) {
            return "abc";
        }
        if (type == int.class) {
            return 1;
        }
        if (type == long.class) {
            return 1L;
        }
        if (type == boolean.class) {
            return true;
        }
        return Stream.of(
                        List.of(),
                        Optional.empty(),
                        Duration.ofSeconds(1),
                        Instant.EPOCH,
                        Path.of("."),
                        SESSION,
                        new TaskId("abc"),
                        new TurnId(1),
                        AgentName.CODER,
                        ModelId.parse("p:m"),
                        BASELINE,
                        new ModelCallId(1),
                        Usage.NONE,
                        new TreeId("1".repeat(40)),
                        new CommitId("1".repeat(40)),
                        PathRules.EVERYTHING,
                        ScopeDecision.no(),
                        SavedRef.nothing(),
                        Delivery.builder(new TaskId("abc"), SESSION, BASELINE).build())
                .filter(type::isInstance)
                .findFirst()
                .orElseGet(() -> type.isArray()
                        ? Array.newInstance(type.getComponentType(), 0)
                        : type.isEnum() ? type.getEnumConstants()[0] : null);
    }
}
