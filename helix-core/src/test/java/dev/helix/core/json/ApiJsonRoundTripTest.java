/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.helix.api.manager.TaskOutcome;
import dev.helix.api.message.Content;
import dev.helix.api.message.Message;
import dev.helix.api.session.EventBody;
import dev.helix.api.session.SessionEvent;
import dev.helix.api.session.UnknownEvent;
import dev.helix.api.worktree.MergeOutcome;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ApiJsonRoundTripTest {
    private static final int VALUES_PER_KIND = 200;

    private static final Map<Class<?>, FamilyForm<?>> FAMILIES = Map.of(
            Content.class, MessageForms.CONTENT,
            Message.class, MessageForms.MESSAGE,
            EventBody.class, EventForms.EVENT,
            MergeOutcome.class, WorktreeForms.OUTCOME,
            TaskOutcome.class, TaskForms.TASK_OUTCOME);

    @Test
    void everyKindOfTheApiHasAForm() throws IOException {
        Set<Class<?>> all = concreteTypes();

        FAMILIES.forEach((family, form) -> assertThat(form.types())
                .as("kinds of " + family.getSimpleName())
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(all.stream()
                        .filter(family::isAssignableFrom)
                        .filter(kind -> kind != UnknownEvent.class)
                        .toList()));
    }

    static Stream<Class<?>> kinds() {
        return FAMILIES.values().stream().flatMap(form -> form.types().stream());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyValueIsReadBackAsItWasWritten(Class<?> kind) throws JsonSyntaxException {
        long seed = System.nanoTime();
        RandomValues random = new RandomValues(seed);
        for (int i = 0; i < VALUES_PER_KIND; i++) {
            Object value = random.value(kind);
            FAMILIES.forEach((family, form) -> {
                if (family.isInstance(value)) {
                    assertThat(throughText(form, value)).as("seed " + seed).isEqualTo(value);
                }
            });
        }
    }

    @Test
    void everyEventIsReadBackWithWhatSurroundsIt() throws JsonSyntaxException {
        long seed = System.nanoTime();
        RandomValues random = new RandomValues(seed);
        for (Class<?> kind : EventForms.EVENT.types()) {
            SessionEvent event = random.event((EventBody) random.value(kind));

            assertThat(ApiJson.read(SessionEvent.class, Json.parse(ApiJson.write(event))))
                    .as("seed " + seed)
                    .isEqualTo(event);
        }
    }

    @Test
    void anEventOfALaterReleaseIsKeptAsItIs() throws JsonSyntaxException {
        String written = "{\"v\":1,\"seq\":7,\"at\":\"2026-01-01T00:00:00Z\",\"session\":\"abc\",\"task\":null,"
                + "\"agent\":{\"role\":\"CODER\",\"name\":\"coder\"},\"turn\":3,\"type\":\"SomethingNew\","
                + "\"data\":{\"of\":[\"which\",{\"nobody\":1.5}],\"knows\":null}}";

        SessionEvent event = ApiJson.read(SessionEvent.class, Json.parse(written));

        assertThat(event.body()).isInstanceOf(UnknownEvent.class);
        assertThat(ApiJson.write(event)).isEqualTo(written);
    }

    @SuppressWarnings("unchecked") // the caller chose the form by the family of the value
    private static <T> T throughText(FamilyForm<T> form, Object value) {
        try {
            JsonNode parsed = Json.parse(Json.compact(form.write((T) value)));
            return form.read(parsed);
        } catch (JsonSyntaxException e) {
            throw new AssertionError(e);
        }
    }

    /** {@return every class of the API that can have instances} */
    private static Set<Class<?>> concreteTypes() throws IOException {
        URI location = URI.create(Content.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString());
        Path root = Path.of(location);
        if (Files.isDirectory(root)) {
            return concreteTypes(root);
        }
        try (FileSystem jar = FileSystems.newFileSystem(root)) {
            return concreteTypes(jar.getPath("/"));
        }
    }

    private static Set<Class<?>> concreteTypes(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(file -> root.relativize(file).toString().replace('/', '.'))
                    .filter(name -> name.startsWith("dev.helix.api.") && name.endsWith(".class"))
                    .filter(name -> !name.endsWith("-info.class"))
                    .map(name -> type(name.substring(0, name.length() - ".class".length())))
                    .filter(type -> !Modifier.isAbstract(type.getModifiers()))
                    .collect(Collectors.toSet());
        }
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name, false, Content.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
