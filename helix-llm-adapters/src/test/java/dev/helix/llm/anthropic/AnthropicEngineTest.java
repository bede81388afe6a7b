/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.CallContext;
import dev.helix.api.SessionId;
import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Content;
import dev.helix.api.message.Message;
import dev.helix.api.message.Opaque;
import dev.helix.api.message.Origin;
import dev.helix.api.message.Text;
import dev.helix.api.message.Thinking;
import dev.helix.api.message.ToolCall;
import dev.helix.api.message.ToolMessage;
import dev.helix.api.message.UserMessage;
import dev.helix.api.model.AuthenticationFailedException;
import dev.helix.api.model.ContextExceededException;
import dev.helix.api.model.EngineTarget;
import dev.helix.api.model.ModelEngine;
import dev.helix.api.model.ModelId;
import dev.helix.api.model.ModelListener;
import dev.helix.api.model.ModelReply;
import dev.helix.api.model.ModelRequest;
import dev.helix.api.model.ProviderUnavailableException;
import dev.helix.api.model.RateLimitedException;
import dev.helix.api.model.RequestRejectedException;
import dev.helix.api.model.Secret;
import dev.helix.api.model.StopReason;
import dev.helix.api.model.TransientModelException;
import dev.helix.api.model.UnknownModelException;
import dev.helix.api.model.Usage;
import dev.helix.api.tool.ToolSpec;
import dev.helix.core.engine.RetryPolicy;
import dev.helix.core.engine.RetryingEngine;
import dev.helix.llm.http.HttpLimits;
import dev.helix.llm.http.HttpTransport;
import dev.helix.llm.http.JdkHttpTransport;
import dev.helix.llm.http.OkHttpTransport;
import dev.helix.testkit.server.FakeAnthropic;
import dev.helix.testkit.server.FakeRequest;
import dev.helix.testkit.server.Fault;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AnthropicEngineTest {
    private static final String KEY = "sk-ant-very-secret";
    private static final ToolSpec READ = ToolSpec.of("read", "Reads a file.", "{\"type\":\"object\"}");
    private static final ModelRequest REQUEST = ModelRequest.builder()
            .system("Be brief.")
            .messages(List.of(UserMessage.of("Read a.txt")))
            .tools(List.of(READ))
            .maxOutputTokens(1000)
            .build();
    private static final Origin ORIGIN = new Origin("anthropic", "anthropic-messages", "claude-test");
    private static final ModelReply ANSWER = ModelReply.of(
            new AssistantMessage(
                    List.of(
                            Thinking.of(ORIGIN, "The user wants a file, so I read it.", "c2lnbmF0dXJl"),
                            Text.of("I will read the file you named. Ünïcödé 🚀 too."),
                            ToolCall.of("toolu_1", "read", "{\"path\": \"a.txt\", \"limit\": 1.5}"),
                            ToolCall.of("toolu_2", "read", "{\"path\": \"b.txt\"}"),
                            Opaque.of(ORIGIN, "{\"type\":\"future_block\",\"n\":1}")),
                    ORIGIN),
            StopReason.TOOL_CALLS,
            Usage.builder()
                    .inputTokens(12)
                    .outputTokens(34)
                    .cacheReadTokens(5)
                    .cacheWriteTokens(6)
                    .build());

    private final List<AutoCloseable> toClose = new ArrayList<>();
    private final List<ModelRequest> asked = new ArrayList<>();
    private final FakeAnthropic fake = closing(FakeAnthropic.start(request -> {
        asked.add(request);
        return ANSWER;
    }));

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : toClose) {
            one.close();
        }
    }

    static Stream<HttpTransport> transports() {
        return Stream.of(OkHttpTransport.create(), JdkHttpTransport.create());
    }

    @ParameterizedTest
    @MethodSource("transports")
    void aReplyArrivesWhole(HttpTransport transport) throws InterruptedException {
        RecordingListener listener = new RecordingListener();

        ModelReply reply = engine(closing(transport)).generate(REQUEST, listener);

        assertThat(reply).isEqualTo(ANSWER);
        assertThat(listener.said).isEqualTo(ANSWER.message().text());
        assertThat(listener.thought).isEqualTo("The user wants a file, so I read it.");
        assertThat(listener.pieces).as("pieces of text").isGreaterThan(1);
    }

    @Test
    void theRequestSaysWhatIsNeededAndCarriesTheKey() throws InterruptedException {
        engine().generate(REQUEST, ModelListener.NONE);

        FakeRequest received = fake.received().get(0);
        assertThat(received.headers())
                .containsEntry("x-api-key", KEY)
                .containsEntry("anthropic-version", "2023-06-01")
                .containsEntry("content-type", "application/json");
        assertThat(asked.get(0).system()).isEqualTo("Be brief.");
        assertThat(asked.get(0).messages()).isEqualTo(REQUEST.messages());
        assertThat(asked.get(0).tools()).isEqualTo(REQUEST.tools());
        assertThat(asked.get(0).maxOutputTokens()).isEqualTo(1000);
        assertThat(received.body()).contains("\"stream\":true");
    }

    @Test
    void aReplyGoesBackUnchangedWithItsResults() throws InterruptedException {
        List<Message> history = List.of(
                UserMessage.of("Read a.txt"),
                ANSWER.message(),
                ToolMessage.of("toolu_1", "read", "text of a", false),
                ToolMessage.of("toolu_2", "read", "no such file", true));

        engine().generate(
                        ModelRequest.builder()
                                .messages(history)
                                .tools(List.of(READ))
                                .maxOutputTokens(10)
                                .build(),
                        ModelListener.NONE);

        AssistantMessage echoed = (AssistantMessage) asked.get(0).messages().get(1);
        List<Content> expected = new ArrayList<>(ANSWER.message().content());
        expected.set(2, ToolCall.of("toolu_1", "read", "{\"path\":\"a.txt\",\"limit\":1.5}"));
        expected.set(3, ToolCall.of("toolu_2", "read", "{\"path\":\"b.txt\"}"));
        assertThat(echoed.content()).isEqualTo(expected);
        assertThat(asked.get(0).messages().subList(2, 4)).isEqualTo(history.subList(2, 4));
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of(Fault.rateLimited("7"), RateLimitedException.class, "too many requests", 7),
                Arguments.of(Fault.overloaded("3"), ProviderUnavailableException.class, "Overloaded", 3),
                Arguments.of(Fault.status(500, "api_error", "oops"), ProviderUnavailableException.class, "oops", -1),
                Arguments.of(Fault.cutInTheMiddle(), ProviderUnavailableException.class, "cut in the middle", -1),
                Arguments.of(Fault.malformedJson(), ProviderUnavailableException.class, "unreadable", -1),
                Arguments.of(
                        Fault.errorEvent("overloaded_error", "busy now"),
                        ProviderUnavailableException.class,
                        "busy now",
                        -1),
                Arguments.of(
                        Fault.status(401, "authentication_error", "invalid x-api-key " + KEY),
                        AuthenticationFailedException.class,
                        "[hidden]",
                        -1),
                Arguments.of(
                        Fault.status(404, "not_found_error", "model: claude-test"),
                        UnknownModelException.class,
                        "check the model name 'claude-test'",
                        -1),
                Arguments.of(
                        Fault.status(
                                400, "invalid_request_error", "prompt is too long: 213462 tokens > 200000 maximum"),
                        ContextExceededException.class,
                        "prompt is too long",
                        -1));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void failuresAreTypedAndNeverShowTheKey(Fault fault, Class<?> type, String said, int retryAfterSeconds) {
        fake.fault(1, fault);

        assertThatThrownBy(() -> engine().generate(REQUEST, ModelListener.NONE))
                .isInstanceOf(type)
                .hasMessageContaining(said)
                .satisfies(e -> assertThat(everythingShown(e)).doesNotContain(KEY))
                .satisfies(e -> assertThat(
                                e instanceof TransientModelException passing ? passing.retryAfter() : Optional.empty())
                        .isEqualTo(
                                retryAfterSeconds < 0
                                        ? Optional.empty()
                                        : Optional.of(Duration.ofSeconds(retryAfterSeconds))));
    }

    @Test
    void aRetriedCallEndsWithOneReplyAndNoTextTwice() throws InterruptedException {
        fake.fault(1, Fault.rateLimited("1"))
                .fault(2, Fault.overloaded("0"))
                .fault(3, Fault.cutInTheMiddle())
                .fault(4, Fault.malformedJson());
        List<Duration> pauses = new ArrayList<>();
        RetryPolicy patient = RetryPolicy.builder().attempts(5).build();
        ModelEngine engine = new RetryingEngine(engine(), patient, pauses::add, () -> 0);
        RecordingListener listener = new RecordingListener();

        ModelReply reply = engine.generate(REQUEST, listener);

        assertThat(reply).isEqualTo(ANSWER);
        assertThat(listener.said).isEqualTo(ANSWER.message().text());
        assertThat(listener.discarded).isZero();
        assertThat(pauses)
                .containsExactly(Duration.ofSeconds(1), Duration.ZERO, Duration.ofSeconds(8), Duration.ofSeconds(16));
        assertThat(asked)
                .as("the brain is asked once, the rest are repetitions")
                .hasSize(1);
        assertThat(fake.received()).hasSize(5);
    }

    @Test
    void aFloodIsEndedAndNotAskedForAgain() {
        HttpTransport narrow = closing(OkHttpTransport.create(
                HttpLimits.builder().responseBytes(100_000).build()));
        fake.fault(1, Fault.flood());

        assertThatThrownBy(() -> engine(narrow).generate(REQUEST, ModelListener.NONE))
                .isInstanceOf(RequestRejectedException.class)
                .hasMessageContaining("100000 bytes");
    }

    @Test
    void anAnswerThatStallsMayBeAskedForAgain() {
        HttpTransport impatient = closing(OkHttpTransport.create(
                HttpLimits.builder().idle(Duration.ofMillis(50)).build()));
        fake.fault(1, Fault.stall());

        assertThatThrownBy(() -> engine(impatient).generate(REQUEST, ModelListener.NONE))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("nothing arrived for 0.05 s");
    }

    @Test
    void aServerThatIsNotThereIsNamed() {
        URI nowhere = fake.baseUrl();
        fake.close();

        assertThatThrownBy(() -> engine().generate(REQUEST, ModelListener.NONE))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageContainingAll(nowhere.toString(), "check the base URL");
    }

    private static String everythingShown(Throwable failure) {
        StringBuilder shown = new StringBuilder();
        for (Throwable t = failure; t != null; t = t.getCause()) {
            shown.append(t).append('\n');
        }
        return shown.toString();
    }

    private ModelEngine engine() {
        return engine(closing(OkHttpTransport.create()));
    }

    private ModelEngine engine(HttpTransport transport) {
        return AnthropicEngines.builder()
                .baseUrl(fake.baseUrl())
                .transport(transport)
                .build()
                .open(EngineTarget.of(
                        ModelId.parse("anthropic:claude-test"),
                        CallContext.of(new SessionId("abc")),
                        request -> Optional.ofNullable(
                                Map.of("anthropic", Secret.of(KEY)).get(request.reference()))));
    }

    private <T extends AutoCloseable> T closing(T closeable) {
        toClose.add(closeable);
        return closeable;
    }

    private static final class RecordingListener implements ModelListener {
        private String said = "";
        private String thought = "";
        private int pieces;
        private int discarded;

        @Override
        public void text(String text) {
            said += text;
            pieces++;
        }

        @Override
        public void thinking(String text) {
            thought += text;
        }

        @Override
        public void discarded() {
            discarded++;
        }
    }
}
