/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.CallContext;
import dev.helix.api.SessionId;
import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Content;
import dev.helix.api.message.Image;
import dev.helix.api.message.Message;
import dev.helix.api.message.Origin;
import dev.helix.api.message.Text;
import dev.helix.api.message.Thinking;
import dev.helix.api.message.ToolCall;
import dev.helix.api.message.ToolMessage;
import dev.helix.api.message.UserMessage;
import dev.helix.api.model.ContextExceededException;
import dev.helix.api.model.EngineFactory;
import dev.helix.api.model.EngineTarget;
import dev.helix.api.model.ModelEngine;
import dev.helix.api.model.ModelException;
import dev.helix.api.model.ModelId;
import dev.helix.api.model.ModelListener;
import dev.helix.api.model.ModelReply;
import dev.helix.api.model.ModelRequest;
import dev.helix.api.model.ProviderUnavailableException;
import dev.helix.api.model.RateLimitedException;
import dev.helix.api.model.RequestRejectedException;
import dev.helix.api.model.ResponseSchema;
import dev.helix.api.model.Secret;
import dev.helix.api.model.StopReason;
import dev.helix.api.model.ToolChoice;
import dev.helix.api.model.TransientModelException;
import dev.helix.api.model.Usage;
import dev.helix.api.tool.ToolSpec;
import dev.helix.llm.http.HttpLimits;
import dev.helix.llm.http.HttpTransport;
import dev.helix.llm.http.JdkHttpTransport;
import dev.helix.llm.http.OkHttpTransport;
import dev.helix.llm.servers.ProviderWire;
import dev.helix.llm.servers.ScriptedReply;
import dev.helix.testkit.server.FakeHttpServer;
import dev.helix.testkit.server.FakeRequest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What an engine of every protocol promises, over real HTTP and on both transports. The server refuses requests that
 * break the protocol.
 */
public abstract class EngineContract {
    protected static final String KEY = "sk-very-secret-0123";
    protected static final ToolSpec READ = ToolSpec.of(
            "read", "Reads a file.", "{\"type\":\"object\",\"properties\":{\"path\":{\"type\":\"string\"}}}");
    private static final String TOO_LONG = "This model's maximum context length is 8192 tokens, you sent 9000.";

    protected final ProviderWire wire;
    private final List<AutoCloseable> toClose = new ArrayList<>();
    protected final List<FakeRequest> received = new CopyOnWriteArrayList<>();
    protected final Heard heard = new Heard();

    /** Tests engines of one protocol. */
    protected EngineContract(ProviderWire wire) {
        this.wire = wire;
    }

    /** The transports that the library ships. */
    protected enum Transport {
        OKHTTP(OkHttpTransport::create),
        JDK(JdkHttpTransport::create);

        private final Function<HttpLimits, HttpTransport> create;

        Transport(Function<HttpLimits, HttpTransport> create) {
            this.create = create;
        }
    }

