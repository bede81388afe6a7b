/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.session;

import static dev.helix.core.agent.FakeProvider.calls;
import static dev.helix.core.agent.FakeProvider.fails;
import static dev.helix.core.agent.FakeProvider.says;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.HelixException;
import dev.helix.api.HelixHome;
import dev.helix.api.message.Image;
import dev.helix.api.message.Message;
import dev.helix.api.message.Text;
import dev.helix.api.message.UserMessage;
import dev.helix.api.model.AmbiguousModelException;
import dev.helix.api.model.EngineEndpoint;
import dev.helix.api.model.EngineFactory;
import dev.helix.api.model.MissingCredentialException;
import dev.helix.api.model.ModelId;
import dev.helix.api.model.ModelRequest;
import dev.helix.api.model.ModelRouting;
import dev.helix.api.model.Reasoning;
import dev.helix.api.model.UnknownModelException;
import dev.helix.api.model.UnknownProviderException;
import dev.helix.api.projection.ProjectionReport;
import dev.helix.api.projection.UnsendableHistoryException;
import dev.helix.api.session.Session;
import dev.helix.api.session.SessionEvent;
import dev.helix.api.session.SessionEvents;
import dev.helix.api.session.SessionEvents.ModelSwitched;
import dev.helix.api.session.SessionSpec;
import dev.helix.api.session.SwitchPath;
import dev.helix.api.session.TurnHandle;
import dev.helix.api.session.UserTurn;
import dev.helix.core.Helix;
import dev.helix.core.agent.FakeProvider;
import dev.helix.core.journal.InMemoryJournals;
import dev.helix.core.json.ApiJson;
import dev.helix.core.json.Json;
import dev.helix.core.projection.TargetProfiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ModelSwitchTest {
    @TempDir
    private Path directory;

    private final List<Helix> open = new ArrayList<>();

    private final FakeProvider anthropic =
            new FakeProvider("anthropic", TargetProfiles::anthropicMessages, says("one"), says("two"));
    private final FakeProvider openai = new FakeProvider("openai", TargetProfiles::openAiChat, says("hello"));

    @AfterEach
    void close() {
        open.forEach(Helix::close);
    }

    private Session session(EngineFactory... engines) {
        Helix helix = Helix.builder()
                .home(HelixHome.at(directory.resolve(".home")))
                .engines(engines)
                .defaultModel("anthropic:claude-sonnet-4-5")
                .journals(new InMemoryJournals())
                .build();
        open.add(helix);
        return helix.sessions().create(SessionSpec.in(directory).build());
    }

    private static FakeProvider openai(String provider) {
        return new FakeProvider(provider, TargetProfiles::openAiChat, says("hi")).vendor("openai");
    }

    private static List<ModelSwitched> switches(Session session) {
        return session.events(1).stream()
                .map(SessionEvent::body)
                .filter(ModelSwitched.class::isInstance)
                .map(ModelSwitched.class::cast)
                .toList();
    }

    @Test
    void aModelTakesOverWithTheMessageThatNamesIt() throws Exception {
        Session session = session(anthropic, openai);
        session.send(UserTurn.text("a"));
        long before = session.events(1).size();

        session.send(UserTurn.text("b").with("openai:gpt-5"));

        assertThat(session.events(before + 1).subList(0, 3))
                .extracting(SessionEvent::body)
                .containsExactly(
                        SessionEvents.TurnStarted.of(
                                ModelId.parse("openai:gpt-5"), Optional.empty(), Optional.of("openai:gpt-5")),
                        ModelSwitched.of(
                                ModelId.parse("anthropic:claude-sonnet-4-5"),
                                ModelId.parse("openai:gpt-5"),
                                SwitchPath.CROSS_PROVIDER,
                                ModelSwitched.Reason.REQUESTED,
                                ProjectionReport.UNCHANGED),
                        SessionEvents.MessageAdded.of(UserMessage.of("b")));
        assertThat(openai.requests().get(0).messages())
                .extracting(Message::text)
                .containsExactly("a", "one", "b");
        assertThat(session.model()).isEqualTo(ModelId.parse("openai:gpt-5"));
    }

    @Test
    void aModelMayBeNamedBare() throws Exception {
        Session session = session(anthropic, openai);

        assertThat(session.send(UserTurn.text("a").with("gpt-5-mini")).model())
                .isEqualTo(ModelId.parse("openai:gpt-5-mini"));
        assertThat(session.send(UserTurn.text("b").with("claude-haiku-4-5")).model())
                .isEqualTo(ModelId.parse("anthropic:claude-haiku-4-5"));
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of("nobody:x", UnknownProviderException.class),
                Arguments.of("gemini-3-pro", UnknownModelException.class),
                Arguments.of("anthropic:", UnknownModelException.class),
                Arguments.of("gpt-5", AmbiguousModelException.class),
                Arguments.of("keyless:gpt-5", MissingCredentialException.class));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aModelThatCannotBeHadIsRefusedAndNothingChanges(String name, Class<? extends HelixException> error)
            throws Exception {
        FakeProvider keyless = openai("keyless").key(false);
        Session session = session(anthropic, openai("other"), keyless);
        session.send(UserTurn.text("a"));
        List<SessionEvent> events = session.events(1);
        List<Message> history = session.history();

        assertThatThrownBy(() -> session.submit(UserTurn.text("b").with(name))).isInstanceOf(error);

        assertThat(session.events(1)).isEqualTo(events);
        assertThat(session.history()).isEqualTo(history);
        assertThat(session.model()).isEqualTo(ModelId.parse("anthropic:claude-sonnet-4-5"));
        assertThat(session.send(UserTurn.text("c")).text()).isEqualTo("two");
    }

    @Test
    void aModelWhoseKeyIsGoneByTheTimeItsTurnComesTakesNothingOver() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        FakeProvider slow = new FakeProvider("anthropic", TargetProfiles::anthropicMessages, (self, request) -> {
            asked.countDown();
            goOn.await();
            return says("slow").answer(self, request);
        });
        Session session = session(slow, openai);
        TurnHandle first = session.submit(UserTurn.text("a"));
        asked.await();
        TurnHandle switching = session.submit(UserTurn.text("b").with("openai:gpt-5"));
        TurnHandle after = session.submit(UserTurn.text("c"));
        assertThat(session.model()).isEqualTo(ModelId.parse("openai:gpt-5"));
        openai.key(false);
        goOn.countDown();

        assertThatThrownBy(switching::await).isInstanceOf(MissingCredentialException.class);

        first.await();
        assertThat(after.await().model()).isEqualTo(ModelId.parse("anthropic:claude-sonnet-4-5"));
        assertThat(session.model()).isEqualTo(ModelId.parse("anthropic:claude-sonnet-4-5"));
        assertThat(session.history()).extracting(Message::text).containsExactly("a", "slow", "c", "slow");
        assertThat(switches(session)).isEmpty();
    }

    @Test
    void aModelThatCannotGetTheConversationTakesNothingOver() throws Exception {
        FakeProvider strict = new FakeProvider(
                "openai",
                origin -> {
                    throw new UnsendableHistoryException("a call has no result");
                },
                says("never"));
        Session session = session(anthropic, strict);
        session.send(UserTurn.text("a"));
        List<Message> history = session.history();

        assertThatThrownBy(() -> session.send(UserTurn.text("b").with("openai:gpt-5")))
                .isInstanceOf(UnsendableHistoryException.class);

        assertThat(session.history()).isEqualTo(history);
        assertThat(session.model()).isEqualTo(ModelId.parse("anthropic:claude-sonnet-4-5"));
        assertThat(switches(session)).isEmpty();
        assertThat(session.send(UserTurn.text("c")).text()).isEqualTo("two");
    }

    @Test
    void theEventSaysWhichOfThePathsWasTaken() throws Exception {
        EngineEndpoint.Kind service = EngineEndpoint.Kind.SERVICE;
        FakeProvider own = new FakeProvider(
                new EngineEndpoint("own", "anthropic-protocol", "https://own", service),
                TargetProfiles::anthropicMessages,
                says("x"));
        FakeProvider program = new FakeProvider(
                new EngineEndpoint("claude", "cli", "claude", EngineEndpoint.Kind.PROGRAM),
                TargetProfiles::transcript,
                says("x"));
        Session session = session(anthropic, own, program);

        session.send(UserTurn.text("first"));
        for (String model : List.of("anthropic:claude-haiku-4-5", "own:claude-haiku-4-5", "claude:m", "anthropic:b")) {
            session.send(UserTurn.text("again").with(model));
            session.send(UserTurn.text("and again"));
        }

        assertThat(switches(session))
                .extracting(ModelSwitched::path)
                .containsExactly(
                        SwitchPath.SAME_ENDPOINT,
                        SwitchPath.SAME_FAMILY,
                        SwitchPath.CROSS_PROVIDER,
                        SwitchPath.CROSS_PROVIDER);
    }

    @Test
    void theReportNamesWhatTheModelCannotTake() throws Exception {
        FakeProvider blind = new FakeProvider("deepseek", TargetProfiles::deepSeekChat, says("x"));
        Session session = session(anthropic, blind);
        session.send(UserTurn.of(new UserMessage(List.of(Text.of("look"), Image.of("image/png", "AA==")))));

        session.send(UserTurn.text("again").with("deepseek:deepseek-chat"));

        assertThat(switches(session)).singleElement().satisfies(event -> {
            assertThat(event.report().of(ProjectionReport.Kind.MEDIA_DROPPED))
                    .singleElement()
                    .satisfies(change -> {
                        assertThat(change.message()).isZero();
                        assertThat(change.subject()).isEqualTo("image/png");
                    });
        });
        assertThat(session.history().get(0))
                .isEqualTo(new UserMessage(List.of(Text.of("look"), Image.of("image/png", "AA=="))));
    }

    @Test
    void comingBackToAModelItGetsByteForByteWhatItGotBefore() throws Exception {
        FakeProvider first = new FakeProvider(
                "anthropic",
                TargetProfiles::anthropicMessages,
                calls("functions.list:0", "list"),
                says("one"),
                says("back"));
        FakeProvider other = new FakeProvider(
                "openai",
                TargetProfiles::openAiChat,
                calls("call|fc_" + "y".repeat(70), "list"),
                says("there"),
                fails(new IllegalStateException("asked too often")));
        Session session = session(first, other);

        session.send(UserTurn.text("a"));
        session.send(UserTurn.text("b").with("openai:gpt-5"));
        session.send(UserTurn.text("c").with("anthropic:claude-sonnet-4-5"));

        String before = bytes(first.requests().get(1));
        assertThat(bytes(first.requests().get(2))).startsWith(before).hasSizeGreaterThan(before.length());
        assertThat(first.requests().get(2).tools())
                .isEqualTo(first.requests().get(0).tools());
        assertThat(other.requests().get(0).tools())
                .as("tools carry over")
                .isEqualTo(first.requests().get(0).tools());
    }

    @Test
    void modelsThinkWhereTheyCanAndOnlyThere() throws Exception {
        Reasoning effort = Reasoning.effort(Reasoning.Effort.HIGH);
        session(anthropic, openai);
        Session session = open.get(0)
                .sessions()
                .create(SessionSpec.in(directory)
                        .routing(ModelRouting.builder().reasoning(effort).build())
                        .build());

        for (String model : List.of("openai:gpt-5", "openai:gpt-4.1", "openai:gpt-of-tomorrow", "openai:gpt-5")) {
            session.send(UserTurn.text("think").with(model));
        }

        assertThat(openai.requests())
                .extracting(ModelRequest::reasoning)
                .containsExactly(Optional.of(effort), Optional.empty(), Optional.empty(), Optional.of(effort));
    }

    private static String bytes(ModelRequest request) {
        return request.system() + "\n"
                + request.messages().stream()
                        .map(message -> Json.compact(ApiJson.tree(Message.class, message)))
                        .collect(Collectors.joining("\n"));
    }
}
