/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.session;

import static dev.helix.core.agent.ScriptedEngine.call;
import static dev.helix.core.agent.ScriptedEngine.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.HelixException;
import dev.helix.api.HelixHome;
import dev.helix.api.ModelCallId;
import dev.helix.api.TurnId;
import dev.helix.api.journal.JournalException;
import dev.helix.api.journal.JournalPosition;
import dev.helix.api.journal.JournalStore;
import dev.helix.api.model.ModelEngine;
import dev.helix.api.session.CallEvents;
import dev.helix.api.session.EventBody;
import dev.helix.api.session.Reply;
import dev.helix.api.session.Session;
import dev.helix.api.session.SessionEvent;
import dev.helix.api.session.SessionEvents;
import dev.helix.api.session.SessionSpec;
import dev.helix.api.session.TurnCancelledException;
import dev.helix.api.session.TurnHandle;
import dev.helix.api.session.UserTurn;
import dev.helix.core.Helix;
import dev.helix.core.HelixBuilder;
import dev.helix.core.agent.OneEngine;
import dev.helix.core.agent.ScriptedEngine;
import dev.helix.core.journal.DecoratedJournals;
import dev.helix.core.journal.InMemoryJournals;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TurnEndTest {
    @TempDir
    private Path directory;

    @Test
    void aCancelledQueuedTurnEndsWhileTheTurnBeforeItStillRuns() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        ModelEngine waits = ScriptedEngine.of(request -> {
            goOn.await();
            return text("done").answer(request);
        });
        try (Helix helix = builder(waits, new InMemoryJournals()).build()) {
            Session session = session(helix);
            TurnHandle first = session.submit(UserTurn.text("a"));
            TurnHandle second = session.submit(UserTurn.text("b"));

            second.cancel();

            assertThatThrownBy(second::await).isInstanceOf(TurnCancelledException.class);
            assertThat(second.isDone()).isTrue();
            assertThat(first.isDone()).isFalse();
            goOn.countDown();
            assertThat(first.await().turn()).isEqualTo(first.id());
            assertThat(ends(session)).containsExactly("2 failed turn-cancelled", "1 finished");
        }
    }

    @Test
    void aCancelledTurnIsCancelledThoughItsEngineAnswersTheInterruptWithAnErrorOfItsOwn() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        ModelEngine wraps = ScriptedEngine.of(request -> {
            asked.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException("wrapped", interrupted);
            }
            throw new AssertionError("nobody counts this down");
        });
        try (Helix helix = builder(wraps, new InMemoryJournals()).build()) {
            Session session = session(helix);
            TurnHandle turn = session.submit(UserTurn.text("a"));
            asked.await();

            turn.cancel();

            assertThatThrownBy(turn::await).isInstanceOf(TurnCancelledException.class);
            assertThat(ends(session)).containsExactly("1 failed turn-cancelled");
        }
    }

    @Test
    void aTurnWhoseEndCannotBeForcedHasOneEndOnRecordAndFailsForItsCaller() throws Exception {
        try (Helix helix = builder(ScriptedEngine.of(text("hi")), unforced()).build()) {
            Session session = session(helix);

            assertThatThrownBy(() -> session.send(UserTurn.text("a"))).isInstanceOf(JournalException.class);

            assertThat(ends(session)).containsExactly("1 finished");
        }
    }

    @Test
    void everyEventOfATurnNamesItAndModelCallsHaveAStartAndAnEndWithOneId() throws Exception {
        try (Helix helix = builder(
                        ScriptedEngine.of(call("list", "{\"path\":\"\"}"), text("done")), new InMemoryJournals())
                .build()) {
            Session session = session(helix);

            session.send(UserTurn.text("a"));
            session.send(UserTurn.text("b"));

            List<SessionEvent> first = session.events(2).stream()
                    .takeWhile(event -> !(event.body() instanceof SessionEvents.TurnFinished))
                    .toList();
            assertThat(first).isNotEmpty().allMatch(event -> event.turn().equals(Optional.of(new TurnId(1))));
            assertThat(bodies(session, CallEvents.ModelCallStarted.class))
                    .extracting(CallEvents.ModelCallStarted::call)
                    .containsExactly(new ModelCallId(1), new ModelCallId(2), new ModelCallId(3));
            assertThat(bodies(session, CallEvents.ModelCallFinished.class))
                    .extracting(CallEvents.ModelCallFinished::call)
                    .containsExactly(new ModelCallId(1), new ModelCallId(2), new ModelCallId(3));
        }
    }

    @Test
    void theCompletionStageBringsTheReplyOrTheError() throws Exception {
        ScriptedEngine engine = ScriptedEngine.of(text("hi"), request -> {
            throw new IllegalStateException("broken");
        });
        try (Helix helix = builder(engine, new InMemoryJournals()).build()) {
            Session session = session(helix);

            Reply reply = session.submit(UserTurn.text("a"))
                    .completion()
                    .toCompletableFuture()
                    .get();
            assertThat(reply.text()).isEqualTo("hi");
            assertThatThrownBy(() -> session.submit(UserTurn.text("b"))
                            .completion()
                            .toCompletableFuture()
                            .get())
                    .hasCauseInstanceOf(HelixException.class);
        }
    }

    @Test
    void aWaitOfCenturiesIsAWaitWithoutEnd() throws Exception {
        try (Helix helix =
                builder(ScriptedEngine.of(text("hi")), new InMemoryJournals()).build()) {
            Reply reply = session(helix).submit(UserTurn.text("a")).await(Duration.ofSeconds(Long.MAX_VALUE));

            assertThat(reply.text()).isEqualTo("hi");
        }
    }

    @Test
    void aBuilderBuildsOnce() {
        HelixBuilder builder = builder(ScriptedEngine.of(text("hi")), new InMemoryJournals());
        builder.build().close();

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Helix.builder()");
    }

    private HelixBuilder builder(ModelEngine engine, JournalStore journals) {
        return Helix.builder()
                .home(HelixHome.at(directory.resolve(".home")))
                .engines(new OneEngine(engine))
                .defaultModel("test:m")
                .journals(journals);
    }

    private Session session(Helix helix) {
        return helix.sessions().create(SessionSpec.in(directory).build());
    }

    private static List<String> ends(Session session) {
        return session.events(1).stream()
                .filter(event -> event.body() instanceof SessionEvents.TurnFinished
                        || event.body() instanceof SessionEvents.TurnFailed)
                .map(event -> event.turn().orElseThrow().number() + " "
                        + (event.body() instanceof SessionEvents.TurnFailed failed
                                ? "failed " + failed.code()
                                : "finished"))
                .toList();
    }

    private static <T extends EventBody> List<T> bodies(Session session, Class<T> kind) {
        return session.events(1).stream()
                .map(SessionEvent::body)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** {@return a store whose journals cannot be forced to disk once their session is created} */
    private static JournalStore unforced() {
        return new DecoratedJournals(journal -> new DecoratedJournals.Decorated(journal) {
            @Override
            public void awaitDurable(JournalPosition position) {
                if (position.value() > 1) {
                    throw new JournalException("the disk is gone", null);
                }
            }
        });
    }
}
