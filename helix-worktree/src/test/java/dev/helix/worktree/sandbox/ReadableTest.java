/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.api.HelixHome;
import dev.helix.api.Limits;
import dev.helix.core.process.ProcessRunner;
import dev.helix.core.process.ProcessSpec;
import dev.helix.core.process.RunningProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What commands can read of the host, and what not. */
final class ReadableTest {
    private final ProcessRunner runner = new ProcessRunner();

    private Path top;
    private Path worktree;
    private Path userHome;
    private BubblewrapSandbox sandbox;

    @BeforeEach
    void layOut() throws Exception {
        // Not below the temporary directory, which is private anyway.
        top = Files.createTempDirectory(
                Files.createDirectories(Path.of("target")).toRealPath(), "readable");
        worktree = Files.createDirectories(top.resolve("home/worktree/s/r"));
        userHome = Files.createDirectories(top.resolve("user"));
        Files.writeString(userHome.resolve(".netrc"), "PASSWORD");
        sandbox = Sandboxes.of(runner, top.resolve("home"), userHome);
        Required.nothingMissing(sandbox.probe());
    }

    @AfterEach
    void tidyUp() throws Exception {
        runner.run(ProcessSpec.in(Path.of("/"), "rm", "-rf", top.toString()).build());
        runner.close();
    }

    @Test
    void everyHomeOfTheUserIsEmpty() throws Exception {
        Path other = Files.createDirectories(top.resolve("readable/other"));
        Files.writeString(other.resolve(".netrc"), "PASSWORD");
        HostEnvironment host = new HostEnvironment(Sandboxes.host(userHome).variables(), List.of(userHome, other));
        sandbox = new BubblewrapSandbox(
                runner,
                HelixHome.at(top.resolve("home")),
                host,
                new SandboxOptions(List.of(top.resolve("readable")), Set.of(), Optional.empty()),
                Limits.defaults());

        assertThat(shell("cat " + userHome + "/.netrc " + other + "/.netrc; ls -A " + userHome + " " + other))
                .doesNotContain("PASSWORD", ".netrc\n");
    }

    @Test
    void theHomesOfVariableJvmAndUserDatabaseAreKnown() throws Exception {
        Path jvm = Files.createDirectory(top.resolve("jvm"));
        Path recorded = Files.createDirectory(top.resolve("recorded"));
        String users = "somebody:x:99999:99999::%s:/bin/sh\nuser:x:%s:0::%s:/bin/sh\n";
        Path database = Files.writeString(
                top.resolve("passwd"),
                users.formatted(top, shellOutside("id -u").strip(), recorded));

        HostEnvironment host = HostEnvironment.of(Map.of("HOME", userHome.toString()), jvm.toString(), database);

        assertThat(host.homes()).containsExactly(userHome, jvm, recorded);
        assertThat(HostEnvironment.current().homes())
                .contains(Path.of(System.getProperty("user.home")).toRealPath());
    }

    @Test
    void aSecretReplacedOrCreatedDuringACommandIsNotReadable() throws Exception {
        try (RunningProcess command = runner.start(sandbox.prepare(
                        layout(),
                        List.of("sh", "-c", "cat ~/.netrc; echo up; read x; cat ~/.netrc ~/.aws/credentials; echo end"))
                .mergeErrors()
                .build())) {
            while (!"up".equals(command.readLine().orElseThrow())) {}
            Files.writeString(top.resolve("new"), "PASSWORD");
            Files.move(top.resolve("new"), userHome.resolve(".netrc"), StandardCopyOption.ATOMIC_MOVE);
            Files.writeString(Files.createDirectories(userHome.resolve(".aws")).resolve("credentials"), "PASSWORD");
            command.send("go\n");

            assertThat(command.await().stdout().text()).contains("end").doesNotContain("PASSWORD");
        }
    }

    @Test
    void theCommandLineOfTheFirstProcessNamesNoPath() throws Exception {
        String line = shell("tr '\\0' ' ' < /proc/1/cmdline");

        assertThat(line).startsWith(HostPrograms.find("bwrap").orElseThrow() + " --args 8");
        assertThat(line).doesNotContain(top.toString(), userHome.toString(), "/etc", "/run");
    }

    @Test
    void whatAHostNamesIsReadableAndNotWritable() throws Exception {
        Path named = Files.createDirectories(top.resolve("named"));
        Files.writeString(named.resolve("file"), "SHOWN");
        sandbox = Sandboxes.of(
                runner,
                top.resolve("home"),
                userHome,
                new SandboxOptions(List.of(named), Set.of(), Optional.empty()),
                Limits.defaults());

        assertThat(shell("cat " + named + "/file; echo x > " + named + "/file"))
                .contains("SHOWN", "Read-only file system");
    }

    @Test
    void aHomeThatIsMadeReadableStillHidesPasswords() throws Exception {
        Files.writeString(userHome.resolve("notes"), "SHOWN");
        sandbox = Sandboxes.of(
                runner,
                top.resolve("home"),
                userHome,
                new SandboxOptions(List.of(userHome), Set.of(), Optional.empty()),
                Limits.defaults());

        assertThat(shell("cat ~/notes ~/.netrc")).contains("SHOWN").doesNotContain("PASSWORD");
    }

