/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.helix.api.model.ModelEngine;
import dev.helix.api.model.ModelListener;
import dev.helix.api.model.ModelReply;
import dev.helix.api.model.ModelRequest;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server that speaks the Anthropic Messages protocol on a loopback port and lets a brain of the test's choice
 * answer. Thread-safe.
 *
 * <pre>{@code
 * try (FakeAnthropic fake = FakeAnthropic.playing(engine)
 *         .fault(2, Fault.rateLimited("0"))
 *         .fault(5, Fault.cutInTheMiddle())) {
 *     run("--model", "anthropic:any", env("ANTHROPIC_BASE_URL", fake.baseUrl()));
 * }
 * }</pre>
 *
 * <p>Requests are counted from 1 in the order they arrive. One that breaks a rule of the protocol is answered with 400
 * and the rule, as the provider does. Where a fault spoils an answer, the brain has been asked; the same request coming
 * again gets the same answer without asking twice, so a cassette loses no step.
 */
public final class FakeAnthropic implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final ScriptedModel brain;
    private final FakeHttpServer server;
    private final Map<Integer, Fault> faults = new ConcurrentHashMap<>();
    private final Map<String, ModelReply> spoiled = new ConcurrentHashMap<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger count = new AtomicInteger();

    /** Thinks of an answer. */
    @FunctionalInterface
    public interface ScriptedModel {
        /** Answers a request; an exception becomes a 400 with its message. */
        ModelReply answer(ModelRequest request, String model) throws InterruptedException;
    }

    /** A request as it arrived. Header names are in lower case. */
    public record Received(int number, Map<String, String> headers, JsonNode body) {}

    private FakeAnthropic(ScriptedModel brain) {
        this.brain = brain;
        this.server = FakeHttpServer.start(this::serve);
    }

    /** Starts a server whose answers come from a function. */
    public static FakeAnthropic answering(ScriptedModel brain) {
        return new FakeAnthropic(brain);
    }

    /** Starts a server whose answers come from an engine, a replayed cassette for example. */
    public static FakeAnthropic playing(ModelEngine engine) {
        return new FakeAnthropic((request, model) -> engine.generate(request, ModelListener.NONE));
    }

    /** Spoils the answer to the n-th request, counted from 1; retries count. */
    public FakeAnthropic fault(int number, Fault fault) {
        faults.put(number, fault);
        return this;
    }

    /** What goes into {@code ANTHROPIC_BASE_URL}. */
    public URI baseUrl() {
        return server.uri();
    }

    /** {@return what arrived so far, in order} */
    public List<Received> received() {
        return List.copyOf(received);
    }

    private void serve(FakeRequest request, FakeResponse response) throws IOException, InterruptedException {
        if (!request.line().startsWith("POST ") || !request.path().endsWith("/v1/messages")) {
            Fault.status(404, "not_found_error", request.line()).play(List.of(), response);
            return;
        }
        int number;
        JsonNode body = JSON.readTree(request.body());
        synchronized (received) {
            number = count.incrementAndGet();
            received.add(new Received(number, request.headers(), body));
        }
        if (request.headers().getOrDefault("x-api-key", "").isEmpty()) {
            Fault.status(401, "authentication_error", "x-api-key header is required")
                    .play(List.of(), response);
            return;
        }
        List<String> broken = RuleCheck.broken(body);
        if (!broken.isEmpty()) {
            invalid(String.join("; ", broken), response);
            return;
        }
        answer(number, request.body(), body, response);
    }

    private void answer(int number, String key, JsonNode body, FakeResponse response)
            throws IOException, InterruptedException {
        String model = body.path("model").asText();
        ModelReply reply;
        try {
            ModelReply before = spoiled.remove(key);
            reply = before == null ? brain.answer(RequestDecoder.decode(body), model) : before;
        } catch (RuntimeException e) {
            invalid("the brain of the fake failed: " + e, response);
            return;
        }
        Fault fault = faults.remove(number);
        if (fault != null) {
            spoiled.put(key, reply);
        }
        (fault == null ? Fault.none() : fault).play(ReplyEvents.of(reply, model), response);
    }

    private static void invalid(String message, FakeResponse response) throws IOException {
        Fault.status(400, "invalid_request_error", message).play(List.of(), response);
    }

    @Override
    public void close() {
        server.close();
    }
}
