/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.rules;

import dev.helix.api.HelixHome;
import dev.helix.api.Limits;
import dev.helix.api.SessionId;
import dev.helix.api.TaskId;
import dev.helix.api.message.Content;
import dev.helix.api.message.Origin;
import dev.helix.api.message.Text;
import dev.helix.api.message.UserMessage;
import dev.helix.api.model.ModelId;
import dev.helix.api.projection.TargetProfile;
import dev.helix.api.scope.PathRules;
import dev.helix.api.session.AgentSettings;
import dev.helix.api.session.SessionSpec;
import dev.helix.api.workspace.Command;
import dev.helix.api.worktree.BindingId;
import dev.helix.api.worktree.BindingInfo;
import dev.helix.api.worktree.CommitFact;
import dev.helix.api.worktree.CommitId;
import dev.helix.api.worktree.ReviewSubject;
import dev.helix.api.worktree.TreeId;
import dev.helix.core.Helix;
import dev.helix.core.projection.HistoryProjector;
import dev.helix.core.projection.ProjectedHistory;
import dev.helix.llm.anthropic.AnthropicEngines;
import dev.helix.llm.cli.CliEngines;
import dev.helix.llm.http.HttpEngineBuilder;
import dev.helix.testkit.Cassette;
import dev.helix.testkit.server.FakeHttpServer;
import dev.helix.testkit.server.FakeResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A source of one valid value per type: of types without an entry here, through a record's constructor, a static
 * factory or a builder, and for interfaces as a stand-in whose methods answer with samples. Confined to one thread.
 */
final class Samples {
    record Words(String words) {}

    private final Map<Class<?>, Object> values = new HashMap<>();
    private final Set<Class<?>> underWay = new HashSet<>();

    Samples() {
        CommitId commit = new CommitId("1".repeat(40));
        TreeId tree = new TreeId("2".repeat(40));
        Stream.of(
                        "abc",
                        true,
                        Duration.ofSeconds(1),
                        Instant.EPOCH,
                        LocalDate.EPOCH,
                        BigDecimal.ONE,
                        URI.create("http://localhost:1/"),
                        Pattern.compile("abc"),
                        new SessionId("abc"),
                        new TaskId("abc"),
                        new BindingId("abc"),
                        commit,
                        tree,
                        ModelId.parse("p:m"),
                        PathRules.EVERYTHING,
                        fakeResponse(),
                        Limits.defaults(),
                        HelixHome.at(Path.of("target", "samples")),
                        Command.of(Duration.ofSeconds(1), "true"),
                        Helix.builder(),
                        new Semaphore(1),
                        new byte[0],
                        List.of(),
                        Map.of())
                .forEach(value -> values.put(value.getClass(), value));
        Origin origin = new Origin("p", "f", "m");
        values.put(
                ProjectedHistory.class,
                HistoryProjector.of(TargetProfile.builder(origin).build())
                        .project(List.of(UserMessage.of("abc")), List.of()));
        values.put(HttpEngineBuilder.class, AnthropicEngines.builder());
        values.put(AgentSettings.Builder.class, SessionSpec.in(Path.of("abc")));
        values.put(boolean.class, true);
        values.put(int.class, 2_000_000);
        values.put(long.class, 2_000_000L);
        values.put(double.class, 0.5);
        values.put(List.class, List.of("abc"));
        values.put(Map.class, Map.of());
        values.put(Set.class, Set.of());
        values.put(Collection.class, List.of());
        values.put(Optional.class, Optional.empty());
        values.put(Path.class, Path.of("/abc"));
        values.put(Executor.class, (Executor) Runnable::run);
        values.put(InputStream.class, InputStream.nullInputStream());
        values.put(OutputStream.class, OutputStream.nullOutputStream());
        values.put(InstantSource.class, InstantSource.system());
        values.put(Throwable.class, new IllegalStateException("abc"));
        values.put(Content.class, Text.of("abc"));
        values.put(Class.class, Words.class);
        values.put(ExecutorService.class, Executors.newSingleThreadExecutor(Thread::new));
        values.put(CommitFact.Builder.class, CommitFact.builder(commit, tree).committedAt(Instant.EPOCH));
        values.put(
                ReviewSubject.Builder.class, ReviewSubject.builder(tree, commit).baseTree(tree));
        values.put(
                BindingInfo.Builder.class,
                BindingInfo.builder(new BindingId("abc"), new SessionId("abc"))
                        .repository(Path.of("/abc"))
                        .worktree(Path.of("/abc"))
                        .branch("abc")
                        .baseBranch("abc")
                        .base(commit));
        values.put(CliEngines.Builder.class, CliEngines.codex());
        values.put(Cassette.class, Cassette.parse("""
                {"format": "helix-cassette/1", "conversations": []}
                """));
    }

