/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.tool.InvalidArgumentsException;
import dev.helix.api.tool.Tool;
import dev.helix.api.tool.ToolResult;
import dev.helix.core.json.JsonArguments;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchToolsTest {

    private final MemoryWorkspace workspace = new MemoryWorkspace()
            .with("README.md", "# Title\nabout Login\n")
            .with("src/auth/Login.java", "class Login {\n    int tries = 3;\n}\n")
            .with("src/auth/LoginTest.java", "class LoginTest {}\n")
            .with("logo.png", new byte[] {'L', 'o', 'g', 'i', 'n', 0});

    private ToolResult call(Tool tool, String json) throws InterruptedException {
        return tool.call(JsonArguments.parse(tool.spec().name(), json), new TestToolContext(workspace));
    }

    private ToolResult glob(String json) throws InterruptedException {
        return call(GlobTool.create(ToolLimits.DEFAULTS), json);
    }

    private ToolResult grep(String json) throws InterruptedException {
        return call(GrepTool.create(ToolLimits.DEFAULTS, System::nanoTime), json);
    }

    private static ToolLimits atMost(int entries, int matches) {
        return new ToolLimits(30_000, 100_000, entries, matches, Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "*.java src/auth/Login.java true",
                "*.java README.md false",
                "src/*.java src/auth/Login.java false",
                "./README.md README.md true",
                "./*.md docs/README.md true",
            })
    void aPatternWithoutASlashIsMeantAtAnyDepth(String glob, String path, boolean matches) {
        assertThat(SearchRunner.glob("glob", glob).matches(path)).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a", "{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}"})
    void globsOverABoundAreRefused(String pattern) {
        assertThatThrownBy(() -> glob("{\"pattern\":\"" + pattern + "\"}"))
                .isInstanceOf(InvalidArgumentsException.class)
                .hasMessageContaining("the glob of glob cannot be used");
    }

    @Test
    void globAnswersWithPathsFromTheRoot() throws InterruptedException {
        assertThat(glob("{\"pattern\":\"*.java\",\"path\":\"src\"}").text())
                .isEqualTo("src/auth/Login.java\nsrc/auth/LoginTest.java\n[2 files]");
        assertThat(glob("{\"pattern\":\"auth/*Test.java\",\"path\":\"src\"}").text())
                .isEqualTo("src/auth/LoginTest.java\n[1 file]");
        assertThat(glob("{\"pattern\":\"*.kt\"}").text()).isEqualTo("[0 files]");
    }

    @Test
    void searchesSayWhenTheyAreCut() throws InterruptedException {
        assertThat(call(GlobTool.create(atMost(100, 1)), "{\"pattern\":\"*\"}").text())
                .isEqualTo("README.md\n[there are more than these 1 files; narrow the pattern or the path]");
        assertThat(call(GlobTool.create(atMost(2, 9)), "{\"pattern\":\"*\"}").text())
                .contains("2 files found among the first 2");
        assertThat(call(GrepTool.create(atMost(100, 1), System::nanoTime), "{\"pattern\":\"Login\"}")
                        .text())
                .isEqualTo("README.md:2: about Login\n"
                        + "[there is more than these 1 lines; narrow the pattern, path or glob]");
    }

    @Test
    void grepFindsLinesAndLeavesOutBinaries() throws InterruptedException {
        assertThat(grep("{\"pattern\":\"Login\\\\b\"}").text())
                .isEqualTo("README.md:2: about Login\nsrc/auth/Login.java:1: class Login {\n"
                        + "[2 lines; 1 binary or too large files left out]");
        assertThat(grep("{\"pattern\":\"LOGIN\",\"glob\":\"*.md\",\"ignore_case\":true}")
                        .text())
                .isEqualTo("README.md:2: about Login\n[1 line]");
        assertThat(grep("{\"pattern\":\"tries\",\"path\":\"src/auth/Login.java\"}")
                        .text())
                .isEqualTo("src/auth/Login.java:2:     int tries = 3;\n[1 line]");
    }

    @Test
    void grepRefusesAMalformedPattern() {
        assertThatThrownBy(() -> grep("{\"pattern\":\"(\"}"))
                .isInstanceOf(InvalidArgumentsException.class)
                .hasMessageContaining("regular expression");
    }

    @Test
    void aPatternThatBacktracksWithoutEndIsStopped() throws InterruptedException {
        workspace.with("evil.txt", "a".repeat(1_500) + "\n");
        AtomicLong oneMillisecondPerLook = new AtomicLong();
        Tool grep = GrepTool.create(ToolLimits.DEFAULTS, () -> oneMillisecondPerLook.addAndGet(1_000_000));

        ToolResult result = call(grep, "{\"pattern\":\".*.*.*.*.*.*c\",\"path\":\"evil.txt\"}");

        assertThat(result.error()).isTrue();
        assertThat(result.text()).contains("stopped after 10000 ms");
    }

    @Test
    void aPatternThatEatsTheStackIsAnswered() throws InterruptedException {
        workspace.with("deep.txt", "ab".repeat(1_000) + "\n");
        Tool grep = GrepTool.create(ToolLimits.DEFAULTS, System::nanoTime);

        ToolResult result = call(grep, "{\"pattern\":\"((((((a|b)*)*)*)*)*)*c\",\"path\":\"deep.txt\"}");

        assertThat(result.text()).containsAnyOf("too much stack", "0 lines", "stopped after");
    }

    @Test
    void anInterruptEndsASearch() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> grep("{\"pattern\":\"x\"}")).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }
}