    /** {@return a factory that sends to the address} */
    protected abstract EngineFactory factory(URI uri, Function<HttpLimits, HttpTransport> transport, HttpLimits limits);

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : toClose) {
            one.close();
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void textArrivesAsItIsWrittenAndUsageIsCounted(Transport transport) throws Exception {
        ModelReply reply = ask(streaming(transport, wire.events(model(), ScriptedReply.saying("Ünïcödé 🚀 and more"))));

        assertThat(reply.message().content()).extracting(Content::asText).containsExactly("Ünïcödé 🚀 and more");
        assertThat(reply.stop()).isEqualTo(StopReason.END);
        assertThat(heard.text).hasToString("Ünïcödé 🚀 and more");
        Usage usage = Usage.of(wire.countsCache() ? 7 : 12, 34).toBuilder()
                .cacheReadTokens(wire.countsCache() ? 5 : 0)
                .build();
        assertThat(reply.usage()).isEqualTo(usage);
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void parallelCallsArriveWithTheirArgumentsAsWritten(Transport transport) throws Exception {
        List<ToolCall> calls = List.of(
                ToolCall.of("call_1", "read", "{\"path\": \"a.txt\", \"limit\": 1.50}"),
                ToolCall.of("call_2", "read", "{\"path\": \"b.txt\"}"));

        ModelReply reply = ask(streaming(
                transport,
                wire.events(model(), new ScriptedReply("", "Reading.", calls, StopReason.TOOL_CALLS, "m1"))));

        assertThat(reply.stop()).isEqualTo(StopReason.TOOL_CALLS);
        assertThat(reply.message().calls()).extracting(ToolCall::name).containsExactly("read", "read");
        assertThat(reply.message().calls())
                .extracting(ToolCall::arguments)
                .containsExactly("{\"path\": \"a.txt\", \"limit\": 1.50}", "{\"path\": \"b.txt\"}");
        assertThat(reply.message().calls())
                .extracting(ToolCall::id)
                .doesNotHaveDuplicates()
                .doesNotContain("");
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void aReplyGoesBackWithItsReasoningAndTheResultsOfItsCalls(Transport transport) throws Exception {
        List<ToolCall> calls = List.of(
                ToolCall.of("call_1", "read", "{\"path\":\"a\"}"), ToolCall.of("call_2", "read", "{\"path\":\"b\"}"));
        ModelEngine engine = streaming(
                transport,
                wire.events(
                        model(), new ScriptedReply("I look first.", "Reading.", calls, StopReason.TOOL_CALLS, "m1")));
        ModelReply reply = ask(engine);
        assertThat(heard.thinking).hasToString("I look first.");
        assertThat(reply.message().content().get(0)).isInstanceOf(Thinking.class);

        List<Message> history = new ArrayList<>(List.of(UserMessage.of("Read a and b."), reply.message()));
        for (ToolCall call : reply.message().calls()) {
            history.add(ToolMessage.of(call.id(), call.name(), "content of " + call.arguments(), false));
        }
        engine.generate(request().messages(history).build(), ModelListener.NONE);

        assertThat(received).hasSize(2);
        assertThat(received.get(1).body()).contains("Reading.", "content of {\\\"path\\\":\\\"b\\\"}");
        assertThat(returnsReasoning(received.get(1).body()))
                .as(received.get(1).body())
                .isTrue();
    }

    /** {@return whether the reasoning of the script went back as the protocol demands} */
    protected abstract boolean returnsReasoning(String body);

    @ParameterizedTest
    @EnumSource(Transport.class)
    void theSecondSameRequestIsTheSameByteForByte(Transport transport) throws Exception {
        ModelEngine engine = streaming(transport, wire.events(model(), ScriptedReply.saying("ok")));

        ask(engine);
        ask(engine);

        assertThat(received.get(1).body()).isEqualTo(received.get(0).body());
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void imagesToolChoiceAndSchemaAreSent(Transport transport) throws Exception {
        ModelEngine engine = streaming(transport, wire.events(model(), ScriptedReply.saying("ok")));

        engine.generate(
                request()
                        .messages(List.of(
                                new UserMessage(List.of(Text.of("look"), Image.of("image/png", "iVBORw0KGgo=")))))
                        .toolChoice(ToolChoice.named("read"))
                        .responseSchema(
                                new ResponseSchema("answer", "{\"type\":\"object\",\"properties\":{\"zz\":{}}}"))
                        .temperature(0.25)
                        .build(),
                ModelListener.NONE);

        assertThat(received.get(0).body()).contains("iVBORw0KGgo=", "look", "read", "\"zz\"", "0.25");
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void aHistoryOfAnotherProviderIsAccepted(Transport transport) throws Exception {
        Origin other = new Origin("elsewhere", "other-protocol", "other-model");
        List<Message> history = List.of(
                UserMessage.of("hi"),
                new AssistantMessage(
                        List.of(
                                Thinking.of(other, "private thoughts", "signature-of-other"),
                                ToolCall.of("functions.Bash:0", "bash tool", "{\"a\":"),
                                ToolCall.of("functions.Bash:0", "read", "")),
                        other),
                ToolMessage.of("functions.Bash:0", "bash tool", "it failed", true),
                UserMessage.of("go on"));

        streaming(transport, wire.events(model(), ScriptedReply.saying("ok")))
                .generate(request().messages(history).build(), ModelListener.NONE);

        assertThat(received.get(0).body())
                .contains("it failed", "go on", "interrupted")
                .doesNotContain("private thoughts", "signature-of-other", "functions.Bash:0");
    }

    @ParameterizedTest
    @EnumSource(
            value = StopReason.class,
            names = {"OUTPUT_LIMIT", "REFUSED", "PAUSED"})
    void otherReasonsToStopAreTold(StopReason stop) throws Exception {
        if (stops(stop)) {
            ModelReply reply = ask(streaming(
                    Transport.JDK, wire.events(model(), new ScriptedReply("", "so far", List.of(), stop, "m1"))));

            assertThat(reply.stop()).isEqualTo(stop);
            assertThat(reply.message().text()).isEqualTo("so far");
        }
    }

    /** {@return whether the protocol knows the reason} */
    protected abstract boolean stops(StopReason stop);

    @ParameterizedTest
    @EnumSource(Transport.class)
    void bytesMayBeCutAnywhere(Transport transport) throws Exception {
        byte[] bytes = String.join(
                        "",
                        wire.events(
                                model(),
                                new ScriptedReply(
                                        "hm",
                                        "ü🚀",
                                        List.of(ToolCall.of("call_1", "read", "{}")),
                                        StopReason.TOOL_CALLS,
                                        "m1")))
                .getBytes(StandardCharsets.UTF_8);
        ModelEngine engine = engine(transport, (request, response) -> {
            response.begin(200, Map.of("content-type", wire.contentType()));
            for (int from = 0; from < bytes.length; from += 7) {
                response.piece(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + 7)));
            }
            response.end();
        });

        ModelReply reply = ask(engine);

        assertThat(reply.message().text()).isEqualTo("ü🚀");
        assertThat(reply.message().calls()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void linesMayEndInAnyWayAndTheLastOneNotAtAll(Transport transport) throws Exception {
        String all = String.join("", wire.events(model(), ScriptedReply.saying("whole")));

        for (String body :
                List.of(all.replace("\n", "\r\n"), all.stripTrailing(), all.stripTrailing() + "\n", "\uFEFF" + all)) {
            assertThat(ask(answering(transport, 200, wire.contentType(), body))
                            .message()
                            .text())
                    .isEqualTo("whole");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "OKHTTP, text/plain",
        "OKHTTP, application/json",
        "JDK, ''",
        "JDK, text/html",
        "JDK, application/octet-stream"
    })
    void aCorrectStreamIsReadWhateverItsContentType(Transport transport, String type) throws Exception {
        String body = String.join("", wire.events(model(), ScriptedReply.saying("whole")));

        assertThat(ask(answering(transport, 200, type, body)).message().text()).isEqualTo("whole");
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void anAnswerWithoutAStreamIsReadToo(Transport transport) throws Exception {
        List<ToolCall> calls = List.of(ToolCall.of("call_1", "read", "{\"x\": 1.50}"));
        String body = wire.whole(model(), new ScriptedReply("", "all at once", calls, StopReason.TOOL_CALLS, "m1"));

        for (String type : List.of("application/json", "text/event-stream", "")) {
            ModelReply reply = ask(answering(transport, 200, type, body));

            assertThat(reply.message().text()).isEqualTo("all at once");
            assertThat(reply.message().calls()).extracting(ToolCall::arguments).containsExactly("{\"x\": 1.50}");
            assertThat(reply.stop()).isEqualTo(StopReason.TOOL_CALLS);
            assertThat(reply.usage().outputTokens()).isEqualTo(34);
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void aCompleteReplyIsKeptWhateverFollowsIt(Transport transport) throws Exception {
        String all = String.join("", wire.events(model(), ScriptedReply.saying("whole")));

        for (String rest :
                List.of("data: [DONE]\n\n", wire.errorEvent("too late"), "no event at all", "data: {\"cut\":\n\n")) {
            assertThat(ask(answering(transport, 200, wire.contentType(), all + rest))
                            .message()
                            .text())
                    .isEqualTo("whole");
        }
        ModelEngine broken = engine(transport, (request, response) -> {
            response.begin(200, Map.of("content-type", wire.contentType()));
            response.piece(all); // And the connection breaks before the body has ended.
        });
        assertThat(ask(broken).message().text()).isEqualTo("whole");
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void aStreamThatIsCutIsAnErrorAndMayBeAskedForAgain(Transport transport) throws Exception {
        List<String> events = wire.events(
                model(),
                new ScriptedReply(
                        "",
                        "text",
                        List.of(ToolCall.of("call_1", "read", "{\"path\":\"a\"}")),
                        StopReason.TOOL_CALLS,
                        "m1"));

        for (int kept = 0; kept < events.size() / 2; kept++) {
            String body = String.join("", events.subList(0, kept))
                    + events.get(kept).substring(0, events.get(kept).length() / 2);
            ModelEngine engine = answering(transport, 200, "text/event-stream", body);

            assertThatThrownBy(() -> ask(engine)).as(body).isInstanceOf(ProviderUnavailableException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void aStreamOfTwoRepliesIsTheSecondOne(Transport transport) throws Exception {
        if (!wire.namesMessages()) {
            return;
        }
        List<String> first = wire.events(
                model(), new ScriptedReply("", "half of one that broke off", List.of(), StopReason.END, "m1"));
        List<String> second = wire.events(model(), new ScriptedReply("", "whole", List.of(), StopReason.END, "m2"));
        List<String> spliced = new ArrayList<>(first.subList(0, first.size() / 2));
        spliced.addAll(second);

        assertThat(ask(streaming(transport, spliced)).message().text()).isEqualTo("whole");
        assertThat(heard.discarded)
                .as("void what was heard of the first")
                .isEqualTo(heard.text.length() > "whole".length() ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({
        "401, no such key, AuthenticationFailedException",
        "403, not allowed, AuthenticationFailedException",
        "404, no such thing, UnknownModelException",
        "400, not like that, RequestRejectedException",
        "422, not like that, RequestRejectedException",
        "408, too slow, ProviderUnavailableException",
        "429, too fast, RateLimitedException",
        "402, pay first, QuotaExhaustedException",
        "429, You exceeded your current quota, QuotaExhaustedException",
        "500, oops, ProviderUnavailableException",
        "503, busy, ProviderUnavailableException",
        "529, busy, ProviderUnavailableException",
    })
    void refusalsAreTypedAndShowNoKey(int status, String message, String type) {
        ModelEngine engine =
                answering(Transport.JDK, status, "application/json", wire.error(status, message + " " + KEY));

        assertThatThrownBy(() -> ask(engine)).satisfies(failure -> {
            assertThat(failure.getClass().getSimpleName()).isEqualTo(type);
            assertThat(failure).hasMessageContaining(message + " [hidden]");
            assertThat(everything(failure)).doesNotContain(KEY);
        });
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void aConversationThatIsTooLongIsOneType(Transport transport) {
        assertThatThrownBy(() -> ask(answering(transport, 400, "application/json", wire.error(400, TOO_LONG))))
                .isInstanceOf(ContextExceededException.class)
                .hasMessageContaining("maximum context length");
    }

    @ParameterizedTest
    @CsvSource({
        "0, PT0S",
        "7, PT7S",
        "-3, PT0S",
        "Sunday; 06-Nov-94 08:49:37 GMT, PT0S",
        "Sun Nov  6 08:49:37 1994, PT0S",
        "soon, "
    })
    void theWaitThatAProviderAsksForIsTold(String header, Duration expected) {
        ModelEngine engine = engine(
                Transport.OKHTTP,
                (request, response) -> response.send(
                        429, Map.of("retry-after", header.replace(';', ',')), wire.error(429, "too fast")));

        assertThatThrownBy(() -> ask(engine))
                .isInstanceOfSatisfying(
                        RateLimitedException.class,
                        failure -> assertThat(failure.retryAfter()).isEqualTo(Optional.ofNullable(expected)));
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void anErrorWithinAnAnswerIsAnError(Transport transport) {
        List<String> events = wire.events(model(), ScriptedReply.saying("half of it"));
        String body = String.join("", events.subList(0, events.size() / 2)) + wire.errorEvent("busy " + KEY);

        assertThatThrownBy(() -> ask(answering(transport, 200, wire.contentType(), body)))
                .isInstanceOf(TransientModelException.class)
                .hasMessageContaining("busy [hidden]");
    }

    @ParameterizedTest
    @CsvSource({"OKHTTP, <html>Welcome</html>", "JDK, ''", "OKHTTP, '{\"hello\":1}'", "JDK, '[]'", "JDK, hello"})
    void aPageThatIsNoModelIsNamedAndNotAskedAgain(Transport transport, String page) {
        ModelEngine engine = answering(transport, 200, "text/html", page);

        assertThatThrownBy(() -> ask(engine)).isInstanceOf(ModelException.class);
        if (!page.startsWith("{") && !page.startsWith("[")) {
            assertThatThrownBy(() -> ask(engine))
                    .isInstanceOf(RequestRejectedException.class)
                    .hasMessageContaining("check the base URL");
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void aFloodAndAStallAreEnded(Transport transport) {
        HttpLimits limits = HttpLimits.builder()
                .responseBytes(100_000)
                .idle(Duration.ofMillis(100))
                .build();
        String piece =
                wire.events(model(), ScriptedReply.saying("x".repeat(1000))).get(1);
        ModelEngine flood = engine(transport, limits, (request, response) -> {
            response.begin(200, Map.of("content-type", wire.contentType()));
            while (true) {
                response.piece(piece);
            }
        });
        ModelEngine stall = engine(transport, limits, (request, response) -> {
            response.begin(200, Map.of("content-type", wire.contentType()));
            response.piece(wire.events(model(), ScriptedReply.saying("x")).get(0));
            response.hang();
        });

        assertThatThrownBy(() -> ask(flood)).isInstanceOf(ModelException.class);
        assertThatThrownBy(() -> ask(stall))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("nothing arrived for 0.1 s");
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void anInterruptClosesTheConnection(Transport transport) throws Exception {
        CompletableFuture<Void> hungUp = new CompletableFuture<>();
        CountDownLatch arrived = new CountDownLatch(1);
        ModelEngine engine = engine(transport, (request, response) -> {
            try {
                response.begin(200, Map.of("content-type", wire.contentType()));
                response.piece(wire.events(model(), ScriptedReply.saying("x")).get(0));
                arrived.countDown();
                response.hang();
            } finally {
                hungUp.complete(null);
            }
        });
        CompletableFuture<Throwable> outcome = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            try {
                ask(engine);
                outcome.complete(null);
            } catch (Throwable e) {
                outcome.complete(e);
            }
        });
        caller.start();
        arrived.await();
        caller.interrupt();

        assertThat(outcome.get(30, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        hungUp.get(30, TimeUnit.SECONDS);
    }

    private static String everything(Throwable failure) {
        StringWriter shown = new StringWriter();
        failure.printStackTrace(new PrintWriter(shown));
        return shown.toString();
    }

    protected static ModelRequest.Builder request() {
        return ModelRequest.builder()
                .system("Be brief.")
                .messages(List.of(UserMessage.of("Read a.txt")))
                .tools(List.of(READ))
                .maxOutputTokens(1000);
    }

    protected ModelReply ask(ModelEngine engine) throws InterruptedException {
        return engine.generate(request().build(), heard);
    }

    protected ModelEngine streaming(Transport transport, List<String> events) {
        return engine(transport, (request, response) -> {
            response.begin(200, Map.of("content-type", wire.contentType()));
            for (String event : events) {
                response.piece(event);
            }
            response.end();
        });
    }

    private ModelEngine answering(Transport transport, int status, String type, String body) {
        Map<String, String> headers = type.isEmpty() ? Map.of() : Map.of("content-type", type);
        return engine(transport, (request, response) -> response.send(status, headers, body));
    }

    private ModelEngine engine(Transport transport, FakeHttpServer.Script script) {
        return engine(transport, HttpLimits.defaults(), script);
    }

    private ModelEngine engine(Transport transport, HttpLimits limits, FakeHttpServer.Script script) {
        FakeHttpServer server = FakeHttpServer.start((request, response) -> {
            received.add(request);
            List<String> broken = new ArrayList<>(wire.broken(request));
            if (!request.body().contains("Be brief.")) {
                broken.add("no instructions");
            }
            if (!request.body().contains(":1000")) {
                broken.add("no limit of the answer");
            }
            if (!request.headers().toString().contains(KEY)) {
                broken.add("no key");
            }
            if (broken.isEmpty()) {
                script.answer(request, response);
            } else {
                response.send(400, Map.of(), "the request is broken: " + broken);
            }
        });
        toClose.add(server);
        EngineFactory factory = factory(server.uri(), transport.create, limits);
        toClose.add(factory);
        return factory.open(EngineTarget.of(
                ModelId.parse(factory.provider() + ":" + model()),
                CallContext.of(new SessionId("abc")),
                request -> Optional.of(Secret.of(KEY))));
    }

    /** {@return the name of the model} */
    protected String model() {
        return "test-model";
    }

    /** Records what a listener hears. */
    protected static final class Heard implements ModelListener {
        final StringBuilder text = new StringBuilder();
        final StringBuilder thinking = new StringBuilder();
        int discarded;

        @Override
        public void text(String piece) {
            text.append(piece);
        }

        @Override
        public void thinking(String piece) {
            thinking.append(piece);
        }

        @Override
        public void discarded() {
            discarded++;
        }
    }
}
