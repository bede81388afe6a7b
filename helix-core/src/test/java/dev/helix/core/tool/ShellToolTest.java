/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.tool.InvalidArgumentsException;
import dev.helix.api.tool.ToolResult;
import dev.helix.api.workspace.Command;
import dev.helix.api.workspace.CommandRefusedException;
import dev.helix.api.workspace.CommandResult;
import dev.helix.core.json.JsonArguments;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShellToolTest {

    private final AtomicReference<Command> received = new AtomicReference<>();
    private final MemoryWorkspace workspace = new MemoryWorkspace();
    private final TestToolContext context = new TestToolContext(workspace);
    private final ShellTool shell = new ShellTool(Duration.ofSeconds(300), ToolLimits.DEFAULTS.maxOutputChars(300));

    private ToolResult call(String json, CommandResult answer) throws InterruptedException {
        workspace.answering(command -> {
            received.set(command);
            return answer;
        });
        return shell.call(JsonArguments.parse("shell", json), context);
    }

    private static CommandResult ended(int exitCode, String output) {
        return new CommandResult(exitCode, output, 0, false, Duration.ofMillis(5));
    }

    @Test
    void theLineGoesToShAndTheOutputToWhoeverWatches() throws InterruptedException {
        ToolResult result = call("{\"command\":\"echo hi\"}", ended(0, "hi\n"));

        assertThat(received.get().argv()).containsExactly("/bin/sh", "-c", "echo hi");
        assertThat(result).isEqualTo(ToolResult.of("hi\n[exit status 0]"));
        assertThat(context.liveOutput()).isEqualTo("hi\n");
    }

    @Test
    void anotherStatusIsAnError() throws InterruptedException {
        assertThat(call("{\"command\":\"false\"}", ended(1, ""))).isEqualTo(ToolResult.failed("[exit status 1]"));
    }

    @ParameterizedTest
    @CsvSource({"5,5", "-7,1", "0,1", "2000000000,300"})
    void theTimeLimitStaysInBounds(int wanted, int granted) throws InterruptedException {
        call("{\"command\":\"x\",\"timeout_seconds\":" + wanted + "}", ended(0, ""));

        assertThat(received.get().timeLimit()).isEqualTo(Duration.ofSeconds(granted));
    }

    @Test
    void aTimeoutAndDroppedOutputAreTold() throws InterruptedException {
        ToolResult result = call(
                "{\"command\":\"x\",\"timeout_seconds\":3}",
                new CommandResult(137, "so far", 12, true, Duration.ofSeconds(3)));

        assertThat(result.text())
                .isEqualTo("so far\n[ended after 3 seconds, with everything it had started; "
                        + "12 bytes of output were dropped]");
        assertThat(result.error()).isTrue();
    }

    @Test
    void theMarkOfOutputThatCouldNotBeReadReachesTheModelHoweverLongTheOutput() throws InterruptedException {
        String mark = "[... what came after this could not be read ...]";
        ToolResult result = call("{\"command\":\"make\"}", ended(0, "x".repeat(5000) + "\n" + mark + "\n"));

        assertThat(result.text()).contains(mark);
    }

    @Test
    void longOutputKeepsHeadAndTail() throws InterruptedException {
        ToolResult result = call("{\"command\":\"x\"}", ended(0, "first" + "😀".repeat(5_000) + "last"));

        assertThat(result.text())
                .startsWith("first")
                .contains("last\n[exit status 0]")
                .contains("characters left out")
                .hasSizeLessThan(400);
        assertThat(result.text().codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"command\":\"  \"}", "{\"command\":\"a\\u0000b\"}", "{}"})
    void whatIsNoCommandIsRefused(String json) {
        assertThatThrownBy(() -> call(json, ended(0, ""))).isInstanceOf(InvalidArgumentsException.class);
        assertThat(received).hasValue(null);
    }

    @Test
    void aRefusalOfTheWorkspaceReachesTheCaller() {
        assertThatThrownBy(() -> shell.call(JsonArguments.parse("shell", "{\"command\":\"x\"}"), context))
                .isInstanceOf(CommandRefusedException.class);
    }
}
