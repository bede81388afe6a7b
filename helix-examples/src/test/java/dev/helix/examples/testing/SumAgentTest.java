/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.api.HelixHome;
import dev.helix.api.session.Session;
import dev.helix.api.session.SessionSpec;
import dev.helix.api.session.UserTurn;
import dev.helix.api.tool.Tool;
import dev.helix.api.tool.ToolResult;
import dev.helix.core.Helix;
import dev.helix.core.tool.TypedTool;
import dev.helix.testkit.Cassette;
import dev.helix.testkit.ReplayEngines;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SumAgentTest {
    private static final Cassette CASSETTE = Cassette.parse("""
            {"format": "helix-cassette/1", "conversations": [
              {"name": "sum", "opens": "What is 2 + 3?", "replies": [
                {"calls": [{"tool": "add", "arguments": {"left": 2, "right": 3}}]},
                {"expect": "5", "text": "It is 5."}]}]}
            """);

    record Sum(int left, int right) {}

    @Test
    void agentAddsWithItsTool(@TempDir Path directory) throws InterruptedException {
        Tool add = TypedTool.of(
                "add",
                "Adds two numbers.",
                Sum.class,
                (sum, context) -> ToolResult.of(String.valueOf(sum.left() + sum.right())));
        try (Helix helix = Helix.builder()
                .home(HelixHome.at(directory.resolve("home")))
                .engines(ReplayEngines.of(CASSETTE))
                .defaultModel("replay:any")
                .build()) {
            Session session =
                    helix.sessions().create(SessionSpec.in(directory).tools(add).build());

            assertThat(session.send(UserTurn.text("What is 2 + 3?")).text()).isEqualTo("It is 5.");
        }
    }
}
