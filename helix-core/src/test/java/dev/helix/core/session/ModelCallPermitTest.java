/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.session;

import static dev.helix.core.agent.ScriptedEngine.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.api.HelixHome;
import dev.helix.api.Limits;
import dev.helix.api.model.EngineFactory;
import dev.helix.api.model.EngineTarget;
import dev.helix.api.model.ModelEngine;
import dev.helix.api.model.ProviderUnavailableException;
import dev.helix.api.session.Progress;
import dev.helix.api.session.Session;
import dev.helix.api.session.SessionEvent;
import dev.helix.api.session.SessionListener;
import dev.helix.api.session.SessionSpec;
import dev.helix.api.session.TurnHandle;
import dev.helix.api.session.UserTurn;
import dev.helix.core.Helix;
import dev.helix.core.agent.ScriptedEngine;
import dev.helix.core.engine.RetryPolicy;
import dev.helix.core.journal.InMemoryJournals;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With one permit per provider. */
class ModelCallPermitTest {
    private static final Duration LONG = Duration.ofHours(10);

    @TempDir
    private Path directory;

    private record Provider(String provider, ModelEngine engine) implements EngineFactory {
        @Override
        public ModelEngine open(EngineTarget target) {
            return engine;
        }
    }

    @Test
    void aCallThatWaitsForItsNextAttemptLeavesItsPermitToOthers() throws Exception {
        ModelEngine flaky = ScriptedEngine.of(
                request -> {
                    throw new ProviderUnavailableException("busy", null, null);
                },
                text("through"));
        CountDownLatch waiting = new CountDownLatch(1);
        try (Helix helix = helix(new Provider("test", flaky))) {
            Session patient = helix.sessions().create(SessionSpec.in(directory).build());
            patient.subscribe(new SessionListener() {
                @Override
                public void event(SessionEvent event) {}

                @Override
                public void progress(Progress progress) {
                    if (progress instanceof Progress.ModelCallRetried) {
                        waiting.countDown();
                    }
                }
            });
            TurnHandle retrying = patient.submit(UserTurn.text("one"));
            waiting.await();

            Session other = helix.sessions().create(SessionSpec.in(directory).build());
            assertThat(other.send(UserTurn.text("two")).text()).isEqualTo("through");
            retrying.cancel();
        }
    }

    @Test
    void aProviderThatHangsKeepsNoCallFromAnother() throws Exception {
        CountDownLatch hanging = new CountDownLatch(1);
        ModelEngine slow = ScriptedEngine.of(request -> {
            hanging.countDown();
            new CountDownLatch(1).await();
            throw new AssertionError("never reached");
        });
        try (Helix helix = helix(new Provider("slow", slow), new Provider("test", ScriptedEngine.of(text("quick"))))) {
            Session session = helix.sessions().create(SessionSpec.in(directory).build());
            TurnHandle stuck = session.submit(UserTurn.text("one").with("slow:m"));
            hanging.await();

            Session other = helix.sessions().create(SessionSpec.in(directory).build());
            assertThat(other.send(UserTurn.text("two")).text()).isEqualTo("quick");
            stuck.cancel();
        }
    }

    private Helix helix(EngineFactory... engines) {
        return Helix.builder()
                .home(HelixHome.at(directory.resolve("home")))
                .engines(engines)
                .defaultModel("test:m")
                .journals(new InMemoryJournals())
                .limits(Limits.builder().concurrentModelCalls(1).build())
                .retries(RetryPolicy.builder().initialDelay(LONG).maxDelay(LONG).build())
                .build();
    }
}
