/* SPDX-License-Identifier: Apache-2.0 */
package consumer;

import dev.helix.api.HelixException;
import dev.helix.api.HelixHome;
import dev.helix.api.session.Session;
import dev.helix.api.session.SessionSpec;
import dev.helix.api.session.UserTurn;
import dev.helix.api.tool.ToolResult;
import dev.helix.core.Helix;
import dev.helix.testkit.Cassette;
import dev.helix.testkit.ReplayEngines;
import dev.helix.core.tool.TypedTool;
import java.nio.file.Path;

/** A host in a module of its own that uses the public API: a session, a tool of its own, a refusal. */
public final class Host {
    private static final String CASSETTE =
            """
            {"format": "helix-cassette/1", "conversations": [
              {"name": "sum", "opens": "What is 2 + 3?", "replies": [
                {"calls": [{"tool": "add", "arguments": {"left": 2, "right": 3}}]},
                {"expect": "5", "text": "It is 5."}]}]}
            """;

    private Host() {}

    public record Sum(int left, int right) {}

    public static void main(String[] args) throws InterruptedException {
        try (Helix helix = Helix.builder()
                .home(HelixHome.at(Path.of(args[0])))
                .engines(ReplayEngines.of(Cassette.parse(CASSETTE)))
                .defaultModel("replay:any")
                .build()) {
            SessionSpec spec = SessionSpec.in(Path.of("."))
                    .tools(TypedTool.of("add", "Adds two numbers.", Sum.class, (sum, context) -> ToolResult.of(
                            String.valueOf(sum.left() + sum.right())))).build();
            Session session = helix.sessions().create(spec);
            System.out.println(session.send(UserTurn.text("What is 2 + 3?")).text());
            session.submit(UserTurn.text("And then?").with("nobody:x"));
        } catch (HelixException refused) {
            System.out.println("code " + refused.code() + ": " + refused.getMessage());
        }
    }
}
