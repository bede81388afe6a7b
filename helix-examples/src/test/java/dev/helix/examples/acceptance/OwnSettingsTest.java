/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.AgentName;
import dev.helix.api.BlockedReason;
import dev.helix.api.CallContext;
import dev.helix.api.InvalidRequestException;
import dev.helix.api.Limits;
import dev.helix.api.SessionId;
import dev.helix.api.TaskId;
import dev.helix.api.TurnId;
import dev.helix.api.manager.ManagedTask;
import dev.helix.api.manager.TaskOutcome;
import dev.helix.api.manager.TaskRequest;
import dev.helix.api.message.Message;
import dev.helix.api.message.ToolCall;
import dev.helix.api.model.ModelRequest;
import dev.helix.api.session.LimitReachedException;
import dev.helix.api.session.Reply;
import dev.helix.api.session.Session;
import dev.helix.api.session.SessionEvent;
import dev.helix.api.session.SessionEvents;
import dev.helix.api.session.SessionSpec;
import dev.helix.api.session.UserTurn;
import dev.helix.api.tool.Tool;
import dev.helix.api.tool.ToolContext;
import dev.helix.api.tool.ToolResult;
import dev.helix.api.tool.ToolSpec;
import dev.helix.api.worktree.MergeOutcome;
import dev.helix.api.worktree.ReviewContext;
import dev.helix.api.worktree.ReviewSubject;
import dev.helix.api.worktree.ReviewVerdict;
import dev.helix.api.worktree.Reviewer;
import dev.helix.core.Helix;
import dev.helix.core.tool.TypedTool;
import dev.helix.testkit.ScriptedEngines;
import dev.helix.testkit.ScriptedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of tools, reviewers and limits that one session or one task has and another of the same instance has not. */
class OwnSettingsTest {
    private static final ScriptedModel WRITES_ONE = ScriptedModel.steps(
            ScriptedModel.calls(ToolCalls.bind()),
            ScriptedModel.calls(ToolCalls.write("src/one.sh", "echo 1\n"), ToolCalls.commit("One")),
            ScriptedModel.calls(ToolCalls.complete()),
            ScriptedModel.says("Done."));
    private static final Limits ONE_CALL = Limits.builder().modelCallsPerTurn(1).build();
    private static final ScriptedModel STARTS_THIRTY = ScriptedModel.steps(
            ScriptedModel.calls(ToolCalls.bind()),
            ScriptedModel.calls(ToolCalls.shell("for i in $(seq 30); do sleep 2 & done; wait")),
            ScriptedModel.says("Tried."));
    private static final Limits FEW_PROCESSES =
            Limits.builder().commandProcesses(10).sendBacksPerTask(0).build();
    private static final String TOO_MANY = "ended by a limit, processes and threads";

    @TempDir
    Path temporary;

    private Scenario trial;
    private final RecordingHost host = new RecordingHost();
    private final Notes notes = new Notes();
    private final Refusing refusing = new Refusing();

    @BeforeEach
    void layOut() throws IOException {
        trial = Scenario.in(temporary);
    }

    @Test
    void toolOfASessionIsOfferedToThatSessionAlone() throws Exception {
        ScriptedEngines models = ScriptedEngines.of(ScriptedModel.says("Hello."));
        try (Helix helix = trial.assemble(models).build()) {
            helix.sessions().create(session().tools(notes.tool()).build()).send(UserTurn.text("a"));
            helix.sessions().create(session().build()).send(UserTurn.text("b"));
        }

        assertThat(offered(models.requests().get(0))).contains("note");
        assertThat(offered(models.requests().get(1))).doesNotContain("note");
    }

    @Test
    void toolOfATaskIsOfferedToItsExecutionAgentAndSubAgentsAlone() throws Exception {
        ScriptedEngines models = ScriptedEngines.of(dispatchingOne());
        try (Helix helix = trial.assemble(models).limits(Scenario.rounds(0)).build()) {
            run(helix, task("First part.").tools(notes.tool()).build());
            run(helix, task("Second part.").build());
        }

        assertThat(models.requests())
                .filteredOn(request -> offered(request).contains("note"))
                .hasSize(5)
                .anyMatch(ToolCalls::ofSubAgent);
        assertThat(models.requests())
                .filteredOn(request -> !offered(request).contains("note"))
                .hasSize(5)
                .anyMatch(ToolCalls::ofSubAgent);
    }

    @Test
    void reviewerOfASessionHoldsBackThatSessionAlone() throws Exception {
        try (Helix helix = trial.assemble(ScriptedEngines.of(WRITES_ONE)).build()) {
            Session refused =
                    helix.sessions().create(session().reviewers(refusing).build());
            Session free = helix.sessions().create(session().build());

            assertThat(refused.send(UserTurn.text("a")).delivery()).isEmpty();
            assertThat(trial.mainMoved()).isFalse();
            assertThat(free.send(UserTurn.text("b")).delivery()).containsInstanceOf(MergeOutcome.Merged.class);

            assertThat(refusing.asked)
                    .singleElement()
                    .isEqualTo(new Asker(refused.id(), Optional.empty(), Optional.of(AgentName.CODER)));
        }
    }

