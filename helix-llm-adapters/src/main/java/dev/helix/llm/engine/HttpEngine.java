/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.helix.api.message.Origin;
import dev.helix.api.model.EngineEndpoint;
import dev.helix.api.model.ModelEngine;
import dev.helix.api.model.ModelException;
import dev.helix.api.model.ModelListener;
import dev.helix.api.model.ModelReply;
import dev.helix.api.model.ModelRequest;
import dev.helix.api.model.Secret;
import dev.helix.api.projection.TargetProfile;
import dev.helix.core.projection.HistoryProjector;
import dev.helix.core.projection.ProjectedHistory;
import dev.helix.llm.http.HttpAnswer;
import dev.helix.llm.http.HttpEngineSettings;
import dev.helix.llm.http.HttpPost;
import dev.helix.llm.http.HttpTransport;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A model engine that makes one attempt per call against one model, over any protocol. Thread-safe. */
final class HttpEngine implements ModelEngine {
    private static final Logger LOG = LoggerFactory.getLogger(HttpEngine.class);

    private final Endpoint endpoint;
    private final Origin origin;
    private final @Nullable Secret key;
    private final Wire wire;
    private final Redactor redactor;
    private final ErrorMapping failures;

    /**
     * What an engine shares with its siblings.
     *
     * @param protocol what is spoken
     * @param settings the host's
     * @param transport carries the requests
     */
    record Wire(WireProtocol protocol, HttpEngineSettings settings, HttpTransport transport) {}

    HttpEngine(Endpoint endpoint, String model, @Nullable Secret key, Wire wire) {
        this.endpoint = endpoint;
        this.origin = new Origin(endpoint.provider(), wire.protocol.family(), model);
        this.key = key;
        this.wire = wire;
        this.redactor = new Redactor(key);
        this.failures = new ErrorMapping(
                new ErrorMapping.Subject(
                        endpoint.provider(),
                        wire.settings.credential(),
                        model,
                        endpoint.resource(wire.protocol.path(model))),
                wire.protocol.errors(),
                redactor);
    }

    @Override
    public Origin origin() {
        return origin;
    }

    @Override
    public EngineEndpoint endpoint() {
        return new EngineEndpoint(endpoint.provider(), origin.family(), endpoint.base(), EngineEndpoint.Kind.SERVICE);
    }

    @Override
    public TargetProfile profile(ModelRequest request) {
        return wire.settings.profile().apply(wire.protocol.profile(origin, bounded(request)));
    }

    @Override
    public ModelReply generate(ModelRequest request, ModelListener listener) throws InterruptedException {
        EngineCall call = call(request);
        HttpPost post = new HttpPost(
                endpoint.resource(wire.protocol.path(origin.model())), headers(), bytes(wire.protocol.body(call)));
        try (HttpAnswer answer = send(post)) {
            return reply(answer, wire.protocol.decoder(call, listener));
        }
    }

    private EngineCall call(ModelRequest request) {
        ModelRequest bounded = bounded(request);
        TargetProfile profile = profile(bounded);
        ProjectedHistory history = HistoryProjector.of(profile).project(bounded);
        if (!history.report().isUnchanged()) {
            LOG.debug("{}: sent with changes: {}", origin, history.report().changes());
        }
        EngineCall call = new EngineCall(bounded, history, profile);
        WindowGuard.check(call);
        return call;
    }

    private ModelRequest bounded(ModelRequest request) {
        int maxOutputTokens = Math.min(request.maxOutputTokens(), wire.settings.maxOutputTokens());
        return request.toBuilder().maxOutputTokens(maxOutputTokens).build();
    }

    private HttpAnswer send(HttpPost post) throws InterruptedException {
        try {
            return wire.transport.post(post);
        } catch (IOException e) {
            throw failures.unreachable(e);
        } catch (RuntimeException e) {
            // HTTP clients print the header they refuse.
            throw redactor.shows(e) ? failures.unreachable(e) : e;
        }
    }

    private ModelReply reply(HttpAnswer answer, ReplyDecoder decoder) throws InterruptedException {
        try {
            if (answer.status() / 100 != 2) {
                throw refused(answer, AnswerReader.refusal(answer));
            }
            new AnswerReader(answer, wire.protocol, decoder, failures).read();
            return decoder.reply();
        } catch (IOException e) {
            throw failures.cut(e);
        }
    }

    private ModelException refused(HttpAnswer answer, String body) {
        RetryHint hint = RetryHint.of(answer::header, wire.settings.clock().instant());
        String requestId = answer.header(wire.protocol.requestIdHeader()).orElse(null);
        return failures.of(new ErrorMapping.Refusal(answer.status(), body, hint, requestId));
    }

    private Map<String, String> headers() {
        boolean events = wire.protocol.framing() == WireProtocol.Framing.EVENTS;
        Map<String, String> headers = new HashMap<>(wire.protocol.headers(key));
        headers.put("content-type", "application/json");
        headers.put("accept", events ? "text/event-stream" : "application/x-ndjson");
        return headers;
    }

    private static byte[] bytes(ObjectNode body) {
        try {
            return WireJson.JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON nodes could not be written", e);
        }
    }

    @Override
    public String toString() {
        return "HttpEngine[" + origin.family() + ", " + origin.endpoint() + ":" + origin.model() + "]";
    }
}
