/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.llm.http.HttpLimitException.Limit;
import dev.helix.testkit.server.FakeHttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every transport promises. */
abstract class HttpTransportContract {
    private final List<AutoCloseable> toClose = new ArrayList<>();

    abstract HttpTransport create(HttpLimits limits);

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : toClose) {
            one.close();
        }
    }

    @Test
    void statusHeadersAndBodyArrive() throws Exception {
        FakeHttpServer server = server((request, response) -> response.send(
                418,
                Map.of("X-Teapot", "short"),
                request.line() + "|" + request.headers().get("x-a") + "|" + request.body()));

        try (HttpAnswer answer = transport().post(post(server.uri().resolve("/v1/x"), "héllo"))) {
            assertThat(answer.status()).isEqualTo(418);
            assertThat(answer.header("x-teapot")).contains("short");
            assertThat(answer.header("absent")).isEmpty();
            assertThat(text(answer)).isEqualTo("POST /v1/x HTTP/1.1|b|héllo");
            assertThat(answer.read()).as("after the end").isEmpty();
        }
    }

    @Test
    void piecesArriveBeforeTheBodyEnds() throws Exception {
        CountDownLatch firstRead = new CountDownLatch(1);
        FakeHttpServer server = server((request, response) -> {
            response.begin(200, Map.of());
            response.piece("one");
            firstRead.await();
            response.piece("two");
            response.end();
        });

        try (HttpAnswer answer = transport().post(post(server.uri(), ""))) {
            assertThat(new String(answer.read(), StandardCharsets.UTF_8)).isEqualTo("one");
            firstRead.countDown();
            assertThat(text(answer)).isEqualTo("two");
        }
    }

    @Test
    void aLongBodyArrivesWholeAtASlowReader() throws Exception {
        byte[] long1 = new byte[3 << 20];
        new Random(1).nextBytes(long1);
        FakeHttpServer server = server((request, response) -> {
            response.begin(200, Map.of());
            response.piece(long1);
            response.end();
        });

        try (HttpAnswer answer = transport().post(post(server.uri(), "x".repeat(1 << 20)))) {
            assertThat(bytes(answer)).isEqualTo(long1);
        }
    }

    @Test
    void anInterruptWhileWaitingForTheAnswerCancelsTheRequest() throws Exception {
        CompletableFuture<Void> hungUp = new CompletableFuture<>();
        CountDownLatch arrived = new CountDownLatch(1);
        FakeHttpServer server = server((request, response) -> {
            arrived.countDown();
            try {
                response.hang();
            } finally {
                hungUp.complete(null);
            }
        });
        HttpTransport transport = transport();

        Interrupted caller = new Interrupted(() -> transport.post(post(server.uri(), "")));
        arrived.await();
        caller.interrupt();

        assertThat(caller.outcome()).isInstanceOf(InterruptedException.class);
        hungUp.get(30, TimeUnit.SECONDS);
    }

    @Test
    void anInterruptWhileReadingCancelsTheRequest() throws Exception {
        CompletableFuture<Void> hungUp = new CompletableFuture<>();
        FakeHttpServer server = server((request, response) -> {
            try {
                response.begin(200, Map.of());
                response.piece("one");
                response.hang();
            } finally {
                hungUp.complete(null);
            }
        });
        HttpTransport transport = transport();
        CountDownLatch reading = new CountDownLatch(1);

        Interrupted caller = new Interrupted(() -> {
            HttpAnswer answer = transport.post(post(server.uri(), ""));
            answer.read();
            reading.countDown();
            answer.read();
        });
        reading.await();
        caller.interrupt();

        assertThat(caller.outcome()).isInstanceOf(InterruptedException.class);
        hungUp.get(30, TimeUnit.SECONDS);
    }

    @Test
    void closingAnAnswerCancelsTheRequest() throws Exception {
        CompletableFuture<Void> hungUp = new CompletableFuture<>();
        FakeHttpServer server = server((request, response) -> {
            try {
                response.begin(200, Map.of());
                response.piece("one");
                response.hang();
            } finally {
                hungUp.complete(null);
            }
        });

        HttpAnswer answer = transport().post(post(server.uri(), ""));
        answer.close();
        answer.close();

        hungUp.get(30, TimeUnit.SECONDS);
        assertThatThrownBy(answer::read).isInstanceOf(IOException.class);
    }

    @Test
    void aBodyCutShortIsAnError() throws Exception {
        FakeHttpServer server = server((request, response) -> {
            response.begin(200, Map.of());
            response.piece("one");
        });

        try (HttpAnswer answer = transport().post(post(server.uri(), ""))) {
            assertThatThrownBy(() -> text(answer))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(HttpLimitException.class);
        }
    }

    @Test
    void aConnectionClosedBeforeTheAnswerIsAnErrorAndNothingIsSentAgain() {
        AtomicInteger requests = new AtomicInteger();
        FakeHttpServer server = server((request, response) -> requests.incrementAndGet());

        assertThatThrownBy(() -> transport().post(post(server.uri(), "x"))).isInstanceOf(IOException.class);
        assertThat(requests).hasValue(1);
    }

    @Test
    void everyCallSucceedsThoughTheServerClosesEachConnectionAfterItsAnswer() throws Exception {
        Semaphore closed = new Semaphore(0);
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread serving = new Thread(() -> answerAndClose(server, closed));
            serving.setDaemon(true);
            serving.start();
            HttpTransport transport = transport();
            URI uri = URI.create("http://127.0.0.1:" + server.getLocalPort());

            for (int i = 0; i < 20; i++) {
                try (HttpAnswer answer = transport.post(post(uri, "x"))) {
                    assertThat(text(answer)).isEqualTo("ok");
                }
                closed.acquire();
            }
        }
    }

    /** Answers one request per connection, as if the connection were kept, and closes it. */
    private static void answerAndClose(ServerSocket server, Semaphore closed) {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                readTo("\r\n\r\nx", socket.getInputStream());
                socket.getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.UTF_8));
                socket.close();
                closed.release();
            } catch (IOException e) {
                return; // closed by the test
            }
        }
    }

    private static void readTo(String end, InputStream in) throws IOException {
        StringBuilder read = new StringBuilder();
        while (!read.toString().endsWith(end)) {
            read.append((char) in.read());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 503})
    void noStatusIsAReasonToSendAgain(int status) throws Exception {
        AtomicInteger requests = new AtomicInteger();
        FakeHttpServer server = server((request, response) -> {
            requests.incrementAndGet();
            response.send(status, Map.of("Retry-After", "0"), "");
        });

        try (HttpAnswer answer = transport().post(post(server.uri(), "x"))) {
            assertThat(answer.status()).isEqualTo(status);
        }
        assertThat(requests).hasValue(1);
    }

    @Test
    void aRefusedConnectionIsAnError() throws IOException {
        URI nobody;
        try (ServerSocket socket = new ServerSocket(0)) {
            nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }

        assertThatThrownBy(() -> transport().post(post(nobody, ""))).isInstanceOf(IOException.class);
    }

    @Test
    void anAnswerThatDoesNotBeginIsEnded() {
        FakeHttpServer server = server((request, response) -> response.hang());
        HttpTransport impatient =
                transport(HttpLimits.builder().firstByte(Duration.ofMillis(50)).build());

        assertLimit(Limit.FIRST_BYTE, () -> impatient.post(post(server.uri(), "")));
    }

    @Test
    void aBodyThatPausesIsEnded() {
        FakeHttpServer server = server((request, response) -> {
            response.begin(200, Map.of());
            response.piece("one");
            response.hang();
        });
        HttpTransport impatient =
                transport(HttpLimits.builder().idle(Duration.ofMillis(50)).build());

        assertLimit(Limit.IDLE, () -> text(impatient.post(post(server.uri(), ""))));
    }

    @Test
    void aCallThatTakesTooLongIsEndedThoughItNeverPauses() {
        FakeHttpServer server = endless();
        HttpTransport impatient = transport(HttpLimits.builder()
                .wholeCall(Duration.ofMillis(100))
                .responseBytes(Long.MAX_VALUE)
                .build());

        assertLimit(Limit.WHOLE_CALL, () -> drain(impatient.post(post(server.uri(), ""))))
                .hasMessage("the call took longer than 0.1 s");
    }

    @Test
    void aBodyThatIsTooLongIsEnded() {
        FakeHttpServer server = endless();
        HttpTransport narrow =
                transport(HttpLimits.builder().responseBytes(200_000).build());

        assertLimit(Limit.SIZE, () -> drain(narrow.post(post(server.uri(), ""))));
    }

    @Test
    void aFinishedAnswerGivesItsConnectionToTheNext() throws Exception {
        FakeHttpServer server = server((request, response) -> {
            response.begin(200, Map.of());
            response.piece("all that matters");
            response.end();
        });
        HttpTransport transport = transport();

        for (int i = 0; i < 5; i++) {
            HttpAnswer answer = transport.post(post(server.uri(), ""));
            answer.read();
            answer.finish();
        }

        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void aFinishedAnswerIsNotWaitedForWithoutEnd() throws Exception {
        CompletableFuture<Void> hungUp = new CompletableFuture<>();
        FakeHttpServer server = server((request, response) -> {
            try {
                response.begin(200, Map.of());
                response.piece("one");
                response.hang();
            } finally {
                hungUp.complete(null);
            }
        });

        HttpAnswer answer = transport().post(post(server.uri(), ""));
        answer.finish();

        hungUp.get(30, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void redirectsAreNotFollowed(int status) throws Exception {
        AtomicInteger elsewhere = new AtomicInteger();
        FakeHttpServer other = server((request, response) -> elsewhere.incrementAndGet());
        FakeHttpServer server = server((request, response) ->
                response.send(status, Map.of("location", other.uri().toString()), ""));

        try (HttpAnswer answer = transport().post(post(server.uri(), ""))) {
            assertThat(answer.status()).isEqualTo(status);
        }
        assertThat(elsewhere).hasValue(0);
    }

    @Test
    void moreThanAHandfulOfCallsRunAtOnce() throws Exception {
        int calls = 20;
        CountDownLatch allArrived = new CountDownLatch(calls);
        FakeHttpServer server = server((request, response) -> {
            allArrived.countDown();
            allArrived.await();
            response.send(200, Map.of(), "ok");
        });
        HttpTransport transport = transport();

        List<Interrupted> callers = Stream.generate(() -> new Interrupted(
                        () -> transport.post(post(server.uri(), "")).close()))
                .limit(calls)
                .toList();

        for (Interrupted caller : callers) {
            assertThat(caller.outcome()).isNull();
        }
    }

    @Test
    void closingEndsWhatIsUnderWayAndRefusesMore() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        FakeHttpServer server = server((request, response) -> {
            arrived.countDown();
            response.hang();
        });
        HttpTransport transport = transport();
        Interrupted caller = new Interrupted(() -> transport.post(post(server.uri(), "")));
        arrived.await();

        transport.close();
        transport.close();

        assertThat(caller.outcome()).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> transport.post(post(server.uri(), "")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void itsThreadsAreDaemons() throws Exception {
        FakeHttpServer server = server((request, response) -> {
            response.begin(200, Map.of());
            response.hang();
        });
        List<Thread> before = List.copyOf(Thread.getAllStackTraces().keySet());

        try (HttpAnswer answer = transport().post(post(server.uri(), ""))) {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> !before.contains(thread))
                    .allMatch(Thread::isDaemon);
        }
    }

    private FakeHttpServer endless() {
        return server((request, response) -> {
            response.begin(200, Map.of());
            byte[] piece = new byte[10_000];
            while (true) {
                response.piece(piece);
            }
        });
    }

    private interface Call {
        void run() throws Exception;
    }

    private static AbstractThrowableAssert<?, ?> assertLimit(Limit limit, Call call) {
        return assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        HttpLimitException.class, e -> assertThat(e.limit()).isEqualTo(limit));
    }

    private static HttpPost post(URI uri, String body) {
        return new HttpPost(uri, Map.of("x-a", "b"), body.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(HttpAnswer answer) throws IOException, InterruptedException {
        return new String(bytes(answer), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(HttpAnswer answer) throws IOException, InterruptedException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] chunk = answer.read(); chunk.length > 0; chunk = answer.read()) {
            all.writeBytes(chunk);
        }
        return all.toByteArray();
    }

    private static void drain(HttpAnswer answer) throws IOException, InterruptedException {
        while (answer.read().length > 0) {
            // Only the end matters.
        }
    }

    private HttpTransport transport() {
        return transport(HttpLimits.defaults());
    }

    private HttpTransport transport(HttpLimits limits) {
        HttpTransport transport = create(limits);
        toClose.add(transport);
        return transport;
    }

    private FakeHttpServer server(FakeHttpServer.Script script) {
        FakeHttpServer server = FakeHttpServer.start(script);
        toClose.add(server);
        return server;
    }

    /** A call that runs on a thread of its own, which the test can interrupt. */
    private static final class Interrupted {
        private final CompletableFuture<Exception> outcome = new CompletableFuture<>();
        private final Thread thread;

        Interrupted(Call call) {
            thread = new Thread(() -> {
                try {
                    call.run();
                    outcome.complete(null);
                } catch (Exception e) {
                    outcome.complete(e);
                }
            });
            thread.start();
        }

        void interrupt() {
            thread.interrupt();
        }

        Exception outcome() throws Exception {
            return outcome.get(30, TimeUnit.SECONDS);
        }
    }
}
