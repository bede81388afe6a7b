/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.Limits;
import dev.helix.api.workspace.Command;
import dev.helix.api.workspace.CommandRefusedException;
import dev.helix.api.workspace.CommandResult;
import dev.helix.api.workspace.CommandStreams;
import dev.helix.api.workspace.Isolation;
import dev.helix.api.workspace.PathOutsideWorkspaceException;
import dev.helix.api.workspace.WorkspaceUnsupportedException;
import dev.helix.core.process.ProcessRunner;
import dev.helix.worktree.sandbox.BubblewrapSandbox;
import dev.helix.worktree.sandbox.CommandSandbox;
import dev.helix.worktree.sandbox.CommandsRefused;
import dev.helix.worktree.sandbox.NoSandbox;
import dev.helix.worktree.sandbox.Required;
import dev.helix.worktree.sandbox.SandboxLayout;
import dev.helix.worktree.sandbox.Sandboxes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GuardedWorkspaceTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final ProcessRunner runner = new ProcessRunner();

    @TempDir
    Path temporary;

    private Path root;

    @BeforeEach
    void layOut() throws Exception {
        temporary = temporary.toRealPath();
        root = Files.createDirectories(temporary.resolve("home/worktree/s/r"));
    }

    @AfterEach
    void close() {
        runner.close();
    }

    @Test
    void toolsAndCommandsSeeTheSameFiles() throws Exception {
        GuardedWorkspace workspace = sandboxed();

        workspace.write("src/A.txt", "from a tool".getBytes(StandardCharsets.UTF_8));
        StringBuffer live = new StringBuffer();
        CommandResult result = workspace.run(Command.shell(LIMIT, "cat src/A.txt; echo made > B.txt"), live::append);

        assertThat(result.succeeded()).isTrue();
        assertThat(result.output()).isEqualTo("from a tool").isEqualTo(live.toString());
        assertThat(workspace.read("B.txt", 100)).asString().isEqualTo("made\n");
        assertThat(workspace.walk("", 10)).extracting(entry -> entry.path()).containsExactly("B.txt", "src/A.txt");
        assertThat(workspace.isolation()).isEqualTo(Isolation.SANDBOX);
        assertThat(workspace.root()).isEqualTo(root.toString());
    }

    @Test
    void variablesAndLimitsOfACommandCount() throws Exception {
        GuardedWorkspace workspace = sandboxed();

        CommandResult result = workspace.run(
                new Command(
                        List.of("sh", "-c", "echo $MARK; yes | head -c 100000"), Map.of("MARK", "set"), LIMIT, 2048),
                piece -> {});

        assertThat(result.output()).startsWith("set\ny\n");
        assertThat(result.droppedBytes()).isEqualTo(100_004 - 2048);
    }

    @Test
    void aCommandThatTakesTooLongIsEndedWithItsChildren() throws Exception {
        GuardedWorkspace workspace = sandboxed();

        CommandResult result = workspace.run(
                Command.shell(Duration.ofMillis(300), "(while :; do echo alive >> beat; done) & sleep 600"),
                piece -> {});

        assertThat(result.timedOut()).isTrue();
        assertThat(result.succeeded()).isFalse();
        long size = Files.size(root.resolve("beat"));
        runner.close();
        assertThat(Files.size(root.resolve("beat"))).isEqualTo(size);
    }

    @Test
    void bytesStreamThroughACommandAndThroughFilesUnchanged() throws Exception {
        GuardedWorkspace workspace = workspace(new NoSandbox(Limits.defaults()));
        byte[] bytes = new byte[3_000_000];
        new Random(1).nextBytes(bytes);
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();

        workspace.write("in/data", new ByteArrayInputStream(bytes));
        CommandResult result;
        try (InputStream data = workspace.open("in/data")) {
            result = workspace.run(
                    Command.shell(LIMIT, "cat; echo done >&2"),
                    CommandStreams.builder()
                            .input(data)
                            .output(output)
                            .errors(errors)
                            .build());
        }

        assertThat(result.succeeded()).isTrue();
        assertThat(result.output()).isEmpty();
        assertThat(output.toByteArray()).isEqualTo(bytes);
        assertThat(errors).hasToString("done\n");
    }

    @Test
    void aCommandIsHeardBeforeItsInputEnds() throws Exception {
        GuardedWorkspace workspace = workspace(new NoSandbox(Limits.defaults()));
        PipedOutputStream question = new PipedOutputStream();
        PipedInputStream input = new PipedInputStream(question);
        ByteArrayOutputStream answer = new ByteArrayOutputStream() {
            @Override
            public synchronized void write(byte[] bytes, int offset, int length) {
                super.write(bytes, offset, length);
                try {
                    question.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
        question.write("ping\n".getBytes(StandardCharsets.UTF_8));

        // Its input ends only once it has answered.
        CommandResult result = workspace.run(
                Command.shell(LIMIT, "read -r line; echo \"heard $line\"; cat"),
                CommandStreams.builder().input(input).output(answer).build());

        assertThat(result.succeeded()).isTrue();
        assertThat(answer).hasToString("heard ping\n");
    }

    @Test
    void aStreamThatFailsLeavesTheFileAsItWas() throws Exception {
        GuardedWorkspace workspace = workspace(new NoSandbox(Limits.defaults()));
        workspace.write("f", new byte[] {1});
        InputStream broken = new SequenceInputStream(new ByteArrayInputStream(new byte[] {2}), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("broken");
            }
        });

        assertThatThrownBy(() -> workspace.write("f", broken)).isInstanceOf(IOException.class);

        assertThat(workspace.read("f", 9)).containsExactly(1);
        assertThat(workspace.list("")).hasSize(1);
    }

    @Test
    void servicesAreNotStartedYetAndTheErrorSaysSo() {
        GuardedWorkspace workspace = workspace(new NoSandbox(Limits.defaults()));

        assertThatThrownBy(() -> workspace.start(Command.shell(LIMIT, "true")))
                .isInstanceOf(WorkspaceUnsupportedException.class);
    }

    @Test
    void refusedCommandsSayWhy() {
        GuardedWorkspace workspace = workspace(new CommandsRefused("this host allows no commands; use the file tools"));

        assertThat(workspace.isolation()).isEqualTo(Isolation.NO_COMMANDS);
        assertThatThrownBy(() -> workspace.run(Command.shell(LIMIT, "true"), piece -> {}))
                .isInstanceOf(CommandRefusedException.class)
                .hasMessageContaining("/bin/sh was not run: this host allows no commands");
    }

    @Test
    void withoutASandboxAMissingProgramIsRefused() {
        GuardedWorkspace workspace = workspace(new NoSandbox(Limits.defaults()));

        assertThat(workspace.isolation()).isEqualTo(Isolation.NONE);
        assertThatThrownBy(() -> workspace.run(Command.of(LIMIT, "no-such-program"), piece -> {}))
                .isInstanceOf(CommandRefusedException.class)
                .hasMessageContaining("no-such-program");
    }

    @Test
    void readsNeverLeaveTheRoot() throws Exception {
        GuardedWorkspace workspace = workspace(new NoSandbox(Limits.defaults()));
        workspace.run(Command.shell(LIMIT, "ln -s /etc/passwd leak; ln -s / up"), piece -> {});

        assertThatThrownBy(() -> workspace.read("leak", 1_000_000)).isInstanceOf(PathOutsideWorkspaceException.class);
        assertThatThrownBy(() -> workspace.list("up/etc")).isInstanceOf(PathOutsideWorkspaceException.class);
        assertThat(workspace.stat("leak")).isPresent();
    }

    @Test
    void filesAreOpenedWithCareForAsLongAsACommandRuns() throws Exception {
        GuardedWorkspace workspace = workspace(new NoSandbox(Limits.defaults()));
        workspace.write("f", new byte[] {1});
        workspace.read("f", 10);
        assertThat(pins()).as("without a command").doesNotExist();

        Command waits = Command.shell(LIMIT, "echo up; until test -e go; do sleep 0.01; done");
        assertThat(workspace.run(waits, piece -> readAndLetGo(workspace)).succeeded())
                .isTrue();
        assertThat(pins()).as("beside a command").isEmptyDirectory();

        Files.delete(root.resolve("go"));
        Files.delete(pins());
        OutputStream output = new OutputStream() {
            @Override
            public void write(int b) {
                readAndLetGo(workspace);
            }
        };
        assertThat(workspace
                        .run(waits, CommandStreams.builder().output(output).build())
                        .succeeded())
                .isTrue();
        assertThat(pins()).as("beside a command with streams").isEmptyDirectory();

        Files.delete(pins());
        workspace.read("f", 10);
        assertThat(pins()).as("after the commands").doesNotExist();
    }

    private static void readAndLetGo(GuardedWorkspace workspace) {
        workspace.read("f", 10);
        workspace.write("go", new byte[0]);
    }

    private Path pins() {
        return root.resolveSibling("pins");
    }

    private GuardedWorkspace sandboxed() throws Exception {
        Path userHome = Files.createDirectories(temporary.resolve("user"));
        BubblewrapSandbox sandbox = Sandboxes.of(runner, temporary.resolve("home"), userHome);
        Required.nothingMissing(sandbox.probe());
        return workspace(sandbox);
    }

    private GuardedWorkspace workspace(CommandSandbox sandbox) {
        SandboxLayout layout = new SandboxLayout(root, List.of(root), List.of(), List.of(), Map.of());
        return new GuardedWorkspace(root, pins(), new GuardedWorkspace.Commands(sandbox, runner, layout));
    }
}
