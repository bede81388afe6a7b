/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.api.BlockedReason;
import dev.helix.api.SessionId;
import dev.helix.api.TaskId;
import dev.helix.api.manager.Delivery;
import dev.helix.api.manager.TaskOutcome;
import dev.helix.api.model.ModelEngine;
import dev.helix.api.scope.ScopeBaseline;
import dev.helix.api.workspace.CommandStreams;
import dev.helix.testkit.server.FakeResponse;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Tests of what a host sees when it prints or logs a value of the exported types. */
class PrintTest {
    private final Samples samples = new Samples();

    @Test
    void noValueIsPrintedAsTheAddressOfAnObject() {
        Set<String> addresses = new TreeSet<>();
        List<String> printed = new ArrayList<>();
        for (Class<?> type : ExportedTypes.all()) {
            Object value = isValue(type) ? samples.of(type) : null;
            if (value != null) {
                String print = value.toString();
                printed.add(print);
                if (print.matches("(?s).*[A-Za-z]@[0-9a-f]{4,}.*")) {
                    addresses.add(type.getName() + ": " + print);
                }
            }
        }

        assertThat(addresses).isEmpty();
        assertThat(printed).as("values that were printed").hasSizeGreaterThan(90);
    }

    @Test
    void outcomeOfATaskIsPrintedAsOneLineHoweverLongItsRecord() {
        ScopeBaseline baseline = (ScopeBaseline) samples.of(ScopeBaseline.class);
        Delivery delivery = Delivery.builder(new TaskId("abc"), new SessionId("abc"), Objects.requireNonNull(baseline))
                .summary("what was done\n".repeat(300))
                .build();

        assertThat(TaskOutcome.Blocked.of(delivery, "the checkout is dirty", BlockedReason.CHECKOUT_DIRTY))
                .hasToString("Blocked[delivery=Delivery[task=abc, session=abc], explanation=the checkout is dirty,"
                        + " reason=CHECKOUT_DIRTY]");
    }

    /** Open streams and a connection: to print them would say nothing. */
    private static final Set<Class<?>> STREAMS = Set.of(CommandStreams.class, FakeResponse.class);

    /** {@return whether the type is a value: a class of accessors, which hosts make or read and nothing closes} */
    private static boolean isValue(Class<?> type) {
        boolean reads = false;
        for (Method method : type.getDeclaredMethods()) {
            reads |= Modifier.isPublic(method.getModifiers())
                    && !Modifier.isStatic(method.getModifiers())
                    && method.getParameterCount() == 0
                    && !method.getName().matches("build|toString|hashCode");
        }
        return reads
                && !type.isInterface()
                && !AutoCloseable.class.isAssignableFrom(type)
                && !ModelEngine.class.isAssignableFrom(type)
                && !STREAMS.contains(type)
                && !type.getSimpleName().endsWith("Builder")
                && !type.getSimpleName().endsWith("Engines");
    }
}