    /** {@return a response that a server of the test kit handed to its script; its connection is closed} */
    private static FakeResponse fakeResponse() {
        CompletableFuture<FakeResponse> answered = new CompletableFuture<>();
        try (FakeHttpServer server = FakeHttpServer.start((request, response) -> answered.complete(response));
                Socket client = new Socket(server.uri().getHost(), server.uri().getPort())) {
            client.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return answered.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return arguments for a constructor or method} */
    @Nullable
    Object[] arguments(Executable door) {
        return Arrays.stream(door.getGenericParameterTypes()).map(this::of).toArray();
    }

    /** {@return a value of the type, or null when none can be made} */
    @Nullable
    Object of(Type type) {
        if (type instanceof ParameterizedType generic) {
            if (generic.getRawType() == List.class && generic.getActualTypeArguments()[0] instanceof Class<?> element) {
                return Optional.ofNullable(of(element)).map(List::of).orElse(null);
            }
            return of(generic.getRawType());
        }
        return type instanceof Class<?> plain ? of(plain) : List.of();
    }

    private @Nullable Object of(Class<?> type) {
        if (!values.containsKey(type) && underWay.add(type)) {
            Object made = make(type);
            underWay.remove(type);
            if (made != null) {
                values.put(type, made);
            }
        }
        return values.get(type);
    }

    private @Nullable Object make(Class<?> type) {
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        if (type.isArray()) {
            Object array = Array.newInstance(type.getComponentType(), 1);
            Array.set(array, 0, of(type.getComponentType()));
            return array;
        }
        if (type.isInterface() && !type.isSealed()) {
            return standIn(type);
        }
        Stream<Executable> makers = Stream.of(
                        Arrays.stream(type.isSealed() ? type.getPermittedSubclasses() : new Class<?>[] {type})
                                .flatMap(each -> Arrays.stream(each.getConstructors()))
                                .filter(constructor -> !Modifier.isAbstract(
                                        constructor.getDeclaringClass().getModifiers()))
                                .map(Executable.class::cast),
                        makersOf(type, type),
                        type.getDeclaringClass() == null
                                ? Stream.<Executable>empty()
                                : makersOf(type.getDeclaringClass(), type),
                        Arrays.stream(type.getDeclaredClasses())
                                .flatMap(nested -> Arrays.stream(nested.getMethods()))
                                .filter(method -> method.getReturnType() == type
                                        && method.getName().equals("build"))
                                .map(Executable.class::cast))
                .flatMap(each -> each);
        return makers.sorted(
                        Comparator.comparingInt(Executable::getParameterCount).reversed())
                .map(this::call)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
    }

    private static Stream<Executable> makersOf(Class<?> owner, Class<?> type) {
        return Arrays.stream(owner.getMethods())
                .filter(method -> Modifier.isStatic(method.getModifiers()) && method.getReturnType() == type)
                .map(Executable.class::cast);
    }

    private Optional<Object> call(Executable maker) {
        try {
            Object[] arguments = arguments(maker);
            if (maker instanceof Constructor<?> constructor) {
                return Optional.of(constructor.newInstance(arguments));
            }
            Method method = (Method) maker;
            boolean isStatic = Modifier.isStatic(method.getModifiers());
            Object owner = isStatic ? null : of(method.getDeclaringClass());
            return isStatic || owner != null ? Optional.ofNullable(method.invoke(owner, arguments)) : Optional.empty();
        } catch (InvocationTargetException | InstantiationException | IllegalAccessException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private Object standIn(Class<?> type) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            if (method.getDeclaringClass() == Object.class) {
                return switch (method.getName()) {
                    case "equals" -> proxy == arguments[0];
                    case "hashCode" -> System.identityHashCode(proxy);
                    default -> type.getSimpleName();
                };
            }
            return of(method.getGenericReturnType());
        });
    }
}
