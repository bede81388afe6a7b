/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.tool.InvalidArgumentsException;
import dev.helix.api.tool.Tool;
import dev.helix.api.tool.ToolResult;
import dev.helix.api.workspace.FileUnavailableException;
import dev.helix.api.workspace.PathOutsideWorkspaceException;
import dev.helix.api.workspace.Workspace;
import dev.helix.core.json.JsonArguments;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileToolsTest {

    private static final ToolLimits SMALL = ToolLimits.DEFAULTS.maxOutputChars(200);

    private final MemoryWorkspace workspace = new MemoryWorkspace()
            .with("README.md", "# Title\n")
            .with("src/auth/Login.java", "class Login {\n    int tries = 3;\n    int limit = 3;\n}\n")
            .with("logo.png", new byte[] {1, 0, 2});

    private ToolResult call(ToolLimits limits, Workspace where, String name, String json) throws InterruptedException {
        Tool tool = FileTools.all(limits).stream()
                .filter(t -> t.spec().name().equals(name))
                .findFirst()
                .orElseThrow();
        return tool.call(JsonArguments.parse(name, json), new TestToolContext(where));
    }

    private ToolResult call(String name, String json) throws InterruptedException {
        return call(ToolLimits.DEFAULTS, workspace, name, json);
    }

    private static String numbered(int lines) {
        return IntStream.rangeClosed(1, lines).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());
    }

    @Test
    void listShowsKindsAndSizes() throws InterruptedException {
        assertThat(call("list", "{}").text()).isEqualTo("README.md  8\nlogo.png  3\nsrc/\n");
        assertThat(call("list", "{\"path\":\"./src/auth/\"}").text()).isEqualTo("Login.java  54\n");
    }

    @Test
    void listSaysHowMuchItLeavesOut() throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            workspace.with("many/file" + i, "x");
        }

        assertThat(call(SMALL, workspace, "list", "{\"path\":\"many\"}").text())
                .endsWith("of 100 entries shown; use glob to narrow]")
                .hasSizeLessThan(280);
    }

    @Test
    void readNumbersLines() throws InterruptedException {
        assertThat(call("read", "{\"path\":\"./README.md\"}").text()).isEqualTo("1\t# Title\n");
    }

    @Test
    void readShowsARangeAndHowToGoOn() throws InterruptedException {
        workspace.with("long.txt", numbered(30));

        assertThat(call("read", "{\"path\":\"long.txt\",\"offset\":10,\"limit\":2}")
                        .text())
                .isEqualTo("10\tline 10\n11\tline 11\n[lines 10-11 of 30; go on with offset 12]");
        assertThat(call("read", "{\"path\":\"long.txt\",\"offset\":30}").text())
                .isEqualTo("30\tline 30\n[lines 30-30 of 30]");
        assertThat(call("read", "{\"path\":\"long.txt\",\"offset\":31}"))
                .isEqualTo(ToolResult.failed("long.txt has 30 lines; offset 31 is beyond its end"));
    }

    @Test
    void readStopsAtTheOutputLimitAndCutsLongLines() throws InterruptedException {
        workspace.with("long.txt", numbered(100)).with("wide.txt", "x".repeat(10_000));

        assertThat(call(SMALL, workspace, "read", "{\"path\":\"long.txt\"}").text())
                .contains("[lines 1-")
                .contains("go on with offset")
                .hasSizeLessThan(280);
        assertThat(call("read", "{\"path\":\"wide.txt\"}").text())
                .hasSizeLessThan(2_100)
                .contains("…");
    }

    @Test
    void readDoesNotShowBinaryFiles() throws InterruptedException {
        workspace.with("broken.txt", new byte[] {(byte) 0xc3, 0x28});

        assertThat(call("read", "{\"path\":\"logo.png\"}").text()).contains("binary file of 3 bytes");
        assertThat(call("read", "{\"path\":\"broken.txt\"}").error()).isTrue();
    }

    @Test
    void readRefusesWhatIsTooLargeOrNotThere() {
        ToolLimits tiny = new ToolLimits(200, 5, 10, 10, SMALL.searchTime());

        assertThatThrownBy(() -> call(tiny, workspace, "read", "{\"path\":\"README.md\"}"))
                .isInstanceOf(FileUnavailableException.class);
        assertThatThrownBy(() -> call("read", "{\"path\":\"../secret\"}"))
                .isInstanceOf(PathOutsideWorkspaceException.class);
        assertThatThrownBy(() -> call("read", "{\"path\":\"README.md\",\"offset\":0}"))
                .isInstanceOf(InvalidArgumentsException.class)
                .hasMessageContaining("count from 1");
    }

    @Test
    void writeReplacesTheWholeFile() throws InterruptedException {
        assertThat(call("write", "{\"path\":\"src/new/A.txt\",\"content\":\"über\\n\"}")
                        .text())
                .isEqualTo("wrote src/new/A.txt: 1 lines, 6 bytes");
        assertThat(workspace.text("src/new/A.txt")).isEqualTo("über\n");
    }

    @Test
    void editReplacesTheOneOccurrence() throws InterruptedException {
        assertThat(call(
                                "edit",
                                "{\"path\":\"src/auth/Login.java\",\"old_text\":\"tries = 3\",\"new_text\":\"tries = 5\"}")
                        .text())
                .isEqualTo("edited src/auth/Login.java: 1 occurrence replaced");
        assertThat(workspace.text("src/auth/Login.java")).contains("tries = 5").contains("limit = 3");
    }

    @Test
    void editRefusesSeveralOccurrencesUnlessAllAreMeant() throws InterruptedException {
        String before = workspace.text("src/auth/Login.java");
        String edit = "{\"path\":\"src/auth/Login.java\",\"old_text\":\"= 3\",\"new_text\":\"= 4\"";

        assertThat(call("edit", edit + "}").text()).contains("occurs 2 times");
        assertThat(workspace.text("src/auth/Login.java")).isEqualTo(before);

        assertThat(call("edit", edit + ",\"replace_all\":true}").text()).contains("2 occurrences replaced");
        assertThat(workspace.text("src/auth/Login.java")).doesNotContain("= 3");
    }

    @Test
    void editSaysWhyTheTextWasNotFound() throws InterruptedException {
        workspace.with("dos.txt", "a\r\nb\r\n");

        assertThat(call("edit", "{\"path\":\"README.md\",\"old_text\":\"nothing\",\"new_text\":\"x\"}"))
                .isEqualTo(ToolResult.failed(
                        "old_text does not occur in README.md; read the file again, it may have changed"));
        assertThat(call("edit", "{\"path\":\"src/auth/Login.java\",\"old_text\":\"int  tries = 3\",\"new_text\":\"x\"}")
                        .text())
                .contains("other white space");
        assertThat(call("edit", "{\"path\":\"dos.txt\",\"old_text\":\"a\\nb\",\"new_text\":\"x\"}")
                        .text())
                .contains("\\r\\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"path\":\"README.md\",\"old_text\":\"\",\"new_text\":\"x\"}",
                "{\"path\":\"README.md\",\"old_text\":\"x\",\"new_text\":\"x\"}",
                "{\"path\":\"README.md\",\"old_text\":\"x\"}"
            })
    void editRefusesPointlessArguments(String json) {
        assertThatThrownBy(() -> call("edit", json)).isInstanceOf(InvalidArgumentsException.class);
    }

    @Test
    void editLeavesAFileAloneThatChangedMeanwhile() throws InterruptedException {
        Workspace racing = (Workspace) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Workspace.class}, (proxy, method, args) -> {
                    Object result = method.invoke(workspace, args);
                    if (method.getName().equals("read")) {
                        workspace.write("README.md", "# Other\n".getBytes(StandardCharsets.UTF_8));
                    }
                    return result;
                });

        ToolResult result = call(
                ToolLimits.DEFAULTS,
                racing,
                "edit",
                "{\"path\":\"README.md\",\"old_text\":\"Title\",\"new_text\":\"Mine\"}");

        assertThat(result.error()).isTrue();
        assertThat(result.text()).contains("read it again");
        assertThat(workspace.text("README.md")).isEqualTo("# Other\n");
    }
}
