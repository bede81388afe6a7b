/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.recipes;

import static dev.helix.testkit.ScriptedModel.call;
import static dev.helix.testkit.ScriptedModel.calls;
import static dev.helix.testkit.ScriptedModel.says;
import static dev.helix.testkit.ScriptedModel.steps;
import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.api.HelixHome;
import dev.helix.api.manager.TaskHost;
import dev.helix.api.manager.TaskOutcome;
import dev.helix.api.manager.TaskRequest;
import dev.helix.api.message.ToolCall;
import dev.helix.api.model.EngineFactory;
import dev.helix.api.model.ModelRequest;
import dev.helix.api.session.Reply;
import dev.helix.api.session.Session;
import dev.helix.api.session.SessionSpec;
import dev.helix.api.session.UserTurn;
import dev.helix.core.Helix;
import dev.helix.testkit.ScriptedEngines;
import dev.helix.testkit.ScriptedModel;
import dev.helix.worktree.CommandIsolation;
import dev.helix.worktree.GitWorktrees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests that run the recipes of the documentation. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class RecipesTest {
    private static final ScriptedModel BIND =
            calls(call("create_worktree_binding", "project_root", ".", "task", "work"));
    private static final ScriptedModel COMMIT = calls(call("commit", "message", "Do the work"));
    private static final ScriptedModel COMPLETE = calls(call("complete", "summary", "done"));

    @TempDir
    private Path folder;

    private Path repository;
    private HelixHome home;

    @BeforeEach
    void makeRepository() throws Exception {
        repository = Files.createDirectory(folder.toRealPath().resolve("repository"));
        home = HelixHome.at(folder.toRealPath().resolve("home"));
        Files.writeString(repository.resolve("notes.txt"), "Buy milk.\n");
        git("init", "-q", "-b", "main");
        git("config", "user.name", "Ada");
        git("config", "user.email", "ada@example.org");
        git("add", "-A");
        git("commit", "-q", "-m", "Begin");
    }

    @Test
    void quickStartDelivers() throws Exception {
        boolean sandbox = GitWorktrees.sandboxProblem(home).isEmpty();
        Assumptions.assumeTrue(sandbox || "true".equals(System.getenv("HELIX_REQUIRE_ALL")), "no sandbox");

        String end = QuickStart.deliver(
                repository, home, ScriptedEngines.of(steps(BIND, write("hello.txt", "hello"), COMMIT, COMPLETE)));

        assertThat(end).isEqualTo("delivered");
        assertThat(git("show", "main:hello.txt")).isEqualTo("hello");
    }

    @Test
    void plainSessionRemembersItsFirstTurn() throws Exception {
        ScriptedEngines engines = ScriptedEngines.of(
                steps(calls(call("read", "path", "notes.txt")), says("It says: buy milk."), says("Milk.")));

        assertThat(PlainSession.ask(repository, home, engines)).isEqualTo("Milk.");
        ModelRequest last = engines.requests().get(2);
        assertThat(last.messages().toString()).contains("What does notes.txt say?", "Buy milk.", "And in one word?");
    }

    @Test
    void ticketReviewerJudgesEachTaskByItsOwnRequest() throws Exception {
        ScriptedModel model = steps(BIND, write("CHANGELOG.md", "- SHOP-1: a note\n"), COMMIT, COMPLETE);

        TaskOutcome named = deliver("SHOP-1: add a note.", model, event -> {});
        git("reset", "-q", "--hard", "HEAD~1");
        TaskOutcome unnamed = deliver("SHOP-2: add a note.", model, event -> {});

        assertThat(named.kind()).isEqualTo(TaskOutcome.Kind.DELIVERED);
        assertThat(unnamed.kind()).isEqualTo(TaskOutcome.Kind.SENT_BACK);
        assertThat(unnamed.delivery().gaps()).allMatch(gap -> gap.contains("Add an entry for SHOP-2."));
    }

    @Test
    void scopeHostGrantsTestsAndNothingElse() throws Exception {
        ToolCall wish = call("propose_scope", "what", "w", "why", "y", "paths", List.of("test/a.sh", "docs/a.md"));
        ScriptedModel model = steps(BIND, calls(wish), write("test/a.sh", "true"), COMMIT, COMPLETE);

        TaskOutcome outcome = deliver("Test it. Only touch src/.", model, new ScopeHost("src/"));

        assertThat(outcome.kind()).isEqualTo(TaskOutcome.Kind.DELIVERED);
        assertThat(outcome.delivery().baseline().paths().granted()).containsExactly("test/a.sh");
    }

    @Test
    void scopeHostConfirmsTheComponentWhereTheRequestIsUnclear() throws Exception {
        ScriptedModel model = steps(BIND, write("src/a.sh", "true"), COMMIT, COMPLETE);

        TaskOutcome outcome =
                deliver("Test it, but not in docs/, please. Do not touch lib/.", model, new ScopeHost("src/"));

        assertThat(outcome.kind()).isEqualTo(TaskOutcome.Kind.DELIVERED);
        assertThat(outcome.delivery().baseline().paths().allow()).containsExactly("src/");
        assertThat(outcome.delivery().baseline().paths().deny()).containsExactly("**/lib/");
    }

    @Test
    void engineOfTheHostsOwnReadsWhatOtherModelsSaidAndDid() throws Exception {
        List<String> prompts = new CopyOnWriteArrayList<>();
        EngineFactory own = OwnEngine.factory(prompt -> {
            prompts.add(prompt);
            return "Milk, twice.";
        });
        ScriptedEngines scripted =
                ScriptedEngines.of(steps(calls(call("read", "path", "notes.txt")), says("Milk."), says("Yes.")));
        try (Helix helix = readOnly(scripted, own)) {
            Session session = helix.sessions().create(SessionSpec.in(repository).build());

            session.send(UserTurn.text("What is to be bought?"));
            Reply reply = session.send(UserTurn.text("Shorter?").with("own:tiny"));
            session.send(UserTurn.text("Sure?").with("scripted:model"));

            assertThat(reply.text()).isEqualTo("Milk, twice.");
            assertThat(prompts)
                    .singleElement()
                    .asString()
                    .containsSubsequence("User: What is to be bought?", "You: ", "read", "Buy milk.", "You: Milk.")
                    .endsWith("User: Shorter?");
            assertThat(scripted.requests().get(2).messages().toString()).contains("Milk, twice.");
        }
    }

    @Test
    void viewBuiltFromStoredEventsIsTheOneThatWasSeen() throws Exception {
        List<ConversationView.Screen> seen = new CopyOnWriteArrayList<>();
        List<ConversationView.Screen> rebuilt = new ArrayList<>();
        ScriptedEngines model =
                ScriptedEngines.of(steps(calls(call("read", "path", "notes.txt")), says("Buy milk, it says.")));
        try (Helix helix = readOnly(model, OwnEngine.factory(prompt -> "Milk."))) {
            Session session = helix.sessions()
                    .create(SessionSpec.in(repository)
                            .listener(new ConversationView(seen::add))
                            .build());

            session.send(UserTurn.text("What does notes.txt say?"));
            session.send(UserTurn.text("And in one word?").with("own:tiny"));
            session.events(1).forEach(new ConversationView(rebuilt::add)::event);
        }

        assertThat(last(seen).lines())
                .containsExactly(
                        "What does notes.txt say?",
                        "Buy milk, it says.",
                        "(own:tiny goes on)",
                        "And in one word?",
                        "Milk.");
        assertThat(last(rebuilt)).isEqualTo(last(seen));
        assertThat(seen).anyMatch(screen -> screen.tools().equals(List.of("read")));
        assertThat(seen).anyMatch(screen -> screen.writing().equals("Buy milk, it says."));
    }

    private static <T> T last(List<T> list) {
        return list.get(list.size() - 1);
    }

    private Helix readOnly(EngineFactory... engines) {
        return Helix.builder()
                .home(home)
                .engines(engines)
                .defaultModel("scripted:model")
                .build();
    }

    private TaskOutcome deliver(String text, ScriptedModel model, TaskHost host) throws Exception {
        try (Helix helix = Helix.builder()
                .home(home)
                .engines(ScriptedEngines.of(model))
                .worktrees(GitWorktrees.builder()
                        .commands(CommandIsolation.UNSANDBOXED)
                        .build())
                .reviewer(new TicketReviewer())
                .defaultModel("scripted:model")
                .build()) {
            TaskRequest request =
                    TaskRequest.of(text).in(repository).verifyWith("true").build();
            return helix.manager().submit(request, host).await();
        }
    }

    private static ScriptedModel write(String path, String content) {
        return calls(call("write", "path", path, "content", content));
    }

    private String git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git", "-C", repository.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
