/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.CallContext;
import dev.helix.api.InvalidRequestException;
import dev.helix.api.SessionId;
import dev.helix.api.message.UserMessage;
import dev.helix.api.model.AuthenticationFailedException;
import dev.helix.api.model.EngineTarget;
import dev.helix.api.model.MissingCredentialException;
import dev.helix.api.model.ModelEngine;
import dev.helix.api.model.ModelId;
import dev.helix.api.model.ModelListener;
import dev.helix.api.model.ModelReply;
import dev.helix.api.model.ModelRequest;
import dev.helix.api.model.ProviderUnavailableException;
import dev.helix.api.model.RequestRejectedException;
import dev.helix.api.model.Secret;
import dev.helix.llm.http.HttpAnswer;
import dev.helix.llm.http.HttpPost;
import dev.helix.llm.http.HttpTransport;
import dev.helix.testkit.server.FakeHttpServer;
import dev.helix.testkit.server.FakeRequest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnthropicEnginesTest {
    private static final String WHOLE =
            "{\"type\":\"message\",\"content\":[{\"type\":\"text\",\"text\":\"Hi\"}],\"stop_reason\":\"end_turn\"}";

    private final List<AutoCloseable> toClose = new ArrayList<>();
    private final List<FakeRequest> requests = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : toClose) {
            one.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://x",
                "api.anthropic.com",
                "/v1",
                "https:///v1",
                "mailto:x@y",
                "https://x/?a=b",
                "https://x/#a"
            })
    void aBaseUrlThatCannotBeOneIsRefused(String base) {
        AnthropicEngines.Builder builder = AnthropicEngines.builder().baseUrl(URI.create(base));

        assertThatThrownBy(builder::build)
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("for example https://api.anthropic.com");
    }

    @Test
    void aPasswordInTheBaseUrlIsRefusedAndNotShown() {
        AnthropicEngines.Builder builder =
                AnthropicEngines.builder().baseUrl(URI.create("https://me:hunter2@gateway.example"));

        assertThatThrownBy(builder::build)
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void otherSettingsOutOfRangeAreNamed() {
        assertThatThrownBy(() -> AnthropicEngines.builder().maxOutputTokens(0).build())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("maxOutputTokens is 0");
        assertThatThrownBy(() -> AnthropicEngines.builder().provider("a b").build())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("'a b'");
    }

    @Test
    void aMissingKeyIsNamedByItsReference() {
        AnthropicEngines engines = engines(AnthropicEngines.builder().provider("work"));
        EngineTarget target = EngineTarget.of(
                ModelId.parse("work:m"), CallContext.of(new SessionId("abc")), request -> Optional.empty());

        assertThatThrownBy(() -> engines.open(target))
                .isInstanceOf(MissingCredentialException.class)
                .hasMessageContainingAll("'work'", "session abc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"se cret", "se\ncret", "secr\u00e9t", "se\0cret"})
    void aKeyNoHeaderCanCarryIsRefusedWithoutShowingIt(String key) {
        assertThatThrownBy(() -> open(AnthropicEngines.builder(), key))
                .isInstanceOf(AuthenticationFailedException.class)
                .hasMessageNotContaining("cret");
    }

    @Test
    void theLineBreakBehindAKeyFromAFileIsNoPartOfIt() throws InterruptedException {
        ask(open(to(200, "application/json", WHOLE), "secret\n"));

        assertThat(requests.get(0).headers()).containsEntry("x-api-key", "secret");
    }

    @Test
    void eachSessionHasItsOwnKey() throws InterruptedException {
        AnthropicEngines engines = engines(to(200, "application/json", WHOLE));

        for (String session : List.of("tenanta", "tenantb")) {
            ask(engines.open(EngineTarget.of(
                    ModelId.parse("anthropic:m"),
                    CallContext.of(new SessionId(session)),
                    request -> Optional.of(Secret.of("key-of-" + request.session())))));
        }

        assertThat(requests)
                .extracting(request -> request.headers().get("x-api-key"))
                .containsExactly("key-of-tenanta", "key-of-tenantb");
    }

    @Test
    void theProviderIsNamedAsConfiguredAndTheModelPassedOn() throws InterruptedException {
        AnthropicEngines engines = engines(to(200, "application/json", WHOLE).provider("local"));
        ModelEngine engine = engines.open(EngineTarget.of(
                ModelId.parse("local:org/model:7b"),
                CallContext.of(new SessionId("abc")),
                request -> Optional.of(Secret.of("k"))));

        ModelReply reply = ask(engine);

        assertThat(engines.provider()).isEqualTo("local");
        assertThat(reply.message().origin()).isEqualTo(engine.origin());
        assertThat(engine.origin().endpoint()).isEqualTo("local");
        assertThat(requests.get(0).body()).contains("\"model\":\"org/model:7b\"");
        assertThat(engine).hasToString("HttpEngine[anthropic-messages, local:org/model:7b]");
    }

    @Test
    void theOutputIsBoundedByTheSmallerOfTwoLimits() throws InterruptedException {
        ask(open(to(200, "application/json", WHOLE).maxOutputTokens(7), "k"));
        ask(open(to(200, "application/json", WHOLE).maxOutputTokens(5000), "k"));

        assertThat(requests.get(0).body()).contains("\"max_tokens\":7,");
        assertThat(requests.get(1).body()).contains("\"max_tokens\":100,");
    }

    @Test
    void anAnswerThatIsNotStreamedIsAcceptedToo() throws InterruptedException {
        assertThat(ask(open(to(200, "application/json", WHOLE), "k")).message().text())
                .isEqualTo("Hi");
        assertThat(ask(open(to(200, "text/plain", " \n" + WHOLE), "k"))
                        .message()
                        .text())
                .isEqualTo("Hi");
    }

    @Test
    void anErrorInsideASuccessIsAnError() {
        String error = "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"busy\"}}";

        assertThatThrownBy(() -> ask(open(to(200, "application/json", error), "k")))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("busy");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>Welcome</html>", "", "{\"hello\":1}", "[]"})
    void aPageThatIsNoModelIsNotAskedAgain(String page) {
        assertThatThrownBy(() -> ask(open(to(200, "text/html", page), "k")))
                .isInstanceOf(RequestRejectedException.class)
                .hasMessageContainingAll("text/html", "check the base URL");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ": nothing\n\n", "data: {\"type\":\"message_start\"}\n\n", "data: {\"type\":\"message_stop\""
            })
    void aStreamThatEndsBeforeItsMessageIsCut(String stream) {
        assertThatThrownBy(() -> ask(open(to(200, "text/event-stream", stream), "k")))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("cut in the middle");
    }

    @Test
    void aTransportOfTheHostIsNotClosed() {
        List<String> closed = new ArrayList<>();
        HttpTransport hosts = new HttpTransport() {
            @Override
            public HttpAnswer post(HttpPost post) {
                throw new IllegalStateException();
            }

            @Override
            public void close() {
                closed.add("closed");
            }
        };

        AnthropicEngines.builder().transport(hosts).build().close();

        assertThat(closed).isEmpty();
    }

    @Test
    void theKeyIsHiddenInWhatATransportOfTheHostThrows() {
        HttpTransport hosts = new HttpTransport() {
            @Override
            public HttpAnswer post(HttpPost post) {
                throw new IllegalArgumentException("invalid header value in " + post.headers());
            }

            @Override
            public void close() {}
        };

        assertThatThrownBy(() -> ask(open(AnthropicEngines.builder().transport(hosts), "sk-secret")))
                .isInstanceOfSatisfying(
                        ProviderUnavailableException.class,
                        failure -> assertThat(failure).hasStackTraceContaining("invalid header value"))
                .satisfies(failure -> {
                    StringWriter shown = new StringWriter();
                    failure.printStackTrace(new PrintWriter(shown));
                    assertThat(shown.toString()).doesNotContain("sk-secret");
                });
    }

    @Test
    void closingTheFactoryClosesItsOwnTransport() {
        AnthropicEngines engines = AnthropicEngines.create();
        ModelEngine engine = engines.open(EngineTarget.of(
                ModelId.parse("anthropic:m"),
                CallContext.of(new SessionId("abc")),
                request -> Optional.of(Secret.of("k"))));

        engines.close();
        engines.close();

        assertThatThrownBy(() -> ask(engine)).isInstanceOf(IllegalStateException.class);
    }

    private static ModelReply ask(ModelEngine engine) throws InterruptedException {
        return engine.generate(
                ModelRequest.builder()
                        .messages(List.of(UserMessage.of("hi")))
                        .maxOutputTokens(100)
                        .build(),
                ModelListener.NONE);
    }

    private static final String COMPLETE =
            "data: {\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":3}}}\n\n"
                    + "data: {\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"hi\"}}\n\n"
                    + "data: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":1}}\n\n"
                    + "data: {\"type\":\"message_stop\"}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n\ndata: [DONE]\n\n",
                "\n\ndata: {\"type\":\"error\",\"error\":{\"type\":\"api_error\",\"message\":\"too late\"}}\n\n",
                "\n\nno event at all",
                "\n",
                ""
            })
    void aCompleteReplyIsKeptWhateverFollowsItInTheSameChunk(String rest) throws Exception {
        ModelEngine engine = open(to(200, "text/event-stream", COMPLETE + rest), "k");

        assertThat(ask(engine).message().text()).isEqualTo("hi");
    }

    private AnthropicEngines.Builder to(int status, String contentType, String body) {
        FakeHttpServer server = FakeHttpServer.start((request, response) -> {
            requests.add(request);
            response.send(status, Map.of("content-type", contentType), body);
        });
        toClose.add(server);
        return AnthropicEngines.builder().baseUrl(server.uri());
    }

    private AnthropicEngines engines(AnthropicEngines.Builder builder) {
        AnthropicEngines engines = builder.build();
        toClose.add(engines);
        return engines;
    }

    private ModelEngine open(AnthropicEngines.Builder builder, String key) {
        return engines(builder)
                .open(EngineTarget.of(
                        ModelId.parse("anthropic:m"),
                        CallContext.of(new SessionId("abc")),
                        request -> Optional.of(Secret.of(key))));
    }
}
