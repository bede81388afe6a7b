/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.api.BlockedReason;
import dev.helix.api.SessionId;
import dev.helix.api.message.Message;
import dev.helix.api.session.DeliveryEvents;
import dev.helix.api.session.Session;
import dev.helix.api.session.SessionSpec;
import dev.helix.api.session.UserTurn;
import dev.helix.api.worktree.MergeOutcome;
import dev.helix.core.Helix;
import dev.helix.testkit.ScriptedEngines;
import dev.helix.testkit.ScriptedModel;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests of sessions whose program is killed while it works, resumed by another one with the same home. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class KilledSessionTest {
    /** One class of each jar and folder the program consists of. */
    private static final List<String> PROGRAM = List.of(
            "dev.helix.examples.acceptance.KilledProgram",
            "dev.helix.api.HelixHome",
            "dev.helix.core.Helix",
            "dev.helix.testkit.Cassette",
            "dev.helix.worktree.GitWorktrees",
            "com.fasterxml.jackson.annotation.JsonProperty",
            "com.fasterxml.jackson.core.JsonFactory",
            "com.fasterxml.jackson.databind.ObjectMapper",
            "org.slf4j.Logger",
            "org.eclipse.jgit.lib.Repository",
            "org.apache.commons.codec.digest.DigestUtils",
            "com.googlecode.javaewah.EWAHCompressedBitmap");

    private static final String CHECK = "sh check.sh";

    /** Git, but for the last word of a transaction: it opens a pipe instead and lets the transaction end. */
    private static final String UNDECIDED_GIT = """
            #!/bin/sh
            case "$*" in
            *"update-ref --stdin"*)
                while read -r line; do
                    test "$line" != commit || { : <"%1$s"; exec cat >/dev/null; }
                    echo "$line"
                done | %2$s "$@" ;;
            *) exec %2$s "$@" ;;
            esac
            """;

    @TempDir
    private Path temporary;

    private Scenario scenario;
    private Path pipe;
    private Process program;
    private BufferedReader output;
    /** Searched for programs before everything else. */
    private Path programs;

    private SessionId session;

    @BeforeEach
    void layOut() throws IOException {
        scenario = Scenario.in(temporary);
        programs = Files.createDirectory(temporary.resolve("programs"));
        pipe = scenario.repository.root().resolve(".git/pipe");
    }

    @AfterEach
    void endProgram() throws IOException {
        if (program != null) {
            program.destroyForcibly();
            output.close();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = KilledProgram.Stop.class,
            names = {"BETWEEN_TURNS", "IN_A_MODEL_CALL"})
    void sessionIsFinishedByTheNextProgram(KilledProgram.Stop stop) throws Exception {
        start(stop, "true", CHECK);
        awaitLine(KilledProgram.STOPPED);

        kill();

        assertThat(finish()).containsInstanceOf(MergeOutcome.Merged.class);
        assertDeliveredOnce();
        scenario.repository.assertNothingLeft();
    }

    @Test
    void sessionKilledInAShellCommandIsFinishedByTheNextProgram() throws Exception {
        String reading = "test ! -p " + pipe + " || cat " + pipe;
        try (Reader reader = new Reader()) {
            start(KilledProgram.Stop.NOWHERE, reading, CHECK);
            reader.await();

            kill();
        }

        assertThat(finish()).containsInstanceOf(MergeOutcome.Merged.class);
        assertDeliveredOnce();
        scenario.repository.assertNothingLeft();
    }

    @Test
    void sessionKilledInTheChecksOfItsMergeIsFinishedByTheNextProgram() throws Exception {
        String check = "test ! -p " + pipe + " || cat " + pipe + "; " + CHECK;
        try (Reader reader = new Reader()) {
            start(KilledProgram.Stop.NOWHERE, "true", check);
            reader.await();

            kill();
        }

        assertThat(finish()).containsInstanceOf(MergeOutcome.Merged.class);
        assertDeliveredOnce();
        // The checkout in which the checks ran stays; the worktree and the branch are gone.
        assertThat(scenario.repository.git("for-each-ref", "--format=%(refname)", "refs/heads"))
                .isEqualTo("refs/heads/main");
    }

    @Test
    void mergeThatIsNotOnRecordIsReportedAndNotRepeated() throws Exception {
        start(KilledProgram.Stop.BEFORE_THE_MERGE_IS_RECORDED, "true", CHECK);
        awaitLine(KilledProgram.STOPPED);

        kill();

        try (Helix helix = nextProgram()) {
            Session resumed = helix.sessions().resume(session);
            assertThat(merges(resumed)).singleElement().isInstanceOfSatisfying(MergeOutcome.Merged.class, merged -> {
                assertThat(merged.commit().value()).isEqualTo(scenario.repository.head());
                assertThat(merged.parents()).hasSize(2);
            });
            assertThat(resumed.bindings()).isEmpty();
        }
        assertDeliveredOnce();
        scenario.repository.assertNothingLeft();
    }

    @Test
    void sessionKilledAsMainMovesHasLandedWhateverWasTidiedUp() throws Exception {
        start(KilledProgram.Stop.NOWHERE, "true", CHECK);
        Path main = scenario.repository.root().resolve(".git/refs/heads/main");
        while (Files.readString(main).strip().equals(scenario.start) && program.isAlive()) {
            Thread.onSpinWait();
        }

        kill();

        try (Helix helix = nextProgram()) {
            Session resumed = helix.sessions().resume(session);
            assertThat(merges(resumed)).singleElement().isInstanceOf(MergeOutcome.Merged.class);
            assertThat(resumed.bindings()).isEmpty();
        }
        assertDeliveredOnce();
    }

    @Test
    void checkoutThatAdvancedBeforeMainMovedBlocksTheMergeUntilItIsTakenBack() throws Exception {
        Path git = Files.writeString(programs.resolve("git"), UNDECIDED_GIT.formatted(pipe, gitProgram()));
        Files.setPosixFilePermissions(git, PosixFilePermissions.fromString("rwx------"));
        try (Reader reader = new Reader()) {
            start(KilledProgram.Stop.NOWHERE, "true", CHECK);
            reader.await();

            kill();
        }
        assertThat(scenario.mainMoved()).isFalse();

        try (Helix helix = nextProgram()) {
            Session resumed = helix.sessions().resume(session);
            resumed.send(UserTurn.text(DiligentModel.DELIVER));
            assertThat(merges(resumed))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            MergeOutcome.Blocked.class,
                            blocked -> assertThat(blocked.reason()).isEqualTo(BlockedReason.CHECKOUT_DIRTY));
            scenario.repository.git("reset", "-q", "--hard");
            resumed.send(UserTurn.text(DiligentModel.DELIVER));
            assertThat(merges(resumed)).last().isInstanceOf(MergeOutcome.Merged.class);
        }
        assertDeliveredOnce();
    }

    @Test
    void worktreeThatIsNotOnRecordIsNamedAndLeftAlone() throws Exception {
        start(KilledProgram.Stop.BEFORE_THE_BINDING_IS_RECORDED, "true", CHECK);
        awaitLine(KilledProgram.STOPPED);

        kill();

        ScriptedModel once = new DiligentModel("true")
                .when(request -> ScriptedModel.position(request) > 1, ScriptedModel.says("I give up."));
        try (Helix helix = scenario.assemble(ScriptedEngines.of(once)).build()) {
            Session resumed = helix.sessions().resume(session);
            assertThat(resumed.bindings()).isEmpty();
            resumed.send(UserTurn.text(DiligentModel.DELIVER));
            assertThat(resumed.history())
                    .extracting(Message::text)
                    .anyMatch(text -> text.contains("is left over from an earlier binding of session " + session));
        }
        assertThat(scenario.mainMoved()).isFalse();
        scenario.repository.assertSound();
    }

    /** Resumes the session, has it go on unless it is done, and returns how its work ended. */
    private Optional<MergeOutcome> finish() throws Exception {
        try (Helix helix = nextProgram()) {
            Session resumed = helix.sessions().resume(session);
            assertThat(merges(resumed)).isEmpty();
            assertThat(resumed.bindings()).hasSize(1);
            resumed.send(UserTurn.text(DiligentModel.DELIVER));
            assertThat(merges(resumed)).hasSize(1);
            return merges(resumed).stream().findFirst();
        }
    }

    private Helix nextProgram() {
        return scenario.assemble(ScriptedEngines.of(new DiligentModel("true"))).build();
    }

    private static List<MergeOutcome> merges(Session session) {
        return session.events(1).stream()
                .map(event -> event.body())
                .filter(DeliveryEvents.MergeAttempted.class::isInstance)
                .map(body -> ((DeliveryEvents.MergeAttempted) body).outcome())
                .toList();
    }

    /** Holds main against what a program that nobody killed brings to the same repository. */
    private void assertDeliveredOnce() throws Exception {
        Scenario undisturbed = Scenario.in(Files.createDirectories(temporary.resolve("undisturbed")));
        try (Helix helix = undisturbed
                .assemble(ScriptedEngines.of(new DiligentModel("true")))
                .build()) {
            helix.sessions()
                    .create(SessionSpec.in(undisturbed.repository.root())
                            .verifyWith("sh", "-c", CHECK)
                            .build())
                    .send(UserTurn.text(DiligentModel.DELIVER));
        }
        assertThat(undisturbed.mainMoved()).isTrue();
        assertThat(scenario.repository.git("rev-parse", "main^{tree}"))
                .isEqualTo(undisturbed.repository.git("rev-parse", "main^{tree}"));
        assertThat(scenario.repository.git("rev-list", "--merges", "main").lines())
                .hasSize(1);
        scenario.repository.assertSound();
    }

    private static Path gitProgram() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "git"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }

    private void start(KilledProgram.Stop stop, String command, String check) throws Exception {
        String classPath = PROGRAM.stream()
                .map(KilledSessionTest::codeOf)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        KilledProgram.class.getName(),
                        scenario.home.root().toString(),
                        scenario.repository.root().toString(),
                        stop.name(),
                        command,
                        check)
                .redirectError(temporary.resolve("errors.txt").toFile());
        builder.environment().merge("PATH", programs.toString(), (path, first) -> first + File.pathSeparator + path);
        program = builder.start();
        output = program.inputReader(StandardCharsets.UTF_8);
        session = new SessionId(nextLine());
    }

    private void awaitLine(String wanted) throws IOException {
        assertThat(nextLine()).isEqualTo(wanted);
    }

    private String nextLine() throws IOException {
        String line = output.readLine();
        assertThat(line).as(() -> errors()).isNotNull();
        return line;
    }

    private String errors() {
        try {
            return Files.readString(temporary.resolve("errors.txt"));
        } catch (IOException unread) {
            return unread.toString();
        }
    }

    /** Kills the program alone, as the kernel does when memory is short; what it started has to end by itself. */
    private void kill() {
        List<ProcessHandle> started = program.descendants().toList();
        assertThat(program.isAlive()).as(() -> errors()).isTrue();
        program.destroyForcibly();
        program.onExit().join();
        started.forEach(process -> process.onExit().join());
    }

    private static String codeOf(String type) {
        try {
            return Path.of(Class.forName(type)
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (ReflectiveOperationException | URISyntaxException e) {
            throw new AssertionError(type, e);
        }
    }

    /** The other end of a pipe that a command of the program reads; the kernel opens both ends together. */
    private final class Reader implements AutoCloseable {
        private final Process writer;

        Reader() throws Exception {
            assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                    .isZero();
            writer = new ProcessBuilder("sh", "-c", "exec 3>\"$0\"; echo open; read never", pipe.toString()).start();
        }

        void await() throws IOException {
            program.onExit().thenRun(writer::destroyForcibly);
            assertThat(writer.inputReader().readLine()).as(() -> errors()).isEqualTo("open");
        }

        @Override
        public void close() throws IOException {
            writer.destroyForcibly();
            Files.delete(pipe);
        }
    }
}