    @Test
    void reviewerOfATaskHoldsBackThatTaskAloneAndIsToldWhichItIs() throws Exception {
        try (Helix helix = trial.assemble(ScriptedEngines.of(WRITES_ONE))
                .limits(Scenario.rounds(0))
                .build()) {
            ManagedTask refused =
                    helix.manager().submit(task("Write.").reviewers(refusing).build(), host);
            assertThat(refused.await(Scenario.LIMIT)).isInstanceOf(TaskOutcome.SentBack.class);
            assertThat(trial.mainMoved()).isFalse();
            assertThat(run(helix, task("Write.").build())).isInstanceOf(TaskOutcome.Delivered.class);

            assertThat(refusing.asked)
                    .singleElement()
                    .isEqualTo(new Asker(refused.session(), Optional.of(refused.id()), Optional.of(AgentName.MANAGER)));
        }
    }

    @Test
    void limitsOfASessionHoldForThatSessionAlone() throws Exception {
        ScriptedModel twoCalls = ScriptedModel.steps(
                ScriptedModel.calls(ToolCalls.read("docs/guide.md")), ScriptedModel.says("It is short."));
        try (Helix helix = trial.assemble(ScriptedEngines.of(twoCalls)).build()) {
            Session limited = helix.sessions().create(session().limits(ONE_CALL).build());
            Session free = helix.sessions().create(session().build());

            assertThatThrownBy(() -> limited.send(UserTurn.text("a"))).isInstanceOf(LimitReachedException.class);
            assertThat(free.send(UserTurn.text("b")).text()).isEqualTo("It is short.");
        }
    }

    @Test
    void limitsOfATaskHoldForThatTaskAlone() throws Exception {
        try (Helix helix = trial.assemble(ScriptedEngines.of(WRITES_ONE)).build()) {
            assertThat(run(helix, task("Write.").limits(ONE_CALL).build()))
                    .isInstanceOfSatisfying(
                            TaskOutcome.Blocked.class,
                            blocked -> assertThat(blocked.reason()).isEqualTo(BlockedReason.LIMIT_REACHED));
            assertThat(run(helix, task("Write.").build())).isInstanceOf(TaskOutcome.Delivered.class);
        }
    }

    @Test
    void commandLimitsOfASessionHoldForThatSessionAlone() throws Exception {
        try (Helix helix = trial.assemble(ScriptedEngines.of(STARTS_THIRTY)).build()) {
            Session limited =
                    helix.sessions().create(session().limits(FEW_PROCESSES).build());
            Session free = helix.sessions().create(session().build());
            limited.send(UserTurn.text("a"));
            free.send(UserTurn.text("b"));

            assertThat(texts(limited.history().stream())).anyMatch(text -> text.contains(TOO_MANY));
            assertThat(texts(free.history().stream())).noneMatch(text -> text.contains(TOO_MANY));
        }
    }

    @Test
    void commandLimitsOfATaskHoldForThatTaskAlone() throws Exception {
        try (Helix helix = trial.assemble(ScriptedEngines.of(STARTS_THIRTY))
                .limits(Scenario.rounds(0))
                .build()) {
            ManagedTask limited =
                    helix.manager().submit(task("Try.").limits(FEW_PROCESSES).build(), host);
            limited.await(Scenario.LIMIT);
            ManagedTask free = helix.manager().submit(task("Try.").build(), host);
            free.await(Scenario.LIMIT);

            assertThat(texts(messages(limited))).anyMatch(text -> text.contains(TOO_MANY));
            assertThat(texts(messages(free))).noneMatch(text -> text.contains(TOO_MANY));
        }
    }

    @Test
    void toolIsToldSessionAgentTurnAndCallInAPlainSession() throws Exception {
        ToolCall call = ScriptedModel.call("note", "text", "remember");
        try (Helix helix = trial.assemble(ScriptedEngines.of(
                        ScriptedModel.steps(ScriptedModel.calls(call), ScriptedModel.says("Noted."))))
                .build()) {
            Session session =
                    helix.sessions().create(session().tools(notes.tool()).build());
            Reply reply = session.send(UserTurn.text("a"));

            assertThat(notes.taken)
                    .singleElement()
                    .isEqualTo(new Note(
                            new Asker(session.id(), Optional.empty(), Optional.of(AgentName.CODER)),
                            reply.turn(),
                            call));
        }
    }

    @Test
    void toolIsToldTaskAgentTurnAndCallByEachAgentOfATask() throws Exception {
        try (Helix helix = trial.assemble(ScriptedEngines.of(dispatchingOne()))
                .limits(Scenario.rounds(0))
                .build()) {
            ManagedTask task =
                    helix.manager().submit(task("Do it.").tools(notes.tool()).build(), host);
            task.await(Scenario.LIMIT);

            assertThat(notes.taken)
                    .extracting(Note::asker)
                    .containsExactly(asker(task, AgentName.subAgent(1)), asker(task, AgentName.EXECUTION));
            assertThat(notes.taken)
                    .extracting(Note::turn)
                    .containsExactly(turnOf(AgentName.subAgent(1)), turnOf(AgentName.EXECUTION));
            assertThat(notes.taken).extracting(note -> note.call().name()).containsOnly("note");
        }
    }

