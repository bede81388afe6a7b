/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.api.HelixHome;
import dev.helix.api.session.Session;
import dev.helix.api.session.SessionSpec;
import dev.helix.api.session.UserTurn;
import dev.helix.core.Helix;
import dev.helix.testkit.Cassette;
import dev.helix.testkit.ReplayEngines;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A test of a host's own tool, in which a cassette stands in for the model: no key, no network, no cost. */
class ReplayTest {
    private static final Cassette CASSETTE = Cassette.parse("""
            {"format": "helix-cassette/1", "conversations": [
              {"name": "prices", "opens": "two pears", "replies": [
                {"calls": [{"tool": "price", "arguments": {"article": "pear", "pieces": 2}}]},
                {"expect": "1.00", "text": "They cost 1.00."}]}]}
            """);

    @Test
    void agentAsksThePriceTool(@TempDir Path folder) throws Exception {
        try (Helix helix = Helix.builder()
                .home(HelixHome.at(folder.resolve("home")))
                .engines(ReplayEngines.of(CASSETTE))
                .defaultModel("replay:any")
                .build()) {
            Session session = helix.sessions()
                    .create(SessionSpec.in(folder)
                            .tools(CustomTool.prices(Map.of("pear", 0.5)))
                            .build());

            assertThat(session.send(UserTurn.text("What do two pears cost?")).text())
                    .isEqualTo("They cost 1.00.");
        }
    }
}