    @Test
    void buildCachesAreReadOnlyBelowAWritableHome() throws Exception {
        Path group = Files.createDirectories(userHome.resolve(".m2/repository/g"));
        Files.writeString(group.resolve("a.jar"), "JAR");
        Files.writeString(userHome.resolve(".m2/settings.xml"), "PASSWORD");
        Path crate = Files.createDirectories(userHome.resolve(".cargo/registry/cache"));
        Files.writeString(crate.resolve("c.crate"), "CRATE");
        Files.writeString(userHome.resolve(".cargo/credentials.toml"), "PASSWORD");

        sandbox = Sandboxes.of(runner, top.resolve("home"), userHome);

        String seen = shell(
                "cat ~/.m2/repository/g/a.jar ~/.cargo/registry/cache/c.crate ~/.m2/settings.xml"
                        + " ~/.cargo/credentials.toml; touch ~/.m2/repository/x || mkdir ~/.m2/private ~/.cargo/y && echo WRITTEN");

        assertThat(seen).contains("JARCRATE", "WRITTEN").doesNotContain("PASSWORD");
        assertThat(userHome.resolve(".m2/private")).doesNotExist();
    }

    @Test
    void cachesOfGradleAndGoShowWhereThoseToolsLookForReadOnlyOnes() throws Exception {
        Path module = Files.createDirectories(userHome.resolve(".gradle/caches/modules-2/files-2.1"));
        Files.writeString(module.resolve("a.jar"), "JAR");
        Files.writeString(userHome.resolve(".gradle/gradle.properties"), "PASSWORD");
        Path proxy = Files.createDirectories(userHome.resolve("go/pkg/mod/cache/download/example.org"));
        Files.writeString(proxy.resolve("list"), "VERSIONS");

        sandbox = Sandboxes.of(runner, top.resolve("home"), userHome);

        String seen = shell(
                "cat \"$GRADLE_RO_DEP_CACHE/modules-2/files-2.1/a.jar\" \"${GOPROXY#file://}/example.org/list\""
                        + " ~/.gradle/gradle.properties; touch \"$GRADLE_RO_DEP_CACHE/modules-2/x\" || touch"
                        + " \"${GOPROXY#file://}/x\" || { mkdir -p ~/.gradle/caches/modules-2 ~/go/pkg/mod && echo WRITTEN; }");

        assertThat(seen).contains("JARVERSIONS", "WRITTEN").doesNotContain("PASSWORD");
        assertThat(userHome.resolve("go/pkg/mod/x")).doesNotExist();
    }

    @Test
    void aBuildCacheThatIsNotChosenIsNotThere() throws Exception {
        Files.writeString(
                Files.createDirectories(userHome.resolve(".m2/repository")).resolve("a.jar"), "JAR");
        sandbox = Sandboxes.of(
                runner,
                top.resolve("home"),
                userHome,
                new SandboxOptions(List.of(), Set.of(CacheKind.NPM), Optional.empty()),
                Limits.defaults());

        assertThat(shell("cat ~/.m2/repository/a.jar")).doesNotContain("JAR\n");
    }

    @Test
    void aToolchainBelowTheHomeIsFoundThroughPath() throws Exception {
        Path tool = Files.createDirectories(userHome.resolve("sdk/tool-1/bin")).resolve("mytool");
        Files.writeString(tool, "#!/bin/sh\ncat \"$(dirname \"$0\")/../lib/part\"\n");
        assertThat(tool.toFile().setExecutable(true)).isTrue();
        Files.writeString(
                Files.createDirectories(userHome.resolve("sdk/tool-1/lib")).resolve("part"), "PART");
        Files.createSymbolicLink(userHome.resolve("sdk/current"), Path.of("tool-1"));
        Map<String, String> variables = new HashMap<>(System.getenv());
        variables.put("HOME", userHome.toString());
        variables.put("PATH", userHome + "/sdk/current/bin:" + System.getenv("PATH"));
        sandbox = new BubblewrapSandbox(
                runner,
                HelixHome.at(top.resolve("home")),
                new HostEnvironment(variables, List.of(userHome)),
                SandboxOptions.DEFAULTS,
                Limits.defaults());

        assertThat(shell("mytool; ls ~/sdk")).isEqualTo("PARTtool-1\n");
    }

    @Test
    void aRelativeEntryOfPathSuppliesNoProgram() throws Exception {
        Path planted = worktree.resolve("uname");
        Files.writeString(planted, "#!/bin/sh\necho PLANTED\n");
        assertThat(planted.toFile().setExecutable(true)).isTrue();
        SandboxLayout layout = layout().withEnvironment(Map.of("PATH", ".::bin:/usr/bin:/bin"));

        String seen = runner.run(sandbox.prepare(layout, List.of("sh", "-c", "uname; echo $PATH"))
                        .mergeErrors()
                        .build())
                .stdout()
                .text();

        assertThat(seen).doesNotContain("PLANTED").endsWith("/usr/bin:/bin\n");
    }

    @Test
    void variablesOfACommandDoNotReachTheHostsShell() throws Exception {
        Path library = worktree.resolve("planted.so");
        SandboxLayout layout = layout().withEnvironment(Map.of("LD_PRELOAD", library.toString()));

        // The loader of every program complains of a library that is not there: inside, not outside.
        String seen = runner.run(sandbox.prepare(layout, List.of("/bin/true"))
                        .mergeErrors()
                        .build())
                .stdout()
                .text();

        assertThat(seen.lines().filter(line -> line.contains("planted.so"))).hasSize(1);
    }

    @Test
    void nothingOfACommandIsLeftInTheHome() throws Exception {
        shell("true");

        assertThat(top.resolve("home/sandbox/once")).isEmptyDirectory();
    }

    private SandboxLayout layout() {
        return new SandboxLayout(worktree, List.of(worktree), List.of(), List.of(), Map.of());
    }

    private String shell(String line) throws Exception {
        return runner.run(sandbox.prepare(layout(), List.of("sh", "-c", line))
                        .mergeErrors()
                        .build())
                .stdout()
                .text();
    }

    private String shellOutside(String line) throws Exception {
        return runner.run(ProcessSpec.in(Path.of("/"), "sh", "-c", line).build())
                .stdout()
                .text();
    }
}
