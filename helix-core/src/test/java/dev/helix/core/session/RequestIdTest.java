/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.session;

import static dev.helix.core.agent.ScriptedEngine.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.HelixHome;
import dev.helix.api.message.Message;
import dev.helix.api.model.EngineFactory;
import dev.helix.api.model.EngineTarget;
import dev.helix.api.model.ModelEngine;
import dev.helix.api.model.RequestRejectedException;
import dev.helix.api.model.UnknownProviderException;
import dev.helix.api.session.RequestIdReusedException;
import dev.helix.api.session.Session;
import dev.helix.api.session.SessionClosedException;
import dev.helix.api.session.SessionSpec;
import dev.helix.api.session.TurnHandle;
import dev.helix.api.session.UserTurn;
import dev.helix.core.Helix;
import dev.helix.core.agent.OneEngine;
import dev.helix.core.agent.ScriptedEngine;
import dev.helix.core.journal.InMemoryJournals;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestIdTest {
    @TempDir
    private Path directory;

    private final List<Helix> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(Helix::close);
    }

    private Session session(ScriptedEngine engine) {
        return session(new OneEngine(engine));
    }

    private Session session(EngineFactory engines) {
        Helix helix = Helix.builder()
                .home(HelixHome.at(directory.resolve(".home")))
                .engines(engines)
                .defaultModel("test:m")
                .journals(new InMemoryJournals())
                .build();
        open.add(helix);
        return helix.sessions().create(SessionSpec.in(directory).build());
    }

    @Test
    void aTurnSentAgainIsTheSameTurnWhileItRunsAndAfterItEnded() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        ScriptedEngine engine = ScriptedEngine.of(request -> {
            goOn.await();
            return text("hi").answer(request);
        });
        Session session = session(engine);
        UserTurn turn = UserTurn.text("a").requestId("r-1");

        TurnHandle first = session.submit(turn);
        TurnHandle again = session.submit(UserTurn.text("a").requestId("r-1"));
        goOn.countDown();
        first.await();
        TurnHandle afterwards = session.submit(turn);

        assertThat(again).isSameAs(first);
        assertThat(afterwards.await()).isEqualTo(first.await());
        assertThat(session.history()).extracting(Message::text).containsExactly("a", "hi");
        assertThat(engine.requests()).hasSize(1);
    }

    @Test
    void theSameTextWithoutAnIdOrWithAnotherIsSaidAgain() throws Exception {
        Session session = session(ScriptedEngine.of(text("hi")));

        session.send(UserTurn.text("go on").requestId("r-1"));
        session.send(UserTurn.text("go on").requestId("r-2"));
        session.send(UserTurn.text("go on"));
        session.send(UserTurn.text("go on"));

        assertThat(session.history()).hasSize(8);
    }

    @Test
    void anIdThatSaysSomethingElseIsRefused() throws Exception {
        Session session = session(ScriptedEngine.of(text("hi")));
        session.send(UserTurn.text("a").requestId("r-1"));

        assertThatThrownBy(() -> session.submit(UserTurn.text("b").requestId("r-1")))
                .isInstanceOf(RequestIdReusedException.class)
                .hasMessageContaining("'r-1'");
        assertThatThrownBy(() ->
                        session.submit(UserTurn.text("a").with("test:other").requestId("r-1")))
                .isInstanceOf(RequestIdReusedException.class);
        assertThat(session.history()).hasSize(2);
    }

    @Test
    void aTurnThatWasNotQueuedLeavesItsIdFree() throws Exception {
        Session session = session(ScriptedEngine.of(text("hi")));

        assertThatThrownBy(
                        () -> session.submit(UserTurn.text("a").with("nobody:m").requestId("r-1")))
                .isInstanceOf(UnknownProviderException.class);

        assertThat(session.send(UserTurn.text("a").requestId("r-1")).text()).isEqualTo("hi");
    }

    @Test
    void aTurnThatFailedIsNotTriedAgainUnderItsId() {
        ScriptedEngine engine = ScriptedEngine.of(request -> {
            throw new RequestRejectedException("no", null);
        });
        Session session = session(engine);
        UserTurn turn = UserTurn.text("a").requestId("r-1");

        assertThatThrownBy(() -> session.send(turn)).isInstanceOf(RequestRejectedException.class);
        assertThatThrownBy(() -> session.send(turn)).isInstanceOf(RequestRejectedException.class);

        assertThat(engine.requests()).hasSize(1);
    }

    @Test
    void aTurnIsFoundAfterTheSessionWasClosed() throws Exception {
        Session session = session(ScriptedEngine.of(text("hi")));
        UserTurn turn = UserTurn.text("a").requestId("r-1");
        session.send(turn);

        session.close();

        assertThat(session.submit(turn).await().text()).isEqualTo("hi");
        assertThatThrownBy(() -> session.submit(UserTurn.text("b").requestId("r-2")))
                .isInstanceOf(SessionClosedException.class);
    }

    /** The second sending comes while the engine of the first is opened, between its first check and its place in the queue. */
    @Test
    void ofTwoThatSendTheSameTurnAtOnceBothGetTheOneTurn() throws Exception {
        ScriptedEngine engine = ScriptedEngine.of(text("hi"));
        UserTurn turn = UserTurn.text("a").with("test:other").requestId("r-1");
        List<Session> sessions = new ArrayList<>();
        List<TurnHandle> meanwhile = new ArrayList<>();
        AtomicBoolean first = new AtomicBoolean(true);
        Session session = session(new EngineFactory() {
            @Override
            public String provider() {
                return "test";
            }

            @Override
            public ModelEngine open(EngineTarget target) {
                if (first.compareAndSet(true, false)) {
                    meanwhile.add(sessions.get(0).submit(turn));
                }
                return engine;
            }
        });
        sessions.add(session);

        TurnHandle handle = session.submit(turn);

        assertThat(meanwhile).containsExactly(handle);
        handle.await();
        assertThat(session.history()).hasSize(2);
    }
}
