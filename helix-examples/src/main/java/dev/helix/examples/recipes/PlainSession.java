/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.recipes;

import dev.helix.api.HelixHome;
import dev.helix.api.model.EngineFactory;
import dev.helix.api.session.Progress;
import dev.helix.api.session.Reply;
import dev.helix.api.session.Session;
import dev.helix.api.session.SessionEvent;
import dev.helix.api.session.SessionListener;
import dev.helix.api.session.SessionSpec;
import dev.helix.api.session.UserTurn;
import dev.helix.core.Helix;
import java.nio.file.Path;

/**
 * A conversation with an agent that reads a directory and answers questions about it.
 *
 * <p>Without {@code worktrees(...)} everything stays read-only. The second turn goes on where the first ended.
 */
public final class PlainSession {
    private PlainSession() {}

    static String ask(Path directory, HelixHome home, EngineFactory engines) throws InterruptedException {
        try (Helix helix = Helix.builder()
                .home(home)
                .engines(engines)
                .defaultModel(engines.provider() + ":model")
                .build()) {
            Session session = helix.sessions()
                    .create(SessionSpec.in(directory).listener(new Echo()).build());

            session.send(UserTurn.text("What does notes.txt say?"));
            Reply reply = session.send(UserTurn.text("And in one word?"));
            return reply.text();
        }
    }

    /** A listener that prints text while the model writes it. */
    private static final class Echo implements SessionListener {
        @Override
        public void event(SessionEvent event) {
            System.out.println(event.agent() + " " + event.body());
        }

        @Override
        public void progress(Progress progress) {
            if (progress instanceof Progress.TextDelta delta) {
                System.out.print(delta.text());
            }
        }
    }
}
