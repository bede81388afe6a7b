/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.readme;

import static dev.helix.testkit.ScriptedModel.call;
import static dev.helix.testkit.ScriptedModel.calls;
import static dev.helix.testkit.ScriptedModel.says;
import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.api.HelixHome;
import dev.helix.api.manager.ManagedTask;
import dev.helix.api.manager.TaskOutcome;
import dev.helix.api.manager.TaskRequest;
import dev.helix.api.session.Session;
import dev.helix.api.session.SessionEvent;
import dev.helix.api.session.SessionSpec;
import dev.helix.api.session.UserTurn;
import dev.helix.core.Helix;
import dev.helix.testkit.ScriptedEngines;
import dev.helix.testkit.ScriptedModel;
import dev.helix.worktree.CommandIsolation;
import dev.helix.worktree.GitWorktrees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that the diagrams of {@code docs/architecture.md} show events in the order in which they come. */
class EventOrderTest {
    private static final Pattern EVENT = Pattern.compile("\\b[A-Z][a-z]+[A-Z]\\w+|\\bReviewed|\\bCommitted");

    @TempDir
    private Path folder;

    private Path repository;

    @BeforeEach
    void makeRepository() throws Exception {
        repository = Files.createDirectory(folder.resolve("repository"));
        Files.writeString(repository.resolve("notes.txt"), "Buy milk.\n");
        for (String line : List.of(
                "init -q -b main",
                "config user.name Ada",
                "config user.email ada@example.org",
                "add -A",
                "commit -q -m Begin")) {
            List<String> command = new ArrayList<>(List.of("git", "-C", repository.toString()));
            command.addAll(List.of(line.split(" ")));
            assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
        }
    }

    @Test
    void turnTellsItsEventsInTheOrderOfTheDiagram() throws Exception {
        ScriptedModel model = ScriptedModel.steps(calls(call("read", "path", "notes.txt")), says("Milk."));
        try (Helix helix = assemble(model)) {
            Session session = helix.sessions().create(SessionSpec.in(repository).build());
            var unused = session.send(UserTurn.text("What is to be bought?"));

            List<String> told = names(session.events(2));
            // The second pass of the loop is a reply without calls.
            assertThat(told.subList(8, 11)).containsExactly("ModelCallStarted", "ModelCallFinished", "MessageAdded");
            told.subList(8, 11).clear();
            assertThat(told).isEqualTo(diagram(0));
        }
    }

    @Test
    void deliveryTellsItsEventsInTheOrderOfTheDiagram() throws Exception {
        ScriptedModel model = ScriptedModel.steps(
                calls(call("create_worktree_binding", "project_root", ".", "task", "t")),
                calls(call("write", "path", "a.txt", "content", "a")),
                calls(call("commit", "message", "Write a")),
                calls(call("complete", "summary", "done")));
        try (Helix helix = assemble(model)) {
            TaskRequest request =
                    TaskRequest.of("Write a.").in(repository).verifyWith("true").build();
            ManagedTask task = helix.manager().submit(request, event -> {});
            assertThat(task.await().kind()).isEqualTo(TaskOutcome.Kind.DELIVERED);

            List<String> shown = diagram(1);
            List<String> told = names(task.events(1));
            told.removeIf(name -> !shown.contains(name));
            assertThat(withoutRepeats(told)).isEqualTo(shown);
        }
    }

    private Helix assemble(ScriptedModel model) {
        return Helix.builder()
                .home(HelixHome.at(folder.resolve("home")))
                .engines(ScriptedEngines.of(model))
                .defaultModel("scripted:model")
                .worktrees(GitWorktrees.builder()
                        .commands(CommandIsolation.UNSANDBOXED)
                        .build())
                .build();
    }

    private static List<String> names(List<SessionEvent> events) {
        List<String> names = new ArrayList<>();
        events.forEach(event -> names.add(event.body().getClass().getSimpleName()));
        return names;
    }

    private static List<String> withoutRepeats(List<String> names) {
        List<String> once = new ArrayList<>();
        for (String name : names) {
            if (once.isEmpty() || !once.get(once.size() - 1).equals(name)) {
                once.add(name);
            }
        }
        return once;
    }

    /** {@return the durable events of a diagram that always come, from the top down} */
    private static List<String> diagram(int index) throws IOException {
        String page = Files.readString(Pages.ROOT.resolve("docs/architecture.md"));
        Matcher block = Pattern.compile("```mermaid\n(.*?)```", Pattern.DOTALL).matcher(page);
        String diagram = block.results().toList().get(index).group(1);
        String certain = Pattern.compile(" +opt .*?\n +end\n", Pattern.DOTALL)
                .matcher(diagram)
                .replaceAll("");
        List<String> names = new ArrayList<>();
        certain.lines()
                .filter(line -> line.contains("->>") && !line.contains("-->>"))
                .forEach(line -> names.addAll(
                        EVENT.matcher(line).results().map(MatchResult::group).toList()));
        return names;
    }
}
