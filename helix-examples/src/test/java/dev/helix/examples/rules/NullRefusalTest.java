/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.api.HelixHome;
import dev.helix.api.Limits;
import dev.helix.api.SessionId;
import dev.helix.api.journal.Journal;
import dev.helix.api.manager.ManagedTask;
import dev.helix.api.manager.Manager;
import dev.helix.api.manager.TaskRequest;
import dev.helix.api.session.CallEvents;
import dev.helix.api.session.Session;
import dev.helix.api.session.SessionSpec;
import dev.helix.api.session.Sessions;
import dev.helix.api.session.TurnHandle;
import dev.helix.api.session.UserTurn;
import dev.helix.api.tool.Tool;
import dev.helix.api.tool.ToolResult;
import dev.helix.api.workspace.Workspace;
import dev.helix.api.worktree.Approval;
import dev.helix.api.worktree.BindRequest;
import dev.helix.api.worktree.CheckResult;
import dev.helix.api.worktree.MergeCandidate;
import dev.helix.api.worktree.MergeCheck;
import dev.helix.api.worktree.MergeRequest;
import dev.helix.api.worktree.PreparedMerge;
import dev.helix.api.worktree.RepositoryFacts;
import dev.helix.api.worktree.TreeFiles;
import dev.helix.api.worktree.WorktreeBinding;
import dev.helix.api.worktree.WorktreeService;
import dev.helix.core.Helix;
import dev.helix.core.journal.InMemoryJournals;
import dev.helix.core.tool.TypedTool;
import dev.helix.examples.acceptance.UserRepository;
import dev.helix.testkit.ScriptedEngines;
import dev.helix.testkit.ScriptedModel;
import dev.helix.worktree.GitWorktrees;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
            doors(type)
                    .forEach(door -> parameters(door).forEach(i -> {
                        doors[0]++;
                        refusal(door, i, owner(door)).ifPresent(open::add);
                    }));
        }

        assertThat(open).isEmpty();
        assertThat(doors[0]).as("doors that were tried").isGreaterThan(400);
    }

    @Test
    void whatARunningInstanceHandsOutRefusesNullByTheNameOfTheParameter(@TempDir Path directory) {
        try (Helix helix = Helix.builder()
                .home(HelixHome.at(directory.resolve("home")))
                .engines(ScriptedEngines.of(ScriptedModel.steps(ScriptedModel.says("done"))))
                .credentials(request -> Optional.empty())
                .defaultModel("scripted:any")
                .build()) {
            Session session = helix.sessions().create(SessionSpec.in(directory).build());
            TurnHandle turn = session.submit(UserTurn.text("hello"));
            Journal journal = new InMemoryJournals().open(new SessionId("abc"));

            List<String> open = new ArrayList<>();
            Map.of(
                            Sessions.class, helix.sessions(),
                            Manager.class, helix.manager(),
                            Session.class, session,
                            TurnHandle.class, turn,
                            Journal.class, journal)
                    .forEach((type, handle) -> open.addAll(open(type, handle)));

            assertThat(open).isEmpty();
        }
    }

    @Test
    void whatATaskAndItsWorktreeHandOutRefusesNullByTheNameOfTheParameter(@TempDir Path directory) throws Exception {
        UserRepository repository = UserRepository.in(directory.toRealPath().resolve("repository"));
        repository.write("a.txt", "a\n").commitAll("Start");
        HelixHome home = HelixHome.at(directory.resolve("home"));
        List<String> open = new CopyOnWriteArrayList<>();
        Tool looking = TypedTool.of("look", "Looks for open doors.", Nothing.class, (arguments, context) -> {
            open.addAll(open(Workspace.class, context.workspace()));
            return ToolResult.of("looked");
        });
        try (Helix helix = Helix.builder()
                        .home(home)
                        .engines(ScriptedEngines.of(ScriptedModel.steps(
                                ScriptedModel.calls(ScriptedModel.call("look")), ScriptedModel.says("done"))))
                        .credentials(request -> Optional.empty())
                        .defaultModel("scripted:any")
                        .worktrees(GitWorktrees.create())
                        .limits(Limits.builder().sendBacksPerTask(0).build())
                        .build();
                WorktreeService service = GitWorktrees.create().open(home, InstantSource.system())) {
            ManagedTask task = helix.manager()
                    .submit(
                            TaskRequest.of("Write.")
                                    .in(repository.root())
                                    .verifyWith("true")
                                    .tools(looking)
                                    .build(),
                            event -> {});
            task.await();
            assertThat(task.events(1))
                    .anyMatch(event -> event.body() instanceof CallEvents.ToolCallFinished looked && !looked.error());
            WorktreeBinding binding = service.bind(BindRequest.of(new SessionId("abc"), repository.root(), "Work"));
            binding.workspace().write("b.txt", "b\n".getBytes(StandardCharsets.UTF_8));
            binding.commit("Add b");
            binding.approve(binding.review().tree(), new Approval(List.of("somebody"), Instant.EPOCH));
            MergeCheck check = new MergeCheck() {
                @Override
                public String name() {
                    return "looks for open doors";
                }

                @Override
                public CheckResult run(MergeCandidate candidate) {
                    open.addAll(open(TreeFiles.class, candidate.files()));
                    return CheckResult.passed(name(), candidate.tree(), "looked");
                }
            };
            try (PreparedMerge merge =
                    binding.prepare(MergeRequest.builder("Add b").check(check).build())) {
                assertThat(merge.checks()).singleElement().matches(CheckResult::passed);
            }
            open.addAll(open(ManagedTask.class, task));
            open.addAll(open(WorktreeBinding.class, binding));
            open.addAll(open(Workspace.class, binding.workspace()));
            open.addAll(open(RepositoryFacts.class, binding.facts()));
            open.addAll(open(WorktreeService.class, service));

            assertThat(open).isEmpty();
        }
    }

    /** The arguments of a tool that takes none. */
    private record Nothing() {}

    private List<String> open(Class<?> type, Object handle) {
        return handles(type)
                .flatMap(door ->
                        parameters(door).mapToObj(i -> refusal(door, i, handle)).flatMap(Optional::stream))
                .toList();
    }

    private static Stream<Method> handles(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods()).filter(method -> !Modifier.isStatic(method.getModifiers()));
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
    private Optional<String> refusal(Executable door, int parameter, @Nullable Object owner) {
        String name = door.getParameters()[parameter].getName();
        String place = door.getDeclaringClass().getName() + "." + door.getName() + ": " + name;
        Object[] arguments = samples.arguments(door);
        arguments[parameter] = null;
        try {
            call(door, owner, arguments);
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

    private @Nullable Object owner(Executable door) {
        return Modifier.isStatic(door.getModifiers()) || door instanceof Constructor<?>
                ? null
                : samples.of(door.getDeclaringClass());
    }

    private static void call(Executable door, @Nullable Object owner, Object[] arguments)
            throws ReflectiveOperationException {
        if (door instanceof Constructor<?> constructor) {
            constructor.newInstance(arguments);
            return;
        }
        Method method = (Method) door;
        if (owner == null && !Modifier.isStatic(method.getModifiers())) {
            throw new IllegalStateException("no sample of " + method.getDeclaringClass());
        }
        method.invoke(owner, arguments);
    }
}
