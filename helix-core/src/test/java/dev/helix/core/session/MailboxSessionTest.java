/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.session;

import static dev.helix.core.agent.ScriptedEngine.call;
import static dev.helix.core.agent.ScriptedEngine.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.HelixHome;
import dev.helix.api.InvalidRequestException;
import dev.helix.api.Limits;
import dev.helix.api.message.Message;
import dev.helix.api.message.ToolMessage;
import dev.helix.api.model.ModelEngine;
import dev.helix.api.model.ModelId;
import dev.helix.api.model.RequestRejectedException;
import dev.helix.api.model.UnknownProviderException;
import dev.helix.api.session.AwaitTimeoutException;
import dev.helix.api.session.CallEvents;
import dev.helix.api.session.LimitReachedException;
import dev.helix.api.session.Session;
import dev.helix.api.session.SessionClosedException;
import dev.helix.api.session.SessionEvent;
import dev.helix.api.session.SessionEvents;
import dev.helix.api.session.SessionSpec;
import dev.helix.api.session.TurnCancelledException;
import dev.helix.api.session.TurnHandle;
import dev.helix.api.session.UserTurn;
import dev.helix.core.Helix;
import dev.helix.core.agent.OneEngine;
import dev.helix.core.agent.ScriptedEngine;
import dev.helix.core.journal.InMemoryJournals;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailboxSessionTest {
    @TempDir
    private Path directory;

    private final List<Helix> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(Helix::close);
    }

    @Test
    void turnsRunOneAtATimeInTheOrderTheyWereSubmitted() throws Exception {
        Session session = session(ScriptedEngine.of(request ->
                ScriptedEngine.text("answer " + request.messages().size()).answer(request)));

        List<TurnHandle> turns = List.of(
                session.submit(UserTurn.text("one")),
                session.submit(UserTurn.text("two")),
                session.submit(UserTurn.text("three")));
        for (TurnHandle turn : turns) {
            turn.await();
        }

        assertThat(session.history())
                .extracting(Message::text)
                .containsExactly("one", "answer 1", "two", "answer 3", "three", "answer 5");
    }

    @Test
    void theReplyComesAfterEveryListenerHeardTheTurn() throws Exception {
        List<SessionEvent> heard = new ArrayList<>();
        Session session = session(ScriptedEngine.of(text("hi")));
        session.subscribe(heard::add);

        session.send(UserTurn.text("hello"));

        assertThat(heard.get(heard.size() - 1).body()).isInstanceOf(SessionEvents.TurnFinished.class);
        assertThat(session.events(2)).isEqualTo(heard);
    }

    @Test
    void aTurnMayNameItsModelAndLaterTurnsKeepIt() throws Exception {
        Session session = session(ScriptedEngine.of(text("hi")));

        assertThat(session.send(UserTurn.text("a")).model()).isEqualTo(ModelId.parse("test:m"));
        assertThat(session.send(UserTurn.text("b").with("test:other")).model()).isEqualTo(ModelId.parse("test:other"));
        assertThat(session.send(UserTurn.text("c")).model()).isEqualTo(ModelId.parse("test:other"));
    }

    @Test
    void anUnknownProviderIsRefusedBeforeAnythingIsQueued() {
        Session session = session(ScriptedEngine.of(text("hi")));

        assertThatThrownBy(() -> session.submit(UserTurn.text("a").with("nobody:x")))
                .isInstanceOf(UnknownProviderException.class)
                .hasMessageContaining("'nobody'")
                .hasMessageContaining("[test]");
        assertThat(session.model()).isEqualTo(ModelId.parse("test:m"));
        assertThat(session.events(2)).isEmpty();
    }

    @Test
    void aFailedTurnIsAnEventAndTheNextTurnWorks() throws Exception {
        Session session = session(ScriptedEngine.of(
                request -> {
                    throw new RequestRejectedException("too long", null);
                },
                text("better")));

        assertThatThrownBy(() -> session.send(UserTurn.text("a"))).isInstanceOf(RequestRejectedException.class);

        assertThat(session.send(UserTurn.text("b")).text()).isEqualTo("better");
        assertThat(session.events(1))
                .extracting(SessionEvent::body)
                .contains(SessionEvents.TurnFailed.of("model-request-rejected", "too long"));
    }

    @Test
    void aCancelledTurnEndsAndTheNextOneRuns() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        Session session = session(ScriptedEngine.of(
                request -> {
                    asked.countDown();
                    new CountDownLatch(1).await();
                    throw new AssertionError("never answers");
                },
                text("next")));
        TurnHandle stuck = session.submit(UserTurn.text("a"));
        TurnHandle next = session.submit(UserTurn.text("b"));
        asked.await();

        assertThatThrownBy(() -> stuck.await(Duration.ofMillis(1))).isInstanceOf(AwaitTimeoutException.class);
        stuck.cancel();

        assertThatThrownBy(stuck::await).isInstanceOf(TurnCancelledException.class);
        assertThat(next.await().text()).isEqualTo("next");
    }

    @Test
    void aTurnCancelledWhileItWaitsNeverReachesTheModel() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        ScriptedEngine engine = ScriptedEngine.of(request -> {
            asked.countDown();
            goOn.await();
            return text("done").answer(request);
        });
        Session session = session(engine);
        TurnHandle first = session.submit(UserTurn.text("a"));
        TurnHandle second = session.submit(UserTurn.text("b"));
        asked.await();

        second.cancel();
        goOn.countDown();
        first.await();

        assertThatThrownBy(second::await).isInstanceOf(TurnCancelledException.class);
        assertThat(engine.requests()).hasSize(1);
    }

    @Test
    void aTurnWhoseTimeRunsOutIsStopped() {
        Limits limits = Limits.builder().turnTime(Duration.ofMillis(20)).build();
        Session session = session(limits, ScriptedEngine.of(request -> {
            new CountDownLatch(1).await();
            throw new AssertionError("never answers");
        }));

        assertThatThrownBy(() -> session.send(UserTurn.text("a")))
                .isInstanceOf(LimitReachedException.class)
                .hasMessageContaining("0.02 s");
    }

    @Test
    void nothingIsWrittenWithoutWorktrees() throws Exception {
        Session session = session(ScriptedEngine.of(
                call("write", "{\"path\":\"a.txt\",\"content\":\"x\"}"),
                call("shell", "{\"command\":\"touch a.txt\"}"),
                text("gave up")));

        session.send(UserTurn.text("write a.txt"));

        assertThat(session.history())
                .filteredOn(ToolMessage.class::isInstance)
                .allMatch(message -> ((ToolMessage) message).error());
        assertThat(directory.resolve("a.txt")).doesNotExist();
        assertThat(session.events(1))
                .extracting(SessionEvent::body)
                .anyMatch(CallEvents.WriteRefused.class::isInstance);
    }

    @Test
    void filesOfTheCheckoutCanBeReadAndOthersCannot() throws Exception {
        Files.writeString(directory.resolve("a.txt"), "inside");
        Session session = session(ScriptedEngine.of(
                call("read", "{\"path\":\"a.txt\"}"),
                call("read", "{\"path\":\"../a.txt\"}"),
                call("read", "{\"path\":\"/etc/hostname\"}"),
                text("done")));

        session.send(UserTurn.text("read"));

        List<ToolMessage> answers = session.history().stream()
                .filter(ToolMessage.class::isInstance)
                .map(ToolMessage.class::cast)
                .toList();
        assertThat(answers.get(0).text()).contains("inside");
        assertThat(answers).extracting(ToolMessage::error).containsExactly(false, true, true);
    }

    @Test
    void aClosedSessionTakesNoTurnsAndCancelsThoseItHas() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        Session session = session(ScriptedEngine.of(request -> {
            asked.countDown();
            new CountDownLatch(1).await();
            throw new AssertionError("never answers");
        }));
        TurnHandle stuck = session.submit(UserTurn.text("a"));
        asked.await();

        session.close();
        session.close();

        assertThatThrownBy(stuck::await).isInstanceOf(TurnCancelledException.class);
        assertThatThrownBy(() -> session.submit(UserTurn.text("b")))
                .isInstanceOf(SessionClosedException.class)
                .hasMessageContaining(session.id().value());
    }

    @Test
    void aMissingDirectoryIsRefused() {
        Helix helix = helix(Limits.defaults(), ScriptedEngine.of(text("hi")));

        assertThatThrownBy(() -> helix.sessions()
                        .create(SessionSpec.in(directory.resolve("nowhere")).build()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("nowhere");
    }

    private Session session(ModelEngine engine) {
        return session(Limits.defaults(), engine);
    }

    private Session session(Limits limits, ModelEngine engine) {
        return helix(limits, engine).sessions().create(SessionSpec.in(directory).build());
    }

    private Helix helix(Limits limits, ModelEngine engine) {
        Helix helix = Helix.builder()
                .home(HelixHome.at(directory.resolve(".home")))
                .engines(new OneEngine(engine))
                .defaultModel("test:m")
                .journals(new InMemoryJournals())
                .limits(limits)
                .build();
        open.add(helix);
        return helix;
    }
}
