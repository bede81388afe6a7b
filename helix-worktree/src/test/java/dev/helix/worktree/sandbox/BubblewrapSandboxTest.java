/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.workspace.CommandRefusedException;
import dev.helix.api.workspace.Isolation;
import dev.helix.core.process.ProcessResult;
import dev.helix.core.process.ProcessRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BubblewrapSandboxTest {
    private final ProcessRunner runner = new ProcessRunner();

    @TempDir
    Path temporary;

    private Path worktree;
    private BubblewrapSandbox sandbox;

    @BeforeEach
    void prepare() throws Exception {
        temporary = temporary.toRealPath();
        worktree = Files.createDirectories(temporary.resolve("home/worktree/s1/repo"));
        Path userHome = Files.createDirectories(temporary.resolve("user"));
        sandbox = Sandboxes.of(runner, temporary.resolve("home"), userHome);
        Required.nothingMissing(sandbox.probe());
    }

    @AfterEach
    void close() {
        runner.close();
    }

    @Test
    void aWritablePathBelowTheHiddenHomeIsWritten() throws Exception {
        ProcessResult result = run("echo hello > file && cat file && ls " + temporary.resolve("home"));

        assertThat(result.stdout().text()).isEqualTo("hello\nworktree\n");
        assertThat(worktree.resolve("file")).hasContent("hello");
        assertThat(sandbox.isolation()).isEqualTo(Isolation.SANDBOX);
    }

    @Test
    void statusAndSignalsComeThrough() throws Exception {
        assertThat(run("exit 7").exitCode()).isEqualTo(7);
        assertThat(run("kill -9 $$").exitCode()).isEqualTo(137);
    }

    @Test
    void theEnvironmentIsMinimal() throws Exception {
        String variables = run("env | cut -d= -f1 | sort").stdout().text();

        assertThat(variables.lines())
                .contains("PATH", "LANG", "GIT_TERMINAL_PROMPT", "MARK")
                .hasSizeLessThan(25);
        assertThat(run("echo $MARK $TMPDIR $GIT_EDITOR").stdout().text()).isEqualTo("set /tmp true\n");
    }

    @Test
    void noDescriptorOfTheSandboxIsLeftOpen() throws Exception {
        assertThat(run("ls /proc/self/fd | tr '\\n' ' '").stdout().text()).isEqualTo("0 1 2 3 ");
    }

    @Test
    void aMissingPathIsRefused() {
        Path missing = temporary.resolve("missing");

        assertThatThrownBy(() -> sandbox.prepare(layout(List.of(missing)), List.of("true")))
                .isInstanceOf(CommandRefusedException.class)
                .hasMessageContaining(missing.toString());
    }

    @Test
    void aSymbolicLinkIsRefused() throws Exception {
        Path link = Files.createSymbolicLink(temporary.resolve("link"), worktree);

        assertThatThrownBy(() -> sandbox.prepare(layout(List.of(link.resolve("inner"), link)), List.of("true")))
                .isInstanceOf(CommandRefusedException.class)
                .hasMessageContaining(link.toString());
    }

    private SandboxLayout layout(List<Path> writable) {
        return new SandboxLayout(worktree, writable, List.of(), List.of(), Map.of("MARK", "set"));
    }

    private ProcessResult run(String line) throws InterruptedException {
        return runner.run(sandbox.prepare(layout(List.of(worktree)), List.of("sh", "-c", line))
                .mergeErrors()
                .build());
    }
}
