/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.embedding;

import dev.helix.api.HelixHome;
import dev.helix.api.session.SessionSpec;
import dev.helix.api.session.UserTurn;
import dev.helix.core.Helix;
import dev.helix.core.replay.Cassette;
import dev.helix.core.replay.ReplayEngines;
import dev.helix.worktree.GitWorktrees;
import java.nio.file.Path;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** A bundle that embeds the library: sends one turn while it starts and registers the answer as a service. */
public final class BundledHost implements BundleActivator {
    private static final String CASSETTE = """
            {"format": "helix-cassette/1", "kind": "authored", "conversations": [
              {"name": "sum", "opens": "What is 2 + 3?", "replies": [{"text": "It is 5."}]}]}
            """;

    @Override
    public void start(BundleContext context) throws Exception {
        Path directory = context.getDataFile("work").toPath();
        try (Helix helix = Helix.builder()
                .home(HelixHome.at(directory.resolve("home")))
                .engines(ReplayEngines.of(Cassette.parse(CASSETTE)))
                .defaultModel("replay:any")
                .worktrees(GitWorktrees.create())
                .build()) {
            String answer = helix.sessions()
                    .create(SessionSpec.in(directory))
                    .send(UserTurn.text("What is 2 + 3?"))
                    .text();
            context.registerService(String.class, answer, null);
        }
    }

    @Override
    public void stop(BundleContext context) {}
}
