/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.helix.api.model.ModelEngine;
import dev.helix.api.workspace.Isolation;
import dev.helix.llm.cli.CliEngineException.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BadProgramsTest {
    @TempDir
    Path directory;

    private CliFixture fixture;

    @BeforeEach
    void open() throws Exception {
        fixture = new CliFixture(directory);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private CliEngineException failure(CliEngines.Builder builder) {
        CliEngineException failure = catchThrowableOfType(CliEngineException.class, () -> fixture.ask(builder));
        assertThat(failure).isNotNull();
        assertThat(failure).hasMessageNotContaining(CliFixture.KEY);
        return failure;
    }

    @Test
    void aProgramThatIsMissingIsNamedWithTheWayToInstallIt() {
        CliEngineException failure = failure(CliEngines.codex().program("no-such-codex"));

        assertThat(failure.reason()).isEqualTo(Reason.NOT_INSTALLED);
        assertThat(failure).hasMessageContainingAll("no-such-codex", "npm install -g @openai/codex");
    }

    @Test
    void aProgramThatEndsWithoutAnAnswerIsNamedWithItsLastWords() throws Exception {
        String program = fixture.program("claude", "echo \"cannot read config $ANTHROPIC_API_KEY\" >&2; exit 3");

        CliEngineException failure = failure(CliEngines.claudeCode().program(program));

        assertThat(failure.reason()).isEqualTo(Reason.EXITED_EARLY);
        assertThat(failure).hasMessageContainingAll(program, "status 3", "cannot read config [hidden]");
    }

    @Test
    void aProgramThatAsksAQuestionIsNotAnswered() throws Exception {
        String program = fixture.program(
                "claude", "cat >/dev/null; printf 'Do you trust this folder? [y/n] '; read -r a; exit 1");

        assertThat(failure(CliEngines.claudeCode().program(program)).reason()).isEqualTo(Reason.ASKED_FOR_INPUT);
    }

    @Test
    void aProgramThatWritesSomethingElseIsGarbled() throws Exception {
        String program = fixture.program("gemini", "cat >/dev/null; echo '<html>not json</html>'; echo '[1,2'");

        assertThat(failure(CliEngines.geminiCli().program(program)).reason()).isEqualTo(Reason.GARBLED);
    }

    @Test
    void garbageWithoutEndIsCutOff() throws Exception {
        String program = fixture.program("gemini", "yes 'no json at all'");

        assertThat(failure(CliEngines.geminiCli().program(program)).reason()).isEqualTo(Reason.GARBLED);
    }

    @Test
    void aLineWithoutEndIsCutOff() throws Exception {
        String program = fixture.program("gemini", "yes '{' | tr -d '\\n'");

        CliEngineException failure = failure(CliEngines.geminiCli()
                .program(program)
                .limits(new CliLimits(Duration.ofMinutes(1), Duration.ofMinutes(2), 1024 * 1024, Long.MAX_VALUE)));

        assertThat(failure.reason()).isEqualTo(Reason.FLOODED);
        assertThat(failure).hasMessageContaining("1048576");
    }

    @Test
    void outputBeyondTheLimitIsCutOff() throws Exception {
        String program = fixture.program("gemini", "yes '{\"type\":\"init\"}'");

        CliEngineException failure = failure(CliEngines.geminiCli()
                .program(program)
                .limits(new CliLimits(Duration.ofMinutes(1), Duration.ofMinutes(2), 1024, 3_000_000)));

        assertThat(failure.reason()).isEqualTo(Reason.FLOODED);
        assertThat(failure).hasMessageContaining("3000000");
    }

    @Test
    void aProgramThatFallsSilentIsEnded() throws Exception {
        String program = fixture.program(
                "claude", "echo $$ >\"" + directory + "/pid\"; echo '{\"type\":\"system\"}'; sleep 1000");

        CliEngineException failure =
                failure(CliEngines.claudeCode().program(program).idleLimit(Duration.ofSeconds(3)));

        assertThat(failure.reason()).isEqualTo(Reason.HUNG);
        assertThat(fixture.runs("pid")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sleep 1000", "yes garbage", "yes '{\"type\":\"init\"}'", "yes '{' | tr -d '\\n'"})
    void aFinishedAnswerIsKeptWhateverItsProgramDoesNext(String next) throws Exception {
        String program = fixture.program(
                "gemini",
                "cat >/dev/null; echo '{\"type\":\"message\",\"role\":\"assistant\",\"content\":\"Hello.\"}'; "
                        + "echo '{\"type\":\"result\",\"status\":\"success\"}'; "
                        + "echo '{\"type\":\"result\",\"status\":\"error\"}'; " + next);

        assertThat(fixture.ask(CliEngines.geminiCli().program(program))
                        .message()
                        .text())
                .isEqualTo("Hello.");
    }

    @Test
    void aProgramThatNeverEndsIsEndedAtTheTotalLimit() throws Exception {
        String program = fixture.program("claude", "while echo '{\"type\":\"system\"}'; do sleep 0.2; done");

        CliEngineException failure =
                failure(CliEngines.claudeCode().program(program).totalLimit(Duration.ofSeconds(2)));

        assertThat(failure.reason()).isEqualTo(Reason.HUNG);
        assertThat(failure).hasMessageContaining("ran longer than 2.0 s");
    }

    @Test
    void aPromptThatIsNeverReadDoesNotHoldTheCaller() throws Exception {
        String program = fixture.program("claude", "exec <&-; exit 4");

        CliEngineException failure = catchThrowableOfType(
                CliEngineException.class,
                () -> fixture.ask(CliEngines.claudeCode().program(program), "x".repeat(2_000_000)));

        assertThat(failure.reason()).isEqualTo(Reason.EXITED_EARLY);
    }

    @Test
    void aPromptOfMegabytesArrivesWhole() throws Exception {
        String program = fixture.program(
                "gemini",
                "count=$(wc -c); echo \"{\\\"type\\\":\\\"message\\\",\\\"role\\\":\\\"assistant\\\",\\\"content\\\":\\\"$count\\\"}\";"
                        + " echo '{\"type\":\"result\",\"status\":\"success\"}'");

        String counted = fixture.ask(CliEngines.geminiCli().program(program), "x".repeat(3_000_000))
                .message()
                .text();

        assertThat(counted).isEqualTo("3000000");
    }

    @Test
    void interruptingEndsTheProgramAndWhatItStarted() throws Exception {
        String program = fixture.program(
                "claude",
                "sleep 1000 & echo $! >\"" + directory
                        + "/child\"; echo '{\"type\":\"system\",\"subtype\":\"api_retry\"}'; wait");
        ModelEngine engine = fixture.open(CliEngines.claudeCode().program(program));
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        CompletableFuture<Void> running = new CompletableFuture<>();
        Thread caller = DaemonThread.start("caller", () -> {
            try {
                engine.generate(CliFixture.request("go"), new dev.helix.api.model.ModelListener() {
                    @Override
                    public void activity(String activity) {
                        running.complete(null);
                    }
                });
            } catch (Throwable t) {
                ended.complete(t);
            }
        });
        running.get(60, TimeUnit.SECONDS);

        caller.interrupt();

        assertThat(ended.get(60, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        assertThat(fixture.runs("child")).isFalse();
    }

    @Test
    void aWorkspaceThatHoldsNothingIsRefusedUnlessTheHostAllowsIt() throws Exception {
        String program = fixture.program("gemini", "touch ran; echo '{\"type\":\"result\",\"status\":\"success\"}'");
        CliEngines careful = CliEngines.geminiCli().program(program).build();
        CliEngines trusting =
                CliEngines.geminiCli().program(program).runUnconfined().build();
        var target = fixture.target(careful).withWorkspace(fixture.workspace(Isolation.NONE));

        assertThatThrownBy(() -> careful.open(target).generate(CliFixture.request("go"), fixture.heard))
                .isInstanceOfSatisfying(
                        CliEngineException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NOT_CONFINED));
        assertThat(Files.exists(fixture.work.resolve("ran"))).isFalse();

        trusting.open(target).generate(CliFixture.request("go"), fixture.heard);
        assertThat(Files.exists(fixture.work.resolve("ran"))).isTrue();
    }

    @Test
    void withoutAWorkspaceNothingRuns() {
        CliEngines engines = CliEngines.geminiCli().build();

        assertThatThrownBy(
                        () -> engines.open(fixture.target(engines)).generate(CliFixture.request("go"), fixture.heard))
                .isInstanceOfSatisfying(
                        CliEngineException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NOT_CONFINED));
    }

    @Test
    void anEndpointThatIsNotAllowedIsNamed() throws Exception {
        String program = fixture.program("claude", "cat >/dev/null; curl -sS https://telemetry.example.com/ || exit 5");
        org.junit.jupiter.api.Assumptions.assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/curl")), "curl is not installed");

        assertThat(failure(CliEngines.claudeCode().program(program)))
                .hasMessageContaining("not let through to [telemetry.example.com:443]");
    }
}
