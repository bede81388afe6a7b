/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.testkit.server;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.helix.api.model.ModelReply;
import dev.helix.testkit.ScriptedModel;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A server that speaks the Anthropic Messages protocol on a loopback port and lets a scripted model answer. Thread-safe.
 *
 * <pre>{@code
 * try (FakeAnthropic server = FakeAnthropic.start(ScriptedModel.playing(cassette))
 *         .fault(2, Fault.rateLimited("0"))
 *         .fault(5, Fault.cutInTheMiddle())) {
 *     AnthropicEngines engines = AnthropicEngines.builder().baseUrl(server.baseUrl()).build();
 *     ...
 * }
 * }</pre>
 *
 * <p>Requests are counted from 1 in the order they arrive. One without a key is answered with 401, one that breaks a
 * rule of the protocol with 400 and the rule, as the provider does; so is one at which the model throws, with the
 * exception. Where a fault spoils an answer, the model has been asked; the same request coming again gets the same
 * answer without asking twice, so a cassette loses no step.
 */
public final class FakeAnthropic implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final ScriptedModel model;
    private final FakeHttpServer server;
    private final Map<Integer, Fault> faults = new ConcurrentHashMap<>();
    private final Map<String, ModelReply> spoiled = new ConcurrentHashMap<>();
    private final List<FakeRequest> received = new CopyOnWriteArrayList<>();
    private final ReentrantLock counting = new ReentrantLock();

    private FakeAnthropic(ScriptedModel model) {
        this.model = requireNonNull(model, "model");
        this.server = FakeHttpServer.start(this::serve);
    }

    /** Starts serving on a free port; the test closes the server. */
    public static FakeAnthropic start(ScriptedModel model) {
        return new FakeAnthropic(model);
    }

    /** Spoils the answer to the n-th request, counted from 1, repeated requests included. */
    public FakeAnthropic fault(int number, Fault fault) {
        faults.put(number, requireNonNull(fault, "fault"));
        return this;
    }

    /** {@return the address that goes into an engine's base URL} */
    public URI baseUrl() {
        return server.uri();
    }

    /** {@return the requests so far, in the order of their arrival} */
    public List<FakeRequest> received() {
        return List.copyOf(received);
    }

    private void serve(FakeRequest request, FakeResponse response) throws IOException, InterruptedException {
        if (!request.line().startsWith("POST ") || !request.path().endsWith("/v1/messages")) {
            Fault.status(404, "not_found_error", request.line()).play(List.of(), response);
            return;
        }
        int number = count(request);
        if (request.headers().getOrDefault("x-api-key", "").isEmpty()) {
            Fault.status(401, "authentication_error", "x-api-key header is required")
                    .play(List.of(), response);
            return;
        }
        List<String> broken = AnthropicRules.broken(request.body());
        if (!broken.isEmpty()) {
            invalid(String.join("; ", broken), response);
            return;
        }
        answer(number, request.body(), response);
    }

    private int count(FakeRequest request) {
        counting.lock();
        try {
            received.add(request);
            return received.size();
        } finally {
            counting.unlock();
        }
    }

    private void answer(int number, String text, FakeResponse response) throws IOException, InterruptedException {
        JsonNode body = JSON.readTree(text);
        ModelReply reply;
        try {
            ModelReply before = spoiled.remove(text);
            reply = before == null ? model.answer(RequestDecoder.decode(body)) : before;
        } catch (RuntimeException e) {
            invalid("the model of the fake server failed: " + e, response);
            return;
        }
        Fault fault = faults.remove(number);
        if (fault != null) {
            spoiled.put(text, reply);
        }
        List<String> events = ReplyEvents.of(reply, body.path("model").asText());
        (fault == null ? Fault.none() : fault).play(events, response);
    }

    private static void invalid(String message, FakeResponse response) throws IOException {
        Fault.status(400, "invalid_request_error", message).play(List.of(), response);
    }

    /** Ends all connections and gives the port back. */
    @Override
    public void close() {
        server.close();
    }
}
