/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.InvalidRequestException;
import dev.helix.testkit.server.FakeHttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EgressProxyTest {
    private final CompletableFuture<String> received = new CompletableFuture<>();
    private ServerSocket server;

    @BeforeEach
    void start() throws Exception {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        DaemonThread.start("server", () -> {
            try (Socket client = server.accept()) {
                byte[] bytes = client.getInputStream().readNBytes(5);
                received.complete(new String(bytes, StandardCharsets.US_ASCII));
                client.getOutputStream().write("world".getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                received.completeExceptionally(e);
            }
        });
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private static String serve(EgressProxy proxy, String sent) {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        proxy.serve(new ByteArrayInputStream(sent.getBytes(StandardCharsets.US_ASCII)), answer);
        return answer.toString(StandardCharsets.US_ASCII);
    }

    private String here() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    private EgressRules rules() {
        return EgressRules.none().allow("127.0.0.1", server.getLocalPort());
    }

    @Test
    void aTunnelToAnAllowedHostCarriesBytesBothWays() throws Exception {
        String answer = serve(new EgressProxy(rules()), "CONNECT " + here() + " HTTP/1.1\r\nHost: x\r\n\r\nhello");

        assertThat(received.get(60, TimeUnit.SECONDS)).isEqualTo("hello");
        assertThat(answer).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\nworld");
    }

    @Test
    void anotherHostOrPortIsRefusedAndNamed() {
        EgressProxy proxy = new EgressProxy(rules());

        String otherPort = serve(proxy, "CONNECT 127.0.0.1:1 HTTP/1.1\r\n\r\n");
        String otherName = serve(proxy, "CONNECT localhost:" + server.getLocalPort() + " HTTP/1.1\r\n\r\n");
        String plain = serve(proxy, "GET http://example.com/ HTTP/1.1\r\n\r\n");

        assertThat(otherPort).startsWith("HTTP/1.1 403 ").contains("127.0.0.1:1 is not among the hosts");
        assertThat(otherName).startsWith("HTTP/1.1 403 ");
        assertThat(plain).startsWith("HTTP/1.1 403 ");
        assertThat(proxy.refused())
                .containsExactly("127.0.0.1:1", "localhost:" + server.getLocalPort(), "example.com:80");
        assertThat(received).isNotDone();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense\r\n\r\n",
                "CONNECT example.com HTTP/1.1\r\n\r\n",
                "CONNECT example.com:443x HTTP/1.1\r\n\r\n",
                "CONNECT :443 HTTP/1.1\r\n\r\n",
                "CONNECT a\nb;c:443 HTTP/1.1\r\n\r\n",
                "GET http://example.com/ HTTP/1.1\r\nX: a\nHost: evil\r\n\r\n",
                "GET http://example.com/ HTTP/1.1\r\nX: a\r\n Host: evil\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET https://example.com/ HTTP/1.1\r\n\r\n",
                "GET http://exa mple.com/ HTTP/1.1\r\n\r\n",
                "CONNECT example.com:443 HTTP/1.1\r\nno end"
            })
    void whatIsNoRequestToAProxyIsRefused(String sent) {
        assertThat(serve(new EgressProxy(EgressRules.none().allow("example.com", 443)), sent))
                .startsWith("HTTP/1.1 400 ");
    }

    @Test
    void aHeadWithoutEndIsCutOff() {
        assertThat(serve(new EgressProxy(rules()), "CONNECT " + "a".repeat(1_000_000)))
                .startsWith("HTTP/1.1 400 ");
    }

    @Test
    void anAllowedHostThatIsDownIsABadGateway() throws Exception {
        try (Socket taken = new Socket()) {
            // Bound and not listening: nobody else can serve this port meanwhile.
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            EgressRules rules = EgressRules.none().allow("127.0.0.1", taken.getLocalPort());

            assertThat(serve(new EgressProxy(rules), "CONNECT 127.0.0.1:" + taken.getLocalPort() + " HTTP/1.1\r\n\r\n"))
                    .startsWith("HTTP/1.1 502 ");
        }
    }

    @Test
    void aClosedProxyConnectsNowhere() {
        EgressProxy proxy = new EgressProxy(rules());
        proxy.close();

        assertThat(serve(proxy, "CONNECT " + here() + " HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 503 ");
    }

    @Test
    void aPlainRequestGoesToItsServerAloneAndWithoutWordsForTheProxy() throws Exception {
        String head = "POST http://h:8080/v1/x?y=1 HTTP/1.1\r\nHost: h:8080\r\nProxy-Authorization: secret\r\n"
                + "Connection: keep-alive\r\nContent-Length: 2\r\n\r\n{}";
        ByteArrayInputStream from = new ByteArrayInputStream(head.getBytes(StandardCharsets.US_ASCII));

        Optional<ProxyRequest> request = ProxyRequest.read(from);

        assertThat(request)
                .contains(new ProxyRequest(
                        "h",
                        8080,
                        false,
                        "POST /v1/x?y=1 HTTP/1.1\r\nHost: h:8080\r\nContent-Length: 2\r\nConnection: close\r\n\r\n"));
        assertThat(from.readAllBytes()).asString().isEqualTo("{}");
    }

    @Test
    void aPlainRequestNamesTheHostOfItsTargetAndNoOther() throws Exception {
        String head = "GET http://user@h/ HTTP/1.1\r\nX: y\r\nHost: evil\r\nhost : worse\r\n\r\n";

        Optional<ProxyRequest> request =
                ProxyRequest.read(new ByteArrayInputStream(head.getBytes(StandardCharsets.US_ASCII)));

        assertThat(request.orElseThrow().forward())
                .isEqualTo("GET / HTTP/1.1\r\nHost: h\r\nX: y\r\nConnection: close\r\n\r\n");
    }

    @Test
    void theAnswerToAPlainRequestIsTheLastOnItsConnectionWhateverTheServerPromises() throws Exception {
        try (FakeHttpServer keeping = FakeHttpServer.start((request, response) -> {
            response.send(200, Map.of("Connection", "keep-alive", "Keep-Alive", "timeout=5"), request.body());
        })) {
            EgressRules rules =
                    EgressRules.none().allow("127.0.0.1", keeping.uri().getPort());

            String answer = serve(
                    new EgressProxy(rules),
                    "POST " + keeping.uri() + "/v1 HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}");

            assertThat(answer)
                    .startsWith("HTTP/1.1 200 ")
                    .contains("\r\nConnection: close\r\n")
                    .doesNotContainIgnoringCase("keep-alive")
                    .endsWith("\r\n\r\n{}");
        }
    }

    @Test
    void anInterimAnswerGoesBeforeTheLastOne() throws Exception {
        ByteArrayInputStream from = new ByteArrayInputStream(
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nConnection: keep-alive\r\n\r\nbody"
                        .getBytes(StandardCharsets.US_ASCII));

        HttpHead first = HttpHead.read(from).orElseThrow();
        HttpHead second = HttpHead.read(from).orElseThrow();

        assertThat(first.isInterim()).isTrue();
        assertThat(first.asLast(first.start())).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
        assertThat(second.isInterim()).isFalse();
        assertThat(second.asLast(second.start())).isEqualTo("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
        assertThat(from.readAllBytes()).asString().isEqualTo("body");
    }

    @Test
    void aServerThatDoesNotSpeakHttpIsABadGateway() {
        assertThat(serve(new EgressProxy(rules()), "GET http://" + here() + "/ HTTP/1.1\r\n\r\n"))
                .startsWith("HTTP/1.1 502 ");
    }

    @Test
    void namesAreComparedWithoutCaseAndAddressesWithoutBrackets() {
        EgressRules rules = EgressRules.none().allow("API.example.com", 443).allow("::1", 8443);

        assertThat(rules.allows("api.EXAMPLE.com", 443)).isTrue();
        assertThat(rules.allows("evil.api.example.com", 443)).isFalse();
        assertThat(rules.allows("api.example.com", 80)).isFalse();
        assertThat(rules.allows("::1", 8443)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "*.example.com", "a b", "http://example.com"})
    void onlyOneHostIsAllowedAtATime(String host) {
        assertThatThrownBy(() -> EgressRules.none().allow(host, 443)).isInstanceOf(InvalidRequestException.class);
    }
}
