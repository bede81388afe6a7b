/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.api.Limits;
import dev.helix.core.process.ProcessResult;
import dev.helix.core.process.ProcessRunner;
import dev.helix.core.process.ProcessSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * Tests of attempts to get out of the sandbox of a worktree, with the host compared before and after each.
 *
 * <p>The attempts stand in {@code escapes.csv}, {@code known.csv} (ways that got out of other sandboxes) and {@code
 * reads.csv}: what is tried, and the shell line. They find MAIN (the checkout), WT (the
 * worktree), AD (its directory in the repository), HOSTPID, HOSTPORT and USOCK in their environment.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EscapeTest {
    private final ProcessRunner runner = new ProcessRunner();

    private Path top;
    private Path main;
    private Path worktree;
    private Path userHome;
    private Host host;
    private BubblewrapSandbox sandbox;

    @BeforeAll
    void layOut() throws Exception {
        // Not below the temporary directory, which the sandbox would replace as a whole.
        Path target = Files.createDirectories(Path.of("target")).toRealPath();
        top = Files.createTempDirectory(target, "escape");
        main = Files.createDirectory(top.resolve("main"));
        worktree = top.resolve("home/worktree/s/r");
        userHome = Files.createDirectories(top.resolve("user/.ssh")).getParent();
        Files.writeString(userHome.resolve(".ssh/id_ed25519"), "PRIVATE KEY");
        Files.writeString(userHome.resolve(".netrc"), "PASSWORD");
        Files.writeString(userHome.resolve(".bashrc"), "# mine");
        Files.writeString(userHome.resolve(".gitconfig"), "[user]\n\tname = T\n\temail = t@example.org\n");
        Files.createDirectories(userHome.resolve("project"));
        Files.writeString(userHome.resolve("project/.env"), "PASSWORD");
        Files.createDirectories(top.resolve("beside"));
        Files.writeString(top.resolve("beside/source.txt"), "PASSWORD");
        Files.createDirectories(top.resolve("home/worktree/other"));
        Files.createDirectories(top.resolve("home/sessions/s"));
        Files.writeString(top.resolve("home/sessions/s/journal"), "JOURNAL");
        git("init", "-q", "-b", "main", ".");
        Files.writeString(main.resolve("a.txt"), "one\n");
        git("add", ".");
        git("commit", "-q", "-m", "first");
        git("worktree", "add", "-q", "-b", "aiagent/s/task", worktree.toString());
        Files.writeString(Files.createDirectories(main.resolve(".git/helix")).resolve("lock"), "");
        host = new Host(main.resolve("service.sock"));
        sandbox = Sandboxes.of(runner, top.resolve("home"), userHome);
        Required.nothingMissing(sandbox.probe());
    }

    @AfterAll
    void tidyUp() throws Exception {
        if (host != null) {
            host.close();
        }
        runner.run(ProcessSpec.in(Path.of("/"), "rm", "-rf", top.toString()).build());
        runner.close();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvFileSource(
            resources = {"escapes.csv", "known.csv", "reads.csv"},
            delimiter = '|',
            maxCharsPerColumn = 1000)
    void nothingOutsideChanges(String what, String line) throws Exception {
        Map<String, String> before = outside();

        ProcessResult result = shell(line);

        assertThat(result.timedOut()).isFalse();
        assertThat(outside()).as(result.stdout().text()).isEqualTo(before);
        assertThat(host.wasReached()).as("somebody called").isFalse();
        assertThat(host.processLives()).as("the host's process lives").isTrue();
        assertThat(result.stdout().text()).doesNotContain("PRIVATE KEY", "PASSWORD", "JOURNAL", "SUCCEEDED");
    }

    @Test
    void theSameLinesDoHarmWithoutTheSandbox() throws Exception {
        // The judge must be able to say guilty: the harmless ones of the attempts, unheld.
        Map<String, String> before = outside();
        NoSandbox none = new NoSandbox(Limits.defaults());

        ProcessResult result = runner.run(none.prepare(
                        layout(),
                        List.of(
                                "sh",
                                "-c",
                                "cat ~/.ssh/id_ed25519; : > $MAIN/unheld; perl -MSocket -e '"
                                        + "socket(S,AF_UNIX,SOCK_STREAM,0); connect(S,sockaddr_un($ENV{USOCK}))'"))
                .build());

        assertThat(result.stdout().text()).contains("PRIVATE KEY");
        assertThat(host.wasReached()).isTrue();
        assertThat(outside()).isNotEqualTo(before);
        Files.delete(main.resolve("unheld"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "works.csv", delimiter = '|', maxCharsPerColumn = 1000)
    void ordinaryWorkIsNotHindered(String what, String line) throws Exception {
        ProcessResult result = shell(line);

        assertThat(result.exitCode()).as(result.stdout().text()).isZero();
    }

    @Test
    void onlyTheNamedMountsAreWritable() throws Exception {
        String mounts =
                shell("awk '$4 ~ /^rw/ { print $2 }' /proc/mounts").stdout().text();

        assertThat(mounts.lines().filter(path -> !path.startsWith("/dev")))
                .containsExactlyInAnyOrder(worktree.toString(), "/tmp", userHome.toString());
    }

    @Test
    void whatACommandLeavesBehindEndsWithIt() throws Exception {
        String mark = "98765" + ProcessHandle.current().pid();

        shell("sleep " + mark + " & setsid sleep " + mark + " & (setsid sh -c 'sleep " + mark + "' &) ; sleep 0.2");

        assertThat(ProcessHandle.allProcesses()
                        .filter(process ->
                                process.info().commandLine().orElse("").contains(mark)))
                .isEmpty();
    }

    private Map<String, String> outside() throws Exception {
        Map<String, String> all = new TreeMap<>(TreeDigest.of(main));
        all.putAll(TreeDigest.of(userHome));
        all.putAll(TreeDigest.of(top.resolve("home/sessions")));
        all.putAll(TreeDigest.of(top.resolve("home/sandbox")));
        // Where each command's arguments lie while it runs.
        all.remove(top.resolve("home/sandbox/once").toString());
        all.put("link to the repository", Files.readString(worktree.resolve(".git")));
        return all;
    }

    private ProcessResult shell(String line) throws Exception {
        return runner.run(sandbox.prepare(layout(), List.of("sh", "-c", line))
                .mergeErrors()
                .timeLimit(Duration.ofSeconds(30))
                .build());
    }

    private SandboxLayout layout() throws Exception {
        Map<String, String> environment = new HashMap<>();
        environment.put("HOME", userHome.toString());
        environment.put("MAIN", main.toString());
        environment.put("WT", worktree.toString());
        environment.put("AD", main.resolve(".git/worktrees/r").toString());
        environment.put("HOSTPID", String.valueOf(host.pid()));
        environment.put("HOSTPORT", String.valueOf(host.port()));
        environment.put("USOCK", main.resolve("service.sock").toString());
        environment.put("JAVA", Path.of(System.getProperty("java.home"), "bin").toString());
        return new SandboxLayout(
                worktree,
                List.of(worktree),
                List.of(worktree.resolve(".git"), main),
                List.of(main.resolve(".git/helix")),
                environment);
    }

    private void git(String... arguments) throws Exception {
        List<String> line =
                new java.util.ArrayList<>(List.of("git", "-c", "user.name=T", "-c", "user.email=t@example.org"));
        line.addAll(List.of(arguments));
        ProcessResult result = runner.run(ProcessSpec.in(main, line)
                .environment("GIT_CONFIG_GLOBAL", "/dev/null")
                .build());
        assertThat(result.succeeded()).as(result.stderr().text()).isTrue();
    }
}
