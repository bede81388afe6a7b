/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.examples.Required;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the command where bubblewrap is not there: behind a bubblewrap that covers itself. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class WithoutSandboxTest {
    private static final Path BWRAP = Path.of("/usr/bin/bwrap");

    @TempDir
    private Path folder;

    @BeforeEach
    void needsBubblewrapToHideIt() throws Exception {
        Required.that(Files.isExecutable(BWRAP) && hidden("true").status() == 0, "no bubblewrap to hide");
    }

    @Test
    void sampleRunWarnsThatNothingConfinesCommands() throws Exception {
        CommandRun run = deliver("--into", folder.resolve("sample").toString());

        assertThat(run.output().split("NOT SANDBOXED", -1)).as(run.output()).hasSize(3);
        assertThat(run.output().replaceAll("\\s+", " ")).contains("this example chose so for its throw-away project");
        assertThat(run.status()).isZero();
    }

    @Test
    void ownRepositoryIsRefused() throws Exception {
        Path repository = SampleProject.layOut(folder.resolve("own"));

        CommandRun run = deliver(
                "--repo",
                repository.toString(),
                "--task",
                "t",
                "--model",
                "anthropic:m",
                "--verify",
                "true",
                "--home",
                folder + "/home");

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.output()).contains("refused (sandbox-missing)", "--unsandboxed");
    }

    private static CommandRun deliver(String... args) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(args));
        return hidden(command.toArray(String[]::new));
    }

    private static CommandRun hidden(String... command) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(BWRAP.toString(), "--dev-bind", "/", "/"));
        all.addAll(List.of("--ro-bind", "/dev/null", BWRAP.toString(), "--"));
        all.addAll(List.of(command));
        Process process = new ProcessBuilder(all).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new CommandRun(process.waitFor(), output);
    }
}
