/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.examples.terminal.Terminal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
    private static final String[] OWN = {"--repo", "r", "--task", "t", "--model", "a:b", "--verify", "true"};

    @Test
    void noArgumentsMeanTheSampleProject() {
        Options options = Options.read();

        assertThat(options.repository()).isEmpty();
        assertThat(options.timeLimit()).isEqualTo(Duration.ofMinutes(30));
        assertThat(options.unsandboxed()).isFalse();
    }

    @Test
    void everyOptionIsRead() {
        Options options = Options.read(
                "--repo=r",
                "--task",
                "do it",
                "--model",
                "a:b",
                "--verify",
                "x",
                "--verify",
                "y",
                "--only",
                "src/",
                "--not",
                "docs/",
                "--scope-answer",
                "No",
                "--report",
                "out.json",
                "--time-limit",
                "0.5",
                "--home",
                "h",
                "--go-on",
                "--unsandboxed");

        assertThat(options.repository()).contains(Path.of("r").toAbsolutePath());
        assertThat(options.task()).contains("do it");
        assertThat(options.verify()).containsExactly("x", "y");
        assertThat(options.only()).isEqualTo(List.of("src/"));
        assertThat(options.not()).isEqualTo(List.of("docs/"));
        assertThat(options.scopeAnswer()).contains(Options.ScopeAnswer.NO);
        assertThat(options.timeLimit()).isEqualTo(Duration.ofSeconds(30));
        assertThat(options.goOn()).isTrue();
        assertThat(options.unsandboxed()).isTrue();
    }

    @Test
    void valueTiedWithAnEqualsSignMayLookLikeAnOption() {
        assertThat(read("--task=--force is missing").task()).contains("--force is missing");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --what                            | there is no option --what
                    what                              | options start with --
                    --repo                            | --repo needs a value
                    --repo --task t                   | --repo needs a value, not --task
                    --repo=                           | --repo has an empty value
                    --repo r --repo r                 | --repo was given twice
                    --help=yes                        | --help takes no value
                    --repo r                          | --repo needs --task
                    --repo r --task t                 | --repo needs --model
                    --repo r --task t --model a       | must read provider:model
                    --model a:                        | must read provider:model
                    --repo r --task t --model a:b     | at least one --verify
                    --task t                          | need --repo
                    --verify v                        | need --repo
                    --only src                        | need --repo
                    --model a:b --cassette c          | exclude each other
                    --time-limit 0                    | a number of minutes
                    --time-limit soon                 | a number of minutes
                    --time-limit 1e9                  | a number of minutes
                    --scope-answer maybe              | is ask, yes, no or defer
                    """)
    void contradictionsAreRefusedWithTheWayOut(String line, String says) {
        assertThatThrownBy(() -> Options.read(line.split(" ")))
                .isInstanceOf(Options.UsageException.class)
                .hasMessageContaining(says);
    }

    @Test
    void intoIsRefusedWithAnOwnRepository() {
        assertThatThrownBy(() -> read("--task", "t", "--into", "d")).hasMessageContaining("--into");
    }

    @Test
    void wrongUsageEndsWithStatusTwoAndOneLineOfWhy() {
        CommandRun run = CommandRun.of("--repo", "r");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.output().lines()).hasSize(2).first().asString().startsWith("deliver: --repo needs --task");
    }

    @Test
    void helpNamesEveryOptionAndStatus() {
        CommandRun run = CommandRun.of("--help");

        assertThat(run.status()).isZero();
        assertThat(run.output())
                .contains("--repo", "--task", "--model", "--verify", "--only", "--not", "--scope-answer", "--report")
                .contains(
                        "--time-limit",
                        "--home",
                        "--into",
                        "--cassette",
                        "--go-on",
                        "--unsandboxed",
                        "--version",
                        "--help");
        for (ExitStatus status : ExitStatus.values()) {
            assertThat(run.output()).contains(" " + status.code() + " ");
        }
        assertThat(run.output().lines()).allMatch(line -> line.length() <= Terminal.WIDTH);
    }

    @Test
    void versionNamesTheCommandAndTheJvm() {
        assertThat(CommandRun.of("--version")).isEqualTo(CommandRun.of("-V"));
        assertThat(CommandRun.of("--version").status()).isZero();
        assertThat(CommandRun.of("--version").output()).startsWith("deliver ").contains(", Java " + Runtime.version());
    }

    private static Options read(String... more) {
        List<String> words = new ArrayList<>(List.of(more));
        for (int i = 0; i < OWN.length; i += 2) {
            String name = OWN[i];
            if (words.stream().noneMatch(word -> word.startsWith(name))) {
                words.addAll(List.of(name, OWN[i + 1]));
            }
        }
        return Options.read(words.toArray(String[]::new));
    }
}
