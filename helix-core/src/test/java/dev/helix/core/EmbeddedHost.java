/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core;

import dev.helix.api.HelixHome;
import dev.helix.api.message.ToolCall;
import dev.helix.api.session.Session;
import dev.helix.api.session.SessionSpec;
import dev.helix.api.session.UserTurn;
import dev.helix.core.agent.OneEngine;
import dev.helix.core.agent.ScriptedEngine;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/** A plugin that embeds the library, loaded by a class loader of its own. Returns with work still in flight. */
public final class EmbeddedHost implements Callable<String> {
    private final Path directory;

    public EmbeddedHost(Path directory) {
        this.directory = directory;
    }

    @Override
    public String call() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        ScriptedEngine engine = ScriptedEngine.of(
                ScriptedEngine.calls(
                        ToolCall.of("1", "list", "{\"path\":\"\"}"), ToolCall.of("2", "glob", "{\"pattern\":\"**\"}")),
                ScriptedEngine.text("listed"),
                request -> {
                    asked.countDown();
                    new CountDownLatch(1).await();
                    throw new AssertionError("never answers");
                });
        try (Helix helix = Helix.builder()
                .home(HelixHome.at(directory.resolve("home")))
                .engines(new OneEngine(engine))
                .defaultModel("test:m")
                .build()) {
            Session session = helix.sessions().create(SessionSpec.in(directory).build());
            String answer = session.send(UserTurn.text("list")).text();
            session.submit(UserTurn.text("hang"));
            asked.await();
            return answer;
        }
    }
}
