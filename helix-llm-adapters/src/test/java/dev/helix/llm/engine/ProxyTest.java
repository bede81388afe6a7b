/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.CallContext;
import dev.helix.api.SessionId;
import dev.helix.api.message.UserMessage;
import dev.helix.api.model.EngineTarget;
import dev.helix.api.model.ModelId;
import dev.helix.api.model.ModelListener;
import dev.helix.api.model.ModelRequest;
import dev.helix.api.model.RequestRejectedException;
import dev.helix.api.model.Secret;
import dev.helix.llm.http.HttpLimits;
import dev.helix.llm.http.HttpTransport;
import dev.helix.llm.http.JdkHttpTransport;
import dev.helix.llm.http.OkHttpTransport;
import dev.helix.llm.openai.OpenAiEngines;
import dev.helix.testkit.server.FakeHttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests of a proxy that asks for a password; only hosts that exist nowhere go through it. */
class ProxyTest {
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final ProxySelector before = ProxySelector.getDefault();
    private final FakeHttpServer proxy = FakeHttpServer.start((request, response) -> {
        asked.add(request.line() + request.headers());
        response.send(407, Map.of("proxy-authenticate", "Basic realm=\"proxy\""), "who are you?");
    });

    @BeforeEach
    void set() {
        ProxySelector.setDefault(new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                return "llm.invalid".equals(uri.getHost())
                        ? List.of(new Proxy(
                                Proxy.Type.HTTP,
                                new InetSocketAddress("127.0.0.1", proxy.uri().getPort())))
                        : before.select(uri);
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
        });
    }

    @AfterEach
    void restore() {
        ProxySelector.setDefault(before);
        proxy.close();
    }

    static Stream<Arguments> ways() {
        return Stream.of("http", "https")
                .flatMap(scheme -> Stream.<Function<HttpLimits, HttpTransport>>of(
                                OkHttpTransport::create, JdkHttpTransport::create)
                        .map(transport -> Arguments.of(scheme, transport)));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aProxyThatWantsAPasswordIsNamedAndLearnsNoKeyOfASecureServer(
            String scheme, Function<HttpLimits, HttpTransport> transport) {
        try (OpenAiEngines engines = OpenAiEngines.responses()
                .baseUrl(URI.create(scheme + "://llm.invalid/v1"))
                .transport(transport)
                .build()) {
            var engine = engines.open(EngineTarget.of(
                    ModelId.parse("openai:m"),
                    CallContext.of(new SessionId("abc")),
                    request -> Optional.of(Secret.of("sk-secret"))));

            assertThatThrownBy(() -> engine.generate(
                            ModelRequest.builder()
                                    .messages(List.of(UserMessage.of("hi")))
                                    .build(),
                            ModelListener.NONE))
                    .isInstanceOf(RequestRejectedException.class)
                    .hasMessageContaining("prox")
                    .hasMessageContaining("wants a password");
        }
        assertThat(asked).isNotEmpty();
        if (scheme.equals("https")) {
            assertThat(asked.toString()).doesNotContain("sk-secret");
        }
    }
}
