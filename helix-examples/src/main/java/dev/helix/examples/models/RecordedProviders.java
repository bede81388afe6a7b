/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.models;

import dev.helix.testkit.server.FakeHttpServer;
import dev.helix.testkit.server.FakeRequest;
import dev.helix.testkit.server.FakeResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A server on the loopback that stands in for all providers: it answers each request with the next answer of a file, byte
 * for byte as the provider would send it. The engines are the real ones, over real HTTP. Thread-safe.
 *
 * <p>The file has the form of HTTP:
 *
 * <pre>
 * ### POST /openai/responses
 * ? words that must occur in the request
 * HTTP/1.1 200
 * content-type: text/event-stream
 *
 * data: ...
 * </pre>
 */
final class RecordedProviders implements AutoCloseable {
    private static final String REQUEST = "### ";
    private static final String EXPECTED = "? ";

    private final Queue<Exchange> exchanges;
    private final List<FakeRequest> received = new CopyOnWriteArrayList<>();
    private final FakeHttpServer server;

    /** A request as it is expected, and its answer. */
    private record Exchange(
            String request, List<String> expected, int status, Map<String, String> headers, String body) {
        static Exchange parse(String text) {
            Iterator<String> lines = text.lines().iterator();
            String request = lines.next();
            List<String> expected = new ArrayList<>();
            String line = lines.next();
            for (; line.startsWith(EXPECTED); line = lines.next()) {
                expected.add(line.substring(EXPECTED.length()));
            }
            int status = Integer.parseInt(line.split(" ")[1]);
            Map<String, String> headers = new TreeMap<>();
            for (line = lines.next(); !line.isEmpty(); line = lines.next()) {
                String[] header = line.split(": ", 2);
                headers.put(header[0], header[1]);
            }
            StringBuilder body = new StringBuilder();
            lines.forEachRemaining(part -> body.append(part).append('\n'));
            return new Exchange(request, expected, status, headers, body.toString());
        }

        boolean fits(FakeRequest sent) {
            return sent.line().startsWith(request) && expected.stream().allMatch(sent.body()::contains);
        }
    }

    private RecordedProviders(List<Exchange> exchanges) {
        this.exchanges = new ConcurrentLinkedQueue<>(exchanges);
        this.server = FakeHttpServer.start(this::answer);
    }

    /** Starts serving on a free port. */
    static RecordedProviders start(String recording) {
        List<Exchange> exchanges = new ArrayList<>();
        for (String text : recording.split("(?m)^" + REQUEST)) {
            if (!text.isBlank() && !text.startsWith("#")) {
                exchanges.add(Exchange.parse(text));
            }
        }
        return new RecordedProviders(exchanges);
    }

    /** {@return the variables that lead to this server instead of the providers} */
    Map<String, String> environment() {
        Map<String, String> variables = new TreeMap<>();
        for (String provider : List.of("anthropic", "gateway", "openai", "gemini", "mistral")) {
            String name = provider.toUpperCase(Locale.ROOT);
            variables.put(name + "_BASE_URL", server.uri() + "/" + provider);
            variables.put(name + "_API_KEY", "none-is-needed");
        }
        return variables;
    }

    /** {@return the requests so far, in the order of their arrival} */
    List<FakeRequest> received() {
        return List.copyOf(received);
    }

    private void answer(FakeRequest request, FakeResponse response) throws IOException {
        received.add(request);
        Exchange next = exchanges.poll();
        if (next != null && next.fits(request)) {
            response.send(next.status(), next.headers(), next.body());
            return;
        }
        String expected = next == null ? "no request any more" : next.request() + " with " + next.expected();
        String message = "the recording expects " + expected + " and got " + request.line();
        response.send(400, Map.of("content-type", "text/plain"), message);
    }

    @Override
    public void close() {
        server.close();
    }
}
