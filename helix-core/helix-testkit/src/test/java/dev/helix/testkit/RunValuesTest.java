/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunValuesTest {

    private static final String HASH = "0123456789abcdef0123456789abcdef01234567";

    private final RunValues values = new RunValues(Map.of(), Optional.of("abcdefghij234567"), List.of());

    @TempDir
    private Path directory;

    @Test
    void worktreeAndHomeAreFoundInTheAnswerOfTheToolThatBinds() {
        String answer = "bound\nworktree: /any where/home/worktree/abcdefghij234567/a-shop-0123456789\n"
                + "branch: aiagent/abcdefghij234567/fix-0a1b2c3d\nbase: main at 0123456789";

        assertThat(values.learn(answer))
                .isEqualTo("bound\nworktree: {{worktree}}\nbranch: aiagent/{{session}}/fix-{{hash}}\n"
                        + "base: main at {{hash:2}}");
        assertThat(values.learn(
                        "/any where/home/worktree/abcdefghij234567/a-shop-0123456789/src/A.java:3: /any where/home/x"))
                .isEqualTo("{{worktree}}/src/A.java:3: {{home}}/x");
    }

    @Test
    void sessionIsFoundInThePathOfItsWorktree() {
        RunValues unnamed = new RunValues(Map.of(), Optional.empty(), List.of());

        assertThat(unnamed.learn("cd /h/worktree/zyxwvutsrq765432/key && ls")).isEqualTo("cd {{worktree}} && ls");
        assertThat(unnamed.learn("branch aiagent/zyxwvutsrq765432/x")).isEqualTo("branch aiagent/{{session}}/x");
    }

    @Test
    void secondWorktreeOfASessionHasANumber() {
        values.learn("/h/worktree/abcdefghij234567/one /h/worktree/abcdefghij234567/two");

        assertThat(values.learn("/h/worktree/abcdefghij234567/two/x")).isEqualTo("{{worktree:2}}/x");
    }

    @Test
    void pathBelowAKnownOneIsThatOneAndTheRest() {
        String repository = directory.toString();

        assertThat(values.learn("in " + repository + ".")).isEqualTo("in {{path}}.");
        assertThat(values.learn("at " + repository + "/src/A.java:7")).isEqualTo("at {{path}}/src/A.java:7");
        assertThat(values.learn(repository + "-2/x")).isEqualTo("{{path:2}}");
        assertThat(values.learn("file:" + repository + "/b")).isEqualTo("file:{{path}}/b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#!/usr/bin/env sh",
                "cat /dev/null /etc/hosts",
                "s/Run/SHOUT/ and/or a/b/c",
                "GET /api/login of http://host/tmp/x",
                "// a comment /* another */ /** Javadoc */",
                "/ and /tmp alone",
                "seconds, 3 tests, a1b2c3, 123456, version 1.2.3"
            })
    void whatIsTheSameEverywhereStays(String text) {
        assertThat(values.learn(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "built 2026-11-21T16:43:44.123Z, built {{time}}",
        "Date:   Sat Nov 21 16:43:44 2026 +0000, Date:   {{time}}",
        "Sat Nov 21 17:23:01 UTC 2026 now, {{time}} now",
        "Sat 21 Nov 2026 05:23:01 PM UTC, {{time}}",
        "Nov 21 16:43 a.txt, {{time}} a.txt",
        "ok in 12.5 s, ok in {{time}}",
        "took 120ms, took {{time}}",
        "subagent-2 reports, {{subagent}} reports"
    })
    void timesAndNumbersOfSubAgentsDoNotCount(String text, String hidden) {
        assertThat(values.learn(text)).isEqualTo(hidden);
    }

    @Test
    void hashesAreNumberedAndRevealed() throws RunValues.UnknownValueException {
        assertThat(values.learn("tip " + HASH + " was 0a1b2c3, tip " + HASH))
                .isEqualTo("tip {{hash}} was {{hash:2}}, tip {{hash}}");

        assertThat(values.reveal("git show {{hash:2}} {{hash:1}}")).isEqualTo("git show 0a1b2c3 " + HASH);
        assertThat(values.hide("at 0a1b2c3, not fedcba9")).isEqualTo("at {{hash:2}}, not fedcba9");
    }

    @Test
    void ignoredPatternsSeePlaceholders() {
        RunValues ignoring = new RunValues(
                Map.of(), Optional.of("abcdefghij234567"), List.of(Pattern.compile("pid \\d+ of \\{\\{session}}")));

        assertThat(ignoring.learn("pid 77 of abcdefghij234567 ended")).isEqualTo("{{ignored}} ended");
    }

    @Test
    void longLinesAreReadInLinearTime() {
        String line = "/a".repeat(200_000) + " " + "word/".repeat(100_000) + "0a".repeat(200_000);

        assertThat(values.learn(line)).isEqualTo(line);
    }
}
