/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.session;

import static dev.helix.core.agent.ScriptedEngine.call;
import static dev.helix.core.agent.ScriptedEngine.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.HelixHome;
import dev.helix.api.Limits;
import dev.helix.api.journal.JournalException;
import dev.helix.api.journal.JournalPosition;
import dev.helix.api.journal.JournalRecord;
import dev.helix.api.journal.JournalStore;
import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Message;
import dev.helix.api.message.ToolCall;
import dev.helix.api.message.ToolMessage;
import dev.helix.api.model.ModelEngine;
import dev.helix.api.session.CallEvents;
import dev.helix.api.session.LimitReachedException;
import dev.helix.api.session.Session;
import dev.helix.api.session.SessionSpec;
import dev.helix.api.session.TurnCancelledException;
import dev.helix.api.session.TurnHandle;
import dev.helix.api.session.UserTurn;
import dev.helix.api.tool.Tool;
import dev.helix.api.tool.ToolResult;
import dev.helix.core.Helix;
import dev.helix.core.HelixBuilder;
import dev.helix.core.agent.OneEngine;
import dev.helix.core.agent.ScriptedEngine;
import dev.helix.core.journal.DecoratedJournals;
import dev.helix.core.journal.InMemoryJournals;
import dev.helix.core.tool.TypedTool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests that end sessions from the hardest places, and take away what they depend on. */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ClosingTest {
    @TempDir
    private Path directory;

    private final List<Helix> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(Helix::close);
    }

    @Test
    void aListenerMayCloseTheSessionItHears() throws Exception {
        Session session = helix(builder(ScriptedEngine.of(call("wait", "{}"), text("unreached"))))
                .sessions()
                .create(SessionSpec.in(directory)
                        .tools(tool("wait", () -> new CountDownLatch(1).await()))
                        .build());
        session.subscribe(event -> {
            if (event.body() instanceof CallEvents.ToolCallStarted) {
                session.close();
            }
        });

        TurnHandle turn = session.submit(UserTurn.text("a"));

        assertThatThrownBy(turn::await).isInstanceOf(TurnCancelledException.class);
    }

    @Test
    void aToolMayCloseTheAssemblyItRunsIn() throws Exception {
        AtomicReference<Helix> assembly = new AtomicReference<>();
        CountDownLatch closed = new CountDownLatch(1);
        Helix helix = helix(builder(ScriptedEngine.of(call("stop", "{}"), text("unreached"))));
        assembly.set(helix);
        Session session = helix.sessions()
                .create(SessionSpec.in(directory)
                        .tools(tool("stop", () -> {
                            assembly.get().close();
                            closed.countDown();
                        }))
                        .build());

        TurnHandle turn = session.submit(UserTurn.text("a"));

        assertThatThrownBy(turn::await).isInstanceOf(TurnCancelledException.class);
        closed.await();
    }

    @Test
    void aToolThatSwallowsItsInterruptCannotKeepATurnGoing() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        Helix helix = helix(builder(ScriptedEngine.of(call("deaf", "{}"), text("unreached"))));
        Session session = helix.sessions()
                .create(SessionSpec.in(directory)
                        .tools(tool("deaf", () -> {
                            asked.countDown();
                            try {
                                new CountDownLatch(1).await();
                            } catch (InterruptedException swallowed) {
                                Thread.interrupted();
                            }
                        }))
                        .build());
        TurnHandle turn = session.submit(UserTurn.text("a"));
        asked.await();

        turn.cancel();

        assertThatThrownBy(turn::await).isInstanceOf(TurnCancelledException.class);
    }

    @Test
    void aTurnTheExecutorDoesNotTakeFailsAndTheSessionCloses() throws Exception {
        ExecutorService none = Executors.newSingleThreadExecutor();
        none.shutdown();
        Session session = helix(builder(ScriptedEngine.of(text("hi"))).executor(none))
                .sessions()
                .create(SessionSpec.in(directory).build());

        TurnHandle turn = session.submit(UserTurn.text("a"));

        assertThatThrownBy(turn::await)
                .isInstanceOf(LimitReachedException.class)
                .hasMessageContaining(session.id().value());
        session.close();
    }

    @Test
    void aCallTheExecutorDoesNotTakeIsAnsweredAndNothingWorksOn() throws Exception {
        ExecutorService one = new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new SynchronousQueue<>());
        AtomicBoolean ran = new AtomicBoolean();
        Session session = helix(builder(ScriptedEngine.of(call("late", "{}"), text("done")))
                        .executor(one))
                .sessions()
                .create(SessionSpec.in(directory)
                        .tools(tool("late", () -> ran.set(true)))
                        .build());

        session.send(UserTurn.text("a"));

        assertThat(session.history())
                .filteredOn(ToolMessage.class::isInstance)
                .singleElement()
                .satisfies(answer -> {
                    assertThat(((ToolMessage) answer).error()).isTrue();
                    assertThat(answer.text()).contains("no thread");
                });
        assertThat(ran).isFalse();
        one.shutdown();
        assertThat(one.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void everyCallIsAnsweredThoughTheJournalFailsAtAnyRecord() throws Exception {
        // The first record is the creation: a session without it does not exist.
        int records = 1;
        boolean failed = true;
        while (failed) {
            JournalStore journals = refusing(++records, new AtomicInteger());
            Session session = helix(builder(ScriptedEngine.of(
                                    ScriptedEngine.calls(
                                            ToolCall.of("1", "list", "{\"path\":\"\"}"),
                                            ToolCall.of("2", "list", "{\"path\":\"\"}")),
                                    text("done")))
                            .journals(journals))
                    .sessions()
                    .create(SessionSpec.in(directory).build());

            failed = fails(session);

            assertThat(unanswered(session.history()))
                    .as("failing at record %d", records)
                    .isEmpty();
            if (failed) {
                assertThat(fails(session))
                        .as("the turn after the failure at record %d", records)
                        .isFalse();
            }
            session.close();
        }
        assertThat(records).isGreaterThan(8);
    }

    private static boolean fails(Session session) throws InterruptedException {
        try {
            session.send(UserTurn.text("a"));
            return false;
        } catch (JournalException expected) {
            return true;
        }
    }

    private static List<String> unanswered(List<Message> history) {
        List<String> open = new ArrayList<>();
        for (Message message : history) {
            if (message instanceof AssistantMessage assistant) {
                assistant.calls().forEach(call -> open.add(call.id()));
            } else if (message instanceof ToolMessage answer) {
                open.remove(answer.callId());
            }
        }
        return open;
    }

    private interface Action {
        void run() throws InterruptedException;
    }

    private static Tool tool(String name, Action action) {
        return TypedTool.of(name, "Acts.", Nothing.class, (arguments, context) -> {
            action.run();
            return ToolResult.of("done");
        });
    }

    record Nothing() {}

    private Session session(ModelEngine engine) {
        return helix(builder(engine))
                .sessions()
                .create(SessionSpec.in(directory).build());
    }

    private HelixBuilder builder(ModelEngine engine) {
        return Helix.builder()
                .home(HelixHome.at(directory.resolve(".home")))
                .engines(new OneEngine(engine))
                .defaultModel("test:m")
                .limits(Limits.builder().turnTime(Duration.ofSeconds(60)).build())
                .journals(new InMemoryJournals());
    }

    private Helix helix(HelixBuilder builder) {
        Helix helix = builder.build();
        open.add(helix);
        return helix;
    }

    /** {@return a store that refuses one record, counted from 1 over all journals, and takes all others} */
    private static JournalStore refusing(int refused, AtomicInteger asked) {
        return new DecoratedJournals(journal -> new DecoratedJournals.Decorated(journal) {
            @Override
            public JournalPosition append(JournalRecord record) {
                if (asked.incrementAndGet() == refused) {
                    throw new JournalException("no room", null);
                }
                return super.append(record);
            }
        });
    }
}
