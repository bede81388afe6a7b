/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.manager;

import static dev.helix.core.agent.ScriptedEngine.call;
import static dev.helix.core.agent.ScriptedEngine.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.BlockedReason;
import dev.helix.api.HelixHome;
import dev.helix.api.InvalidRequestException;
import dev.helix.api.Limits;
import dev.helix.api.SessionId;
import dev.helix.api.TaskId;
import dev.helix.api.journal.Journal;
import dev.helix.api.journal.JournalRecord;
import dev.helix.api.journal.JournalStore;
import dev.helix.api.journal.LeaseHeldException;
import dev.helix.api.manager.ManagedTask;
import dev.helix.api.manager.TaskContext;
import dev.helix.api.manager.TaskEndedException;
import dev.helix.api.manager.TaskEvents;
import dev.helix.api.manager.TaskHost;
import dev.helix.api.manager.TaskOutcome;
import dev.helix.api.manager.TaskRequest;
import dev.helix.api.manager.UnknownTaskException;
import dev.helix.api.message.Message;
import dev.helix.api.message.Origin;
import dev.helix.api.message.ToolMessage;
import dev.helix.api.model.ModelReply;
import dev.helix.api.model.ModelRequest;
import dev.helix.api.model.ProviderUnavailableException;
import dev.helix.api.model.UnknownProviderException;
import dev.helix.api.scope.PathRules;
import dev.helix.api.scope.ScopeDecision;
import dev.helix.api.scope.ScopeProposal;
import dev.helix.api.session.EventBody;
import dev.helix.api.session.ResumeSpec;
import dev.helix.api.session.Session;
import dev.helix.api.session.SessionEvent;
import dev.helix.api.session.SessionEvents;
import dev.helix.api.session.SessionSpec;
import dev.helix.api.tool.Tool;
import dev.helix.api.tool.ToolResult;
import dev.helix.api.worktree.ReviewContext;
import dev.helix.api.worktree.ReviewSubject;
import dev.helix.api.worktree.ReviewVerdict;
import dev.helix.api.worktree.Reviewer;
import dev.helix.core.Helix;
import dev.helix.core.HelixBuilder;
import dev.helix.core.agent.OneEngine;
import dev.helix.core.agent.ScriptedEngine;
import dev.helix.core.delivery.FakeRepository;
import dev.helix.core.engine.RetryPolicy;
import dev.helix.core.journal.InMemoryJournals;
import dev.helix.core.projection.HistoryValidator;
import dev.helix.core.projection.TargetProfiles;
import dev.helix.core.tool.TypedTool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskResumeTest {
    private static final Origin ORIGIN = new Origin("test", "scripted", "m");

    @TempDir
    private Path directory;

    private final List<Helix> open = new ArrayList<>();
    private FakeRepository repository;

    record Nothing() {}

    /** A host that grants what it is asked for. */
    private static final class Granting implements TaskHost {
        @Override
        public void event(SessionEvent event) {}

        @Override
        public ScopeDecision decide(ScopeProposal proposal, TaskContext context) {
            return ScopeDecision.yes();
        }
    }

    @BeforeEach
    void layOut() {
        repository = new FakeRepository(directory);
    }

    @AfterEach
    void close() {
        open.forEach(Helix::close);
    }

    @Test
    void whereverTheProcessEndedTheTaskIsDeliveredOnce() throws Exception {
        Recorded recorded = record(false);

        recorded.assertEveryCutIsDelivered(2);
    }

    @Test
    void whereverTheProcessOfABlockedTaskEndedTheTaskIsDeliveredOnceNothingIsInTheWay() throws Exception {
        Recorded recorded = record(true);

        // Up to the second claim nothing differs from a task that nothing is in the way of.
        recorded.assertEveryCutIsDelivered(types(recorded).lastIndexOf("CompletionClaimed"));
    }

    /** Works as the repository and the conversation tell, wherever the work was stopped. */
    private static ScriptedEngine agents(FakeRepository repository) {
        return ScriptedEngine.of(request -> step(repository, request).answer(request));
    }

    private static ScriptedEngine.Step step(FakeRepository repository, ModelRequest request) {
        if (request.system().startsWith("You are a SubAgent")) {
            return text("part done");
        }
        String said = request.messages().stream().map(Message::text).collect(Collectors.joining("\n"));
        if (!said.contains("ended without a call of complete") && !repository.bound()) {
            return text("I would rather talk");
        }
        if (!said.contains("\nUse paths relative to the worktree.")) {
            return call("create_worktree_binding", "{\"project_root\":\".\",\"task\":\"t\"}");
        }
        if (!said.contains("reports:\npart done")) {
            return call("run_subagent", "{\"task\":\"part\"}");
        }
        if (!said.contains("You may now change")) {
            return call("propose_scope", "{\"what\":\"more\",\"why\":\"needed\",\"paths\":[\"docs/\"]}");
        }
        boolean checked = said.contains("Criterion 4") || said.contains("the check '");
        if (repository.commitCount() < (checked ? 2 : 1)) {
            return call("commit", "{\"message\":\"more\"}");
        }
        return call("complete", "{\"summary\":\"done\"}");
    }

    /** A task that was delivered, event by event, with the repository as it was before each. */
    private final class Recorded {
        private final List<JournalRecord> records = new ArrayList<>();
        private final List<FakeRepository> before = new ArrayList<>();
        private TaskId id = new TaskId("none");

        private synchronized void add(JournalRecord record) {
            records.add(record);
            before.add(repository.copy());
        }

        private void assertEveryCutIsDelivered(int from) throws Exception {
            assertThat(records.size() - from).isGreaterThan(20);
            for (int kept = from; kept < records.size(); kept++) {
                assertCutIsDelivered(kept, before.get(kept - 1));
                if (!before.get(kept).looksLike(before.get(kept - 1))) {
                    // What the next event tells of was done, and the event not written.
                    assertCutIsDelivered(kept, before.get(kept));
                }
            }
            JournalStore whole = cut(records.size());
            assertThatThrownBy(() -> helix(whole, repository, ScriptedEngine.of(text("x")))
                            .manager()
                            .resume(id, new Granting()))
                    .isInstanceOfSatisfying(
                            TaskEndedException.class,
                            ended -> assertThat(ended.outcome()).isEqualTo(TaskOutcome.Kind.DELIVERED));
        }

        private void assertCutIsDelivered(int kept, FakeRepository then) throws Exception {
            String where = "cut after " + kept + ", " + records.get(kept - 1).type();
            FakeRepository found = then.copy();
            ScriptedEngine engine = agents(found);
            Helix helix = helix(cut(kept), found, engine);
            boolean waits = records.get(kept - 1).type().equals("TaskEnded");

            ManagedTask task = helix.manager().resume(id, new Granting());
            TaskOutcome outcome = task.await();
            assertThat(outcome.kind() == TaskOutcome.Kind.BLOCKED || !waits)
                    .as(where)
                    .isTrue();
            if (outcome.kind() == TaskOutcome.Kind.BLOCKED) {
                found.dirty(false);
                outcome = task.retry();
            }

            assertThat(outcome.kind()).as(where + ": " + outcome.explanation()).isEqualTo(TaskOutcome.Kind.DELIVERED);
            assertThat(found.merges()).as(where).isEqualTo(1);
            assertThat(outcome.delivery().baseline().paths().allows("docs/a"))
                    .as(where)
                    .isTrue();
            assertThat(outcome.delivery().baseline().paths().allows("lib/a"))
                    .as(where)
                    .isFalse();
            assertThat(outcome.delivery().gaps()).as(where).hasSize(2);
            List<SessionEvent> events = task.events(1);
            assertThat(bodies(events, TaskEvents.SentBack.class))
                    .as(where)
                    .extracting(TaskEvents.SentBack::round)
                    .containsExactly(1, 2);
            assertThat(bodies(events, TaskEvents.TaskEnded.class))
                    .as(where)
                    .filteredOn(end -> end.outcome() != TaskOutcome.Kind.BLOCKED)
                    .hasSize(1);
            assertThat(unfinished(events)).as(where).isEmpty();
            assertThat(events)
                    .extracting(SessionEvent::sequence)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, events.size()).boxed().toList());
            for (ModelRequest request : engine.requests()) {
                assertThat(new HistoryValidator(TargetProfiles.openAiChat(ORIGIN)).violations(request.messages()))
                        .as(where)
                        .isEmpty();
            }
            helix.close();
        }

        private JournalStore cut(int kept) {
            JournalStore store = new InMemoryJournals();
            try (Journal journal = store.open(new SessionId(id.value()))) {
                records.subList(0, kept).forEach(journal::append);
            }
            return store;
        }
    }

    private Recorded record(boolean blocked) throws Exception {
        Recorded recorded = new Recorded();
        repository.dirty(blocked);
        JournalStore store = new ObservedJournals(recorded::add);
        Helix helix = helix(store, repository, agents(repository));
        ManagedTask task = helix.manager().submit(request(), new Granting());
        recorded.id = task.id();
        TaskOutcome outcome = task.await();
        if (blocked) {
            assertThat(outcome.kind()).isEqualTo(TaskOutcome.Kind.BLOCKED);
            repository.dirty(false);
            outcome = task.retry();
        }
        assertThat(outcome.kind())
                .as(outcome.explanation() + outcome.delivery().gaps())
                .isEqualTo(TaskOutcome.Kind.DELIVERED);
        helix.close();
        return recorded;
    }

    private static <T extends EventBody> List<T> bodies(List<SessionEvent> events, Class<T> kind) {
        return events.stream()
                .map(SessionEvent::body)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** {@return turns and SubAgents that were begun and have no end on record} */
    private static Set<Object> unfinished(List<SessionEvent> events) {
        Set<Object> begun = new HashSet<>();
        for (SessionEvent event : events) {
            if (event.body() instanceof SessionEvents.TurnStarted) {
                begun.add(event.turn());
            } else if (event.body() instanceof SessionEvents.TurnFinished
                    || event.body() instanceof SessionEvents.TurnFailed) {
                begun.remove(event.turn());
            } else if (event.body() instanceof SessionEvents.SubAgentStarted started) {
                begun.add(started.subAgent());
            } else if (event.body() instanceof SessionEvents.SubAgentFinished finished) {
                begun.remove(finished.subAgent());
            }
        }
        return begun;
    }

    @Test
    void aSubAgentThatEndedKeepsItsReportThoughTheProcessEndedBeforeItWasRead() throws Exception {
        Recorded recorded = record(false);
        int end = types(recorded).indexOf("SubAgentFinished") + 1;
        FakeRepository found = recorded.before.get(end).copy();
        ScriptedEngine engine = agents(found);

        ManagedTask task = helix(recorded.cut(end), found, engine).manager().resume(recorded.id, new Granting());
        task.await();

        assertThat(engine.requests()).noneMatch(request -> request.system().startsWith("You are a SubAgent"));
        assertThat(answers(engine)).contains("subagent-1 reports:\npart done");
    }

    @Test
    void aSubAgentThatWasWorkingIsInterruptedAndItsNameNotUsedAgain() throws Exception {
        Recorded recorded = record(false);
        int started = types(recorded).indexOf("SubAgentStarted") + 1;
        FakeRepository found = recorded.before.get(started).copy();
        ScriptedEngine engine = agents(found);

        ManagedTask task = helix(recorded.cut(started), found, engine).manager().resume(recorded.id, new Granting());
        task.await();

        assertThat(answers(engine)).anyMatch(answer -> answer.startsWith("The process ended while this call ran"));
        assertThat(bodies(task.events(1), SessionEvents.SubAgentFinished.class))
                .extracting(finished -> finished.subAgent() + " " + finished.failed())
                .containsExactly("subagent-1 true", "subagent-2 false");
    }

    @Test
    void theAgentsAreToldToGoOnAndKeepTheirConversation() throws Exception {
        Recorded recorded = record(false);
        int bound = types(recorded).indexOf("WorktreeBound") + 1;
        FakeRepository found = recorded.before.get(bound).copy();
        ScriptedEngine engine = agents(found);

        helix(recorded.cut(bound), found, engine)
                .manager()
                .resume(recorded.id, new Granting())
                .await();

        assertThat(engine.requests().get(0).messages())
                .extracting(Message::text)
                .startsWith("Only touch src/. Change it.", "I would rather talk")
                .anyMatch(text -> text.startsWith("Your work was stopped from outside and can go on now."));
    }

    @Test
    void agentsWhoseWorktreeIsGoneAreToldAndBindANewOne() throws Exception {
        Recorded recorded = record(false);
        int bound = types(recorded).indexOf("WorktreeBound") + 1;
        FakeRepository empty = new FakeRepository(directory);
        ScriptedEngine engine = ScriptedEngine.of(text("x"));

        ManagedTask task = helix(recorded.cut(bound), empty, engine).manager().resume(recorded.id, new Granting());
        task.await();

        assertThat(engine.requests()
                        .get(0)
                        .messages()
                        .get(engine.requests().get(0).messages().size() - 1)
                        .text())
                .contains("Your worktree is not there any more: the branch")
                .contains("Bind a new one");
    }

    private static List<String> types(Recorded recorded) {
        return recorded.records.stream().map(JournalRecord::type).toList();
    }

    private static List<String> answers(ScriptedEngine engine) {
        return engine.requests().stream()
                .flatMap(request -> request.messages().stream())
                .filter(ToolMessage.class::isInstance)
                .map(Message::text)
                .toList();
    }

    @Test
    void aClosedInstanceLeavesARunningTaskToBeTakenUp() throws Exception {
        InMemoryJournals journals = new InMemoryJournals();
        CountDownLatch asked = new CountDownLatch(1);
        Helix first = helix(journals, repository, ScriptedEngine.of(request -> block(asked)));
        ManagedTask task = first.manager().submit(request(), new Granting());
        asked.await();

        first.close();

        ManagedTask again =
                helix(journals, repository, agents(repository)).manager().resume(task.id(), new Granting());
        assertThat(again.await().kind()).isEqualTo(TaskOutcome.Kind.DELIVERED);
        assertThat(again.baseline()).isEqualTo(task.baseline());
    }

    private static ModelReply block(CountDownLatch asked) throws InterruptedException {
        asked.countDown();
        new CountDownLatch(1).await();
        throw new AssertionError("nobody counts this down");
    }

    @Test
    void aTaskThatWaitsForItsProviderWaitsStillAndCanBeRetriedOrCancelled() throws Exception {
        InMemoryJournals journals = new InMemoryJournals();
        Helix first = helix(journals, repository, ScriptedEngine.of(request -> {
            throw new ProviderUnavailableException("the provider is down", null, null);
        }));
        ManagedTask task = first.manager().submit(request(), new Granting());
        task.await();
        first.close();

        Helix second = helix(journals, repository, agents(repository));
        ManagedTask again = second.manager().resume(task.id(), new Granting());

        assertThat(again.isDone()).isFalse();
        assertThat(again.await()).isInstanceOfSatisfying(TaskOutcome.Blocked.class, blocked -> {
            assertThat(blocked.reason()).isEqualTo(BlockedReason.PROVIDER_UNAVAILABLE);
            assertThat(blocked.explanation()).contains("the provider is down");
        });
        assertThat(second.manager().find(task.id())).contains(again);
        second.close();
        ManagedTask third =
                helix(journals, repository, agents(repository)).manager().resume(task.id(), new Granting());
        assertThat(third.await().kind()).isEqualTo(TaskOutcome.Kind.BLOCKED);
        third.cancel();
        assertThat(third.await().kind()).isEqualTo(TaskOutcome.Kind.ABANDONED);
    }

    @Test
    void whatIsMissingIsNamedAndTheRefusalHoldsOnToNothing() throws Exception {
        InMemoryJournals journals = new InMemoryJournals();
        CountDownLatch asked = new CountDownLatch(1);
        Helix first = helix(journals, repository, ScriptedEngine.of(request -> block(asked)));
        ManagedTask task = first.manager()
                .submit(
                        TaskRequest.of("Change it.")
                                .in(directory)
                                .verifyWith("true")
                                .tools(noop())
                                .reviewers(new Approving())
                                .build(),
                        new Granting());
        asked.await();
        first.close();
        Helix second = helix(journals, repository, ScriptedEngine.of(text("x")));

        assertThatThrownBy(() -> second.manager().resume(task.id(), new Granting()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("task " + task.id() + " had the tool 'noop'");
        assertThatThrownBy(() -> second.manager()
                        .resume(task.id(), ResumeSpec.builder().tools(noop()).build(), new Granting()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("the reviewer 'approving'");
        ResumeSpec all =
                ResumeSpec.builder().tools(noop()).reviewers(new Approving()).build();
        assertThat(second.manager()
                        .resume(task.id(), all, new Granting())
                        .await()
                        .kind())
                .isEqualTo(TaskOutcome.Kind.SENT_BACK);
    }

    @Test
    void aProviderThatIsGoneIsNamedAndAnotherModelCanTakeOver() throws Exception {
        Recorded recorded = record(false);
        FakeRepository found = recorded.before.get(20).copy();
        Helix other = builder(recorded.cut(20), found)
                .engines(new OneEngine("elsewhere", agents(found)))
                .build();
        open.add(other);

        assertThatThrownBy(() -> other.manager().resume(recorded.id, new Granting()))
                .isInstanceOf(UnknownProviderException.class);
        ManagedTask task = other.manager()
                .resume(recorded.id, ResumeSpec.builder().model("elsewhere:m").build(), new Granting());

        assertThat(task.await().kind()).isEqualTo(TaskOutcome.Kind.DELIVERED);
    }

    @Test
    void aTaskNobodyKnowsIsNotCreatedByAsking() {
        InMemoryJournals journals = new InMemoryJournals();
        Helix helix = helix(journals, repository, ScriptedEngine.of(text("x")));

        assertThatThrownBy(() -> helix.manager().resume(new TaskId("nobody"), new Granting()))
                .isInstanceOf(UnknownTaskException.class)
                .hasMessageContaining("nobody");
        assertThat(journals.sessions(Optional.empty(), 10)).isEmpty();
    }

    @Test
    void aTaskThatIsOpenIsNotResumed() throws Exception {
        InMemoryJournals journals = new InMemoryJournals();
        CountDownLatch asked = new CountDownLatch(1);
        Helix helix = helix(journals, repository, ScriptedEngine.of(request -> block(asked)));
        ManagedTask task = helix.manager().submit(request(), new Granting());
        asked.await();

        assertThatThrownBy(() -> helix.manager().resume(task.id(), new Granting()))
                .isInstanceOf(LeaseHeldException.class);
        Helix other = helix(journals, repository, ScriptedEngine.of(text("x")));
        assertThatThrownBy(() -> other.manager().resume(task.id(), new Granting()))
                .isInstanceOf(LeaseHeldException.class);
    }

    @Test
    void sessionsAndTasksAreEachResumedByTheirOwnDoor() throws Exception {
        InMemoryJournals journals = new InMemoryJournals();
        Helix helix = helix(journals, repository, ScriptedEngine.of(text("x")));
        Session session = helix.sessions().create(SessionSpec.in(directory).build());
        session.close();

        assertThatThrownBy(() -> helix.manager().resume(new TaskId(session.id().value()), new Granting()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("sessions().resume(");
    }

    @Test
    void aJournalThatEndsBeforeTheBaselineSaysThatNobodyKnowsTheRequest() throws Exception {
        Recorded recorded = record(false);

        assertThatThrownBy(() -> helix(recorded.cut(1), repository, ScriptedEngine.of(text("x")))
                        .manager()
                        .resume(recorded.id, new Granting()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("submit it anew");
    }

    private static final class Approving implements Reviewer {
        @Override
        public String name() {
            return "approving";
        }

        @Override
        public ReviewVerdict review(ReviewSubject subject, ReviewContext context) {
            return ReviewVerdict.approve();
        }
    }

    private static Tool noop() {
        return TypedTool.of("noop", "Does nothing.", Nothing.class, (arguments, context) -> ToolResult.of("done"));
    }

    private TaskRequest request() {
        return TaskRequest.of("Only touch src/. Change it.")
                .in(directory)
                .scope(PathRules.only("src/"))
                .verifyWith("true")
                .build();
    }

    private Helix helix(JournalStore store, FakeRepository worktrees, ScriptedEngine engine) {
        Helix helix = builder(store, worktrees)
                .engines(new OneEngine(engine))
                .defaultModel("test:m")
                .build();
        open.add(helix);
        return helix;
    }

    private HelixBuilder builder(JournalStore store, FakeRepository worktrees) {
        return Helix.builder()
                .home(HelixHome.at(directory.resolve(".home")))
                .journals(store)
                .limits(Limits.builder().sendBacksPerTask(3).build())
                .retries(RetryPolicy.builder().attempts(1).build())
                .worktrees((home, clock) -> worktrees);
    }
}
