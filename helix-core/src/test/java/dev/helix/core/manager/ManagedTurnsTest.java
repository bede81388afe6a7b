/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.manager;

import static dev.helix.core.agent.ScriptedEngine.call;
import static dev.helix.core.agent.ScriptedEngine.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.api.AgentName;
import dev.helix.api.BlockedReason;
import dev.helix.api.Limits;
import dev.helix.api.SessionId;
import dev.helix.api.manager.ManagedTask;
import dev.helix.api.manager.TaskHost;
import dev.helix.api.manager.TaskOutcome;
import dev.helix.api.manager.TaskRequest;
import dev.helix.api.model.ModelEngine;
import dev.helix.api.model.ModelId;
import dev.helix.api.model.ModelReply;
import dev.helix.api.model.ModelRequest;
import dev.helix.api.model.ModelRouting;
import dev.helix.api.model.RequestRejectedException;
import dev.helix.api.session.SessionEvent;
import dev.helix.api.session.SessionEvents;
import dev.helix.core.agent.AgentEnvironment;
import dev.helix.core.agent.ModelRoutes;
import dev.helix.core.agent.OneEngine;
import dev.helix.core.agent.ScriptedEngine;
import dev.helix.core.delivery.FakeBinding;
import dev.helix.core.delivery.WorkArea;
import dev.helix.core.engine.ModelCatalog;
import dev.helix.core.engine.RetryPolicy;
import dev.helix.core.journal.InMemoryJournals;
import dev.helix.core.session.Engines;
import dev.helix.core.session.ManualScheduler;
import dev.helix.core.session.SessionEnvironment;
import dev.helix.core.session.StandardTools;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests of the turns of a managed task's agents: their time, and their start and end on record. */
@Timeout(60)
class ManagedTurnsTest {
    private static final Duration TURN_TIME = Duration.ofMinutes(7);
    private static final AgentName SUBAGENT = AgentName.subAgent(1);

    private static final TaskHost SILENT = new TaskHost() {
        @Override
        public void event(SessionEvent event) {}
    };

    private final ManualScheduler timers = new ManualScheduler();
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final CountDownLatch blocked = new CountDownLatch(1);

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    @Test
    void everyTurnOfATaskHasItsStartAndItsEndOnRecord() throws Exception {
        ManagedTask task = submit(ScriptedEngine.of(
                call("run_subagent", "{\"task\":\"part\"}"), text("part done"), text("I would rather talk")));
        task.await();

        assertThat(task.events(3, 2)).isEqualTo(task.events(3).subList(0, 2));
        assertThat(turns(task))
                .containsExactly(
                        "execution 1 started", "subagent-1 2 started", "subagent-1 2 finished", "execution 1 finished");
    }

    @Test
    void theAgentsOfATaskRunOnTheModelsTheyAreRoutedTo() throws Exception {
        ModelRouting routing =
                ModelRouting.builder().execution("test:big").subAgents("small").build();

        ManagedTask task = submit(
                ScriptedEngine.of(
                        call("run_subagent", "{\"task\":\"part\"}"),
                        text("part done"),
                        call("run_subagent", "{\"task\":\"more\",\"model\":\"medium\"}"),
                        text("more done"),
                        text("I would rather talk")),
                routing);
        task.await();

        assertThat(bodies(task, SessionEvents.TurnStarted.class))
                .extracting(SessionEvents.TurnStarted::model)
                .containsExactly(ModelId.parse("test:big"), ModelId.parse("test:small"), ModelId.parse("test:medium"));
    }

    @Test
    void turnThatFailsIsRecordedAsFailed() throws Exception {
        ManagedTask task = submit(ScriptedEngine.of(request -> {
            throw new RequestRejectedException("no such thing", null);
        }));
        task.await();

        assertThat(turns(task)).containsExactly("execution 1 started", "execution 1 failed model-request-rejected");
    }

    @Test
    void turnOfTheExecutionAgentEndsWithItsTimeAndTheTaskIsBlocked() throws Exception {
        ManagedTask task = submit(ScriptedEngine.of(this::block));
        blocked.await();

        timers.fire(TURN_TIME, 0);

        assertThat(task.await()).isInstanceOfSatisfying(TaskOutcome.Blocked.class, outcome -> {
            assertThat(outcome.reason()).isEqualTo(BlockedReason.LIMIT_REACHED);
            assertThat(outcome.explanation()).contains("the turn did not end within 420.0 s");
        });
        assertThat(turns(task)).containsExactly("execution 1 started", "execution 1 failed limit-reached");
    }

    @Test
    void turnOfASubAgentEndsWithItsOwnTimeAndTheExecutionAgentGoesOn() throws Exception {
        ManagedTask task = submit(ScriptedEngine.of(
                call("run_subagent", "{\"task\":\"part\"}"), this::block, text("I would rather talk")));
        blocked.await();

        timers.fire(TURN_TIME, 1);
        task.await();

        assertThat(turns(task))
                .containsExactly(
                        "execution 1 started",
                        "subagent-1 2 started",
                        "subagent-1 2 failed limit-reached",
                        "execution 1 finished");
        assertThat(bodies(task, SessionEvents.SubAgentFinished.class))
                .singleElement()
                .satisfies(end -> assertThat(end.subAgent()).isEqualTo(SUBAGENT));
    }

    private ModelReply block(ModelRequest request) throws InterruptedException {
        blocked.countDown();
        new CountDownLatch(1).await();
        throw new AssertionError("nobody counts this down");
    }

    private ManagedTask submit(ModelEngine engine) {
        return submit(engine, ModelRouting.none());
    }

    private ManagedTask submit(ModelEngine engine, ModelRouting routing) {
        Limits limits = Limits.builder().turnTime(TURN_TIME).sendBacksPerTask(0).build();
        InstantSource clock = InstantSource.system();
        SessionEnvironment environment = new SessionEnvironment(
                new Engines(
                        List.of(new OneEngine(engine)),
                        new Engines.Settings(
                                request -> Optional.empty(),
                                RetryPolicy.builder().attempts(1).build(),
                                Optional.of("test:m"),
                                4,
                                ModelCatalog.standard())),
                new AgentEnvironment(executor, clock, limits),
                new WorkArea.Shared(Optional.of(new FakeBinding().service()), List.of(), limits, clock),
                StandardTools.work(limits),
                new InMemoryJournals(),
                () -> new SessionId("abc"),
                timers,
                ModelRoutes.NONE);
        TaskRequest request = TaskRequest.of("Write a file.")
                .in(Path.of("/repo"))
                .verifyWith("true")
                .routing(routing)
                .build();
        return new LocalManager(environment).submit(request, SILENT);
    }

    private static List<String> turns(ManagedTask task) {
        return task.events(1).stream()
                .filter(event -> !end(event).isEmpty())
                .map(event -> event.agent() + " " + event.turn().orElseThrow().number() + " " + end(event))
                .toList();
    }

    private static String end(SessionEvent event) {
        if (event.body() instanceof SessionEvents.TurnFailed failed) {
            return "failed " + failed.code();
        }
        if (event.body() instanceof SessionEvents.TurnFinished) {
            return "finished";
        }
        return event.body() instanceof SessionEvents.TurnStarted ? "started" : "";
    }

    private static <T> List<T> bodies(ManagedTask task, Class<T> kind) {
        return task.events(1).stream()
                .map(SessionEvent::body)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }
}