    @Test
    void taskInTwoRepositoriesIsRefusedWithTheSecondNamed() {
        Path second = temporary.resolve("second");
        TaskRequest request =
                task("Write.").in(second).verifyWith(Scenario.CHECK).build();
        try (Helix helix = trial.assemble(ScriptedEngines.of(WRITES_ONE)).build()) {
            assertThatThrownBy(() -> helix.manager().submit(request, host))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining(second.toString())
                    .hasMessageContaining("submit a task for each");
        }
        assertThat(host.events()).isEmpty();
    }

    @Test
    void sessionBindsNoSecondRepositoryAndTheModelIsToldWhichToPass() throws Exception {
        UserRepository second =
                UserRepository.in(temporary.toRealPath().resolve("second")).write("a.txt", "a\n");
        second.commitAll("Start");
        ScriptedModel binds = ScriptedModel.steps(
                ScriptedModel.calls(ScriptedModel.call(
                        "create_worktree_binding", "project_root", second.root().toString(), "task", "the work")),
                ScriptedModel.says("I may not."));
        try (Helix helix = trial.assemble(ScriptedEngines.of(binds)).build()) {
            Session session = helix.sessions().create(session().build());
            session.send(UserTurn.text("Work over there."));

            assertThat(session.bindings()).isEmpty();
            assertThat(session.history())
                    .anySatisfy(message -> assertThat(message.text())
                            .contains(second.root() + " is another repository and was not bound")
                            .contains("project_root=" + trial.repository.root()));
        }
        second.assertNothingLeft();
    }

    private static ScriptedModel dispatchingOne() {
        ScriptedModel takesANote = ScriptedModel.calls(ScriptedModel.call("note", "text", "remember"));
        return ScriptedModel.steps(
                        ScriptedModel.calls(ToolCalls.subAgent("Look at it.")),
                        takesANote,
                        ScriptedModel.says("Enough."))
                .when(ToolCalls::ofSubAgent, ScriptedModel.steps(takesANote, ScriptedModel.says("Looked.")));
    }

    private SessionSpec.Builder session() {
        return SessionSpec.in(trial.repository.root()).verifyWith(Scenario.CHECK);
    }

    private TaskRequest.Builder task(String text) {
        return trial.task(text).toBuilder();
    }

    private TaskOutcome run(Helix helix, TaskRequest request) throws InterruptedException {
        return helix.manager().submit(request, host).await(Scenario.LIMIT);
    }

    private static List<String> texts(Stream<Message> messages) {
        return messages.map(Message::text).toList();
    }

    private static Stream<Message> messages(ManagedTask task) {
        return task.events(1).stream()
                .map(SessionEvent::body)
                .filter(SessionEvents.MessageAdded.class::isInstance)
                .map(body -> ((SessionEvents.MessageAdded) body).message());
    }

    private static List<String> offered(ModelRequest request) {
        return request.tools().stream().map(ToolSpec::name).toList();
    }

    private static Asker asker(ManagedTask task, AgentName agent) {
        return new Asker(task.session(), Optional.of(task.id()), Optional.of(agent));
    }

    private TurnId turnOf(AgentName agent) {
        return host.events().stream()
                .filter(event -> event.agent().equals(agent) && event.body() instanceof SessionEvents.TurnStarted)
                .map(SessionEvent::turn)
                .findFirst()
                .orElseThrow()
                .orElseThrow();
    }

    /** On whose behalf an extension was called. */
    private record Asker(SessionId session, Optional<TaskId> task, Optional<AgentName> agent) {
        static Asker of(CallContext context) {
            return new Asker(context.session(), context.task(), context.agent());
        }
    }

    private record Note(Asker asker, TurnId turn, ToolCall call) {}

    /** What the tool {@code note} was told with each call. */
    private static final class Notes {
        private final List<Note> taken = new CopyOnWriteArrayList<>();

        record Arguments(String text) {}

        Tool tool() {
            return TypedTool.of("note", "Takes a note.", Arguments.class, this::take);
        }

        private ToolResult take(Arguments arguments, ToolContext context) {
            taken.add(new Note(Asker.of(context), context.turn(), context.call()));
            return ToolResult.of("noted");
        }
    }

    /** A reviewer that lets nothing pass. */
    private static final class Refusing implements Reviewer {
        private final List<Asker> asked = new CopyOnWriteArrayList<>();

        @Override
        public String name() {
            return "refusing";
        }

        @Override
        public ReviewVerdict review(ReviewSubject subject, ReviewContext context) {
            asked.add(Asker.of(context));
            return ReviewVerdict.reject("not today");
        }
    }
}
