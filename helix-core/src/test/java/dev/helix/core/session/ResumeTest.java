/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.session;

import static dev.helix.core.agent.ScriptedEngine.call;
import static dev.helix.core.agent.ScriptedEngine.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.AgentName;
import dev.helix.api.HelixHome;
import dev.helix.api.InvalidRequestException;
import dev.helix.api.SessionId;
import dev.helix.api.journal.Journal;
import dev.helix.api.journal.JournalRecord;
import dev.helix.api.journal.JournalStore;
import dev.helix.api.journal.LeaseHeldException;
import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Message;
import dev.helix.api.message.ToolCall;
import dev.helix.api.message.ToolMessage;
import dev.helix.api.model.ModelId;
import dev.helix.api.model.RequestRejectedException;
import dev.helix.api.model.UnknownProviderException;
import dev.helix.api.session.CallEvents;
import dev.helix.api.session.EarlierTurnFailedException;
import dev.helix.api.session.Reply;
import dev.helix.api.session.ResumeSpec;
import dev.helix.api.session.Session;
import dev.helix.api.session.SessionEvent;
import dev.helix.api.session.SessionEvents;
import dev.helix.api.session.SessionSpec;
import dev.helix.api.session.UnknownSessionException;
import dev.helix.api.session.UserTurn;
import dev.helix.api.tool.Tool;
import dev.helix.api.tool.ToolResult;
import dev.helix.core.Helix;
import dev.helix.core.HelixBuilder;
import dev.helix.core.agent.OneEngine;
import dev.helix.core.agent.ScriptedEngine;
import dev.helix.core.journal.InMemoryJournals;
import dev.helix.core.tool.TypedTool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumeTest {
    @TempDir
    private Path directory;

    private final InMemoryJournals journals = new InMemoryJournals();
    private final List<Helix> open = new ArrayList<>();

    record Nothing() {}

    @AfterEach
    void close() {
        open.forEach(Helix::close);
    }

    @Test
    void aSessionGoesOnWithItsConversationAndItsModelAfterItWasClosed() throws Exception {
        Session before =
                helix(journals, ScriptedEngine.of(text("one"))).sessions().create(spec());
        before.send(UserTurn.text("a").with("test:other"));
        List<Message> history = before.history();
        before.close();
        ScriptedEngine engine = ScriptedEngine.of(text("two"));

        Session after = helix(journals, engine).sessions().resume(before.id());

        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.history()).isEqualTo(history);
        assertThat(after.model()).isEqualTo(ModelId.parse("test:other"));
        assertThat(after.send(UserTurn.text("b")).text()).isEqualTo("two");
        assertThat(engine.requests().get(0).messages())
                .extracting(Message::text)
                .containsExactly("a", "one", "b");
    }

    @Test
    void eventsGoOnBeingNumberedAndTheEarlierOnesCanBeRead() throws Exception {
        Session before =
                helix(journals, ScriptedEngine.of(text("one"))).sessions().create(spec());
        before.send(UserTurn.text("a"));
        List<SessionEvent> events = before.events(1);
        before.close();

        Session after =
                helix(journals, ScriptedEngine.of(text("two"))).sessions().resume(before.id());
        after.send(UserTurn.text("b"));

        assertThat(after.events(1).subList(0, events.size())).isEqualTo(events);
        assertThat(after.events(2, 3)).isEqualTo(after.events(1).subList(1, 4));
        assertThat(after.events(1))
                .extracting(SessionEvent::sequence)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, after.events(1).size())
                                .boxed()
                                .toList());
        assertThat(calls(after)).doesNotHaveDuplicates();
    }

    private static List<Long> calls(Session session) {
        return session.events(1).stream()
                .map(SessionEvent::body)
                .filter(CallEvents.ModelCallStarted.class::isInstance)
                .map(start -> ((CallEvents.ModelCallStarted) start).call().number())
                .toList();
    }

    @Test
    void whereverTheProcessEndedTheSessionGoesOnWithEveryCallAnsweredAndEveryStartEnded() throws Exception {
        List<JournalRecord> whole = records(recorded());
        for (int kept = 1; kept <= whole.size(); kept++) {
            SessionId id = new SessionId("cut");
            JournalStore cut = new InMemoryJournals();
            try (Journal journal = cut.open(id)) {
                whole.subList(0, kept).forEach(journal::append);
            }
            ScriptedEngine engine = ScriptedEngine.of(text("on"));

            Session session = helix(cut, engine).sessions().resume(id, again());
            Reply reply = session.send(UserTurn.text("go on"));

            assertThat(reply.text()).as("cut after %d", kept).isEqualTo("on");
            assertThat(unanswered(session.history())).as("cut after %d", kept).isEmpty();
            assertThat(withoutEnd(session.events(1))).as("cut after %d", kept).isEmpty();
            List<String> before = said(whole.subList(0, kept));
            assertThat(said(session).subList(0, before.size()))
                    .as("cut after %d", kept)
                    .isEqualTo(before);
            session.close();
        }
        assertThat(whole).hasSizeGreaterThan(20);
    }

    /** Records a session of two turns with calls side by side. */
    private SessionId recorded() throws Exception {
        ScriptedEngine engine = ScriptedEngine.of(
                ScriptedEngine.calls(ToolCall.of("1", "noop", "{}"), ToolCall.of("2", "list", "{\"path\":\"\"}")),
                call("noop", "{}"),
                text("one"),
                text("two"));
        Session session = helix(journals, engine)
                .sessions()
                .create(SessionSpec.in(directory).tools(noop()).build());
        session.send(UserTurn.text("first"));
        session.send(UserTurn.text("second"));
        session.close();
        return session.id();
    }

    private List<JournalRecord> records(SessionId session) {
        try (Journal journal = journals.open(session)) {
            return journal.read(1, 1_000).stream()
                    .map(record -> JournalRecord.of(
                            record.sequence(),
                            record.at(),
                            record.type(),
                            record.json().replace("\"" + session.value() + "\"", "\"cut\"")))
                    .toList();
        }
    }

    private static List<String> said(Session session) {
        return session.events(1).stream()
                .map(SessionEvent::body)
                .filter(SessionEvents.MessageAdded.class::isInstance)
                .map(body -> ((SessionEvents.MessageAdded) body).message().text())
                .toList();
    }

    private static List<String> said(List<JournalRecord> records) throws Exception {
        JournalStore store = new InMemoryJournals();
        try (Journal journal = store.open(new SessionId("cut"))) {
            records.forEach(journal::append);
            return SessionState.of(journal).agent(AgentName.CODER).messages().stream()
                    .map(Message::text)
                    .toList();
        }
    }

    private static Set<String> unanswered(List<Message> history) {
        Set<String> open = new HashSet<>();
        for (Message message : history) {
            if (message instanceof AssistantMessage assistant) {
                assistant.calls().forEach(call -> open.add(call.id()));
            } else if (message instanceof ToolMessage answer) {
                open.remove(answer.callId());
            }
        }
        return open;
    }

    private static Set<Object> withoutEnd(List<SessionEvent> events) {
        Set<Object> open = new HashSet<>();
        for (SessionEvent event : events) {
            if (event.body() instanceof SessionEvents.TurnStarted) {
                open.add(event.turn());
            } else if (event.body() instanceof SessionEvents.TurnFinished
                    || event.body() instanceof SessionEvents.TurnFailed) {
                open.remove(event.turn());
            } else if (event.body() instanceof CallEvents.ModelCallStarted start) {
                open.add(start.call());
            } else if (event.body() instanceof CallEvents.ModelCallFinished end) {
                open.remove(end.call());
            } else if (event.body() instanceof CallEvents.ModelCallFailed end) {
                open.remove(end.call());
            } else if (event.body() instanceof CallEvents.ToolCallStarted start) {
                open.add(event.turn() + start.callId());
            } else if (event.body() instanceof CallEvents.ToolCallFinished end) {
                open.remove(event.turn() + end.callId());
            }
        }
        return open;
    }

    @Test
    void aTurnSentAgainAfterTheResumptionIsAnsweredAsBefore() throws Exception {
        UserTurn turn = UserTurn.text("a").with("test:other").requestId("r-1");
        Session before =
                helix(journals, ScriptedEngine.of(text("one"))).sessions().create(spec());
        Reply reply = before.send(turn);
        before.close();
        ScriptedEngine engine = ScriptedEngine.of(text("never asked"));

        Session after = helix(journals, engine).sessions().resume(before.id());

        assertThat(after.send(turn)).isEqualTo(reply);
        assertThat(engine.requests()).isEmpty();
    }

    @Test
    void aFailedTurnSentAgainAfterTheResumptionTellsHowItFailed() throws Exception {
        UserTurn turn = UserTurn.text("a").requestId("r-1");
        Session before = helix(journals, ScriptedEngine.of(request -> {
                    throw new RequestRejectedException("too odd", null);
                }))
                .sessions()
                .create(spec());
        assertThatThrownBy(() -> before.send(turn)).isInstanceOf(RequestRejectedException.class);
        before.close();

        Session after = helix(journals, ScriptedEngine.of(text("x"))).sessions().resume(before.id());

        assertThatThrownBy(() -> after.send(turn))
                .isInstanceOf(EarlierTurnFailedException.class)
                .hasMessageContaining("too odd");
    }

    @Test
    void aToolThatIsNotNamedAgainIsMissedByName() throws Exception {
        SessionId id = recorded();

        assertThatThrownBy(() ->
                        helix(journals, ScriptedEngine.of(text("x"))).sessions().resume(id))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("the tool 'noop'")
                .hasMessageContaining("ResumeSpec.builder().tools(");
        // The refusal holds on to nothing.
        assertThat(helix(journals, ScriptedEngine.of(text("x"))).sessions().resume(id, again()))
                .isNotNull();
    }

    @Test
    void aSessionNobodyKnowsIsNotCreatedByAsking() {
        Helix helix = helix(journals, ScriptedEngine.of(text("x")));

        assertThatThrownBy(() -> helix.sessions().resume(new SessionId("nobody")))
                .isInstanceOf(UnknownSessionException.class)
                .hasMessageContaining("nobody");
        assertThat(journals.sessions(Optional.empty(), 10)).isEmpty();
    }

    @Test
    void aSessionThatIsOpenIsNotResumed() {
        Helix helix = helix(journals, ScriptedEngine.of(text("x")));
        Session session = helix.sessions().create(spec());

        assertThatThrownBy(() -> helix.sessions().resume(session.id())).isInstanceOf(LeaseHeldException.class);
        assertThatThrownBy(() ->
                        helix(journals, ScriptedEngine.of(text("x"))).sessions().resume(session.id()))
                .isInstanceOf(LeaseHeldException.class);
    }

    @Test
    void aProviderThatIsGoneIsNamedAndAnotherModelCanTakeOver() throws Exception {
        Session before =
                helix(journals, ScriptedEngine.of(text("one"))).sessions().create(spec());
        before.send(UserTurn.text("a"));
        before.close();
        Helix other = builder(journals)
                .engines(new OneEngine("elsewhere", ScriptedEngine.of(text("two"))))
                .build();
        open.add(other);

        assertThatThrownBy(() -> other.sessions().resume(before.id())).isInstanceOf(UnknownProviderException.class);
        Session after = other.sessions()
                .resume(before.id(), ResumeSpec.builder().model("elsewhere:m").build());

        assertThat(after.send(UserTurn.text("b")).text()).isEqualTo("two");
        assertThat(after.events(1))
                .extracting(SessionEvent::body)
                .hasAtLeastOneElementOfType(SessionEvents.ModelSwitched.class);
    }

    @Test
    void aSessionWhoseDirectoryIsGoneIsRefusedWithItsName() throws Exception {
        Path gone = Files.createDirectory(directory.resolve("gone"));
        Session before = helix(journals, ScriptedEngine.of(text("one")))
                .sessions()
                .create(SessionSpec.in(gone).build());
        before.close();
        Files.delete(gone);

        assertThatThrownBy(() ->
                        helix(journals, ScriptedEngine.of(text("x"))).sessions().resume(before.id()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(gone.toString());
    }

    private SessionSpec spec() {
        return SessionSpec.in(directory).build();
    }

    private static ResumeSpec again() {
        return ResumeSpec.builder().tools(noop()).build();
    }

    private static Tool noop() {
        return TypedTool.of("noop", "Does nothing.", Nothing.class, (arguments, context) -> ToolResult.of("done"));
    }

    private Helix helix(JournalStore store, ScriptedEngine engine) {
        Helix helix = builder(store)
                .engines(new OneEngine(engine))
                .defaultModel("test:m")
                .build();
        open.add(helix);
        return helix;
    }

    private HelixBuilder builder(JournalStore store) {
        return Helix.builder().home(HelixHome.at(directory.resolve(".home"))).journals(store);
    }
}
