/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.api.message.Message;
import dev.helix.api.model.Secret;
import dev.helix.api.projection.ProjectionReport.Kind;
import dev.helix.api.session.Progress;
import dev.helix.api.session.Session;
import dev.helix.api.session.SessionEvents.ModelSwitched;
import dev.helix.api.session.SessionSpec;
import dev.helix.api.session.SwitchPath;
import dev.helix.api.session.UserTurn;
import dev.helix.core.Helix;
import dev.helix.llm.cli.CliEngines;
import dev.helix.testkit.ScriptedEngines;
import dev.helix.testkit.ScriptedModel;
import dev.helix.worktree.GitWorktrees;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session whose model is a program for a while, really behind the sandbox of its worktree. */
class ProgramSessionTest {
    private static final String PROGRAM = "gemini-cli:default";

    @TempDir
    private Path folder;

    private static final ScriptedModel NOBODY = request -> {
        throw new AssertionError("a model was asked");
    };

    private final RecordingHost host = new RecordingHost();
    private Scenario scenario;
    private FakePrograms programs;

    @BeforeEach
    void start() throws Exception {
        scenario = Scenario.in(folder);
        programs = new FakePrograms(folder.toRealPath().resolve("programs"));
    }

    @AfterEach
    void stop() {
        if (programs != null) {
            programs.close();
        }
    }

    private Helix helix(ScriptedModel service, String work) throws Exception {
        CliEngines program = CliEngines.geminiCli()
                .program(programs.command("gemini", work, " Done.").toString())
                .endpoint(programs.service())
                .build();
        return scenario.assemble(
                        ScriptedEngines.of(service),
                        GitWorktrees.builder().readable(programs.folder()).build())
                .engines(program)
                .credentials(request -> Optional.of(Secret.of("sk-of-the-session")))
                .build();
    }

    private Session session(Helix helix) {
        return helix.sessions()
                .create(SessionSpec.in(scenario.repository.root())
                        .listener(host)
                        .build());
    }

    private static String toBothWorlds(Path outside) {
        return "echo changed >src/new.sh; cat src/main.sh; echo x >" + outside;
    }

    @Test
    void boundItWorksInTheWorktreeAndNowhereElse() throws Exception {
        Path checkout = scenario.repository.root().resolve("src/main.sh");
        ScriptedModel service =
                ScriptedModel.steps(ScriptedModel.calls(ToolCalls.bind()), ScriptedModel.says("There it is."));
        try (Helix helix = helix(service, toBothWorlds(checkout))) {
            Session session = session(helix);
            session.send(UserTurn.text("Make a worktree."));
            Path worktree = session.bindings().get(0).worktree();

            String answer =
                    session.send(UserTurn.text("Change it.").with(PROGRAM)).text();

            assertThat(answer).contains("greeting world", "Read-only file system", "Done.");
            assertThat(worktree.resolve("src/new.sh")).hasContent("changed");
            assertThat(scenario.repository.root().resolve("src/new.sh")).doesNotExist();
            assertThat(Files.readString(checkout)).contains("greeting world");
        }
        scenario.repository.assertSound();
    }

    @Test
    void unboundItReadsTheCheckoutAndWritesNothing() throws Exception {
        try (Helix helix = helix(NOBODY, "cat src/main.sh; echo x >src/new.sh")) {
            Session session = session(helix);

            String answer =
                    session.send(UserTurn.text("Look at it.").with(PROGRAM)).text();

            assertThat(answer).contains("greeting world", "Read-only file system", "Done.");
        }
        scenario.repository.assertNothingLeft();
        assertThat(scenario.repository.root().resolve("src/new.sh")).doesNotExist();
    }

    @Test
    void itsToolsShowWhileTheyWorkAndItsUsageCounts() throws Exception {
        try (Helix helix = helix(NOBODY, "echo found")) {
            Session session = session(helix);

            var reply = session.send(UserTurn.text("Look at it.").with(PROGRAM));

            assertThat(reply.usage().outputTokens()).isEqualTo(34);
            assertThat(reply.usage().cacheReadTokens()).isEqualTo(5);
        }
        assertThat(host.heard())
                .filteredOn(Progress.EngineActivity.class::isInstance)
                .extracting(progress -> ((Progress.EngineActivity) progress).text())
                .containsExactly("run_shell_command {\"command\":\"do the work\"}", "done: found|");
    }

    @Test
    void itGetsTheConversationAsATranscriptAndTheReportSaysWhatThatCosts() throws Exception {
        ScriptedModel service = ScriptedModel.steps(
                ScriptedModel.calls(ToolCalls.read("src/main.sh")), ScriptedModel.says("It greets the world."));
        try (Helix helix = helix(service, "true")) {
            Session session = session(helix);
            session.send(UserTurn.text("What does it do?"));

            session.send(UserTurn.text("Are you sure?").with(PROGRAM));

            assertThat(RecordingHost.bodies(session.events(1), ModelSwitched.class))
                    .singleElement()
                    .satisfies(event -> {
                        assertThat(event.path()).isEqualTo(SwitchPath.CROSS_PROVIDER);
                        assertThat(event.report().of(Kind.CALL_AS_TEXT)).hasSize(1);
                        assertThat(event.report().of(Kind.RESULT_AS_TEXT)).hasSize(1);
                    });
        }
        assertThat(programs.received())
                .singleElement()
                .satisfies(prompt -> assertThat(prompt.body())
                        .containsSubsequence(
                                "What does it do?",
                                "[called the tool read with",
                                "greeting world",
                                "It greets the world.",
                                "Are you sure?"));
    }

    @Test
    void twoModelsOfOneProgramAreTwoPrograms() throws Exception {
        try (Helix helix = helix(NOBODY, "true")) {
            Session session = session(helix);
            session.send(UserTurn.text("One.").with(PROGRAM));

            session.send(UserTurn.text("Two.").with("gemini-cli:gemini-2.5-pro"));

            assertThat(RecordingHost.bodies(session.events(1), ModelSwitched.class))
                    .extracting(ModelSwitched::path)
                    .containsExactly(SwitchPath.CROSS_PROVIDER);
        }
    }

    @Test
    void theModelAfterItReadsWhatItSaidAndDid() throws Exception {
        ScriptedModel service = request -> {
            assertThat(request.messages())
                    .extracting(Message::text)
                    .satisfiesExactly(
                            first -> assertThat(first).isEqualTo("Look at it."),
                            answer -> assertThat(answer)
                                    .contains(
                                            "[used its tool run_shell_command with {\"command\":\"do the work\"}]",
                                            "Done."),
                            second -> assertThat(second).isEqualTo("What did it do?"));
            return ScriptedModel.says("It worked.").answer(request);
        };
        try (Helix helix = helix(service, "true")) {
            Session session = session(helix);
            session.send(UserTurn.text("Look at it.").with(PROGRAM));
            List<Message> before = session.history();

            String answer = session.send(UserTurn.text("What did it do?").with("scripted:m"))
                    .text();

            assertThat(answer).isEqualTo("It worked.");
            assertThat(session.history().subList(0, 2)).isEqualTo(before);
            assertThat(RecordingHost.bodies(session.events(1), ModelSwitched.class))
                    .singleElement()
                    .satisfies(event ->
                            assertThat(event.report().of(Kind.CALL_AS_TEXT)).hasSize(1));
        }
    }
}
