/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.anthropic;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.helix.api.message.Origin;
import dev.helix.api.model.ModelEngine;
import dev.helix.api.model.ModelException;
import dev.helix.api.model.ModelListener;
import dev.helix.api.model.ModelReply;
import dev.helix.api.model.ModelRequest;
import dev.helix.api.model.Secret;
import dev.helix.llm.anthropic.RequestProjection.Projected;
import dev.helix.llm.http.HttpAnswer;
import dev.helix.llm.http.HttpPost;
import dev.helix.llm.http.HttpTransport;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A model engine that makes one attempt per call against one model. Thread-safe. */
final class AnthropicEngine implements ModelEngine {
    private static final Logger LOG = LoggerFactory.getLogger(AnthropicEngine.class);

    private final Endpoint endpoint;
    private final Origin origin;
    private final Secret key;
    private final Wire wire;
    private final ErrorMapping failures;

    /**
     * What an engine shares with its siblings.
     *
     * @param transport carries the requests
     * @param clock reads dates in {@code Retry-After}
     * @param maxOutputTokens upper bound over what requests ask for
     */
    record Wire(HttpTransport transport, InstantSource clock, int maxOutputTokens) {}

    AnthropicEngine(Endpoint endpoint, String model, Secret key, Wire wire) {
        this.endpoint = endpoint;
        this.origin = new Origin(endpoint.provider(), Protocol.FAMILY, model);
        this.key = key;
        this.wire = wire;
        this.failures = new ErrorMapping(endpoint, model, key);
    }

    @Override
    public Origin origin() {
        return origin;
    }

    @Override
    public ModelReply generate(ModelRequest request, ModelListener listener) throws InterruptedException {
        HttpPost post = post(request);
        try (HttpAnswer answer = send(post)) {
            return reply(answer, listener);
        }
    }

    private HttpAnswer send(HttpPost post) throws InterruptedException {
        try {
            return wire.transport().post(post);
        } catch (IOException e) {
            throw failures.unreachable(e);
        }
    }

    private ModelReply reply(HttpAnswer answer, ModelListener listener) throws InterruptedException {
        ResponseReader reader = new ResponseReader(answer, failures);
        try {
            if (answer.status() / 100 == 2) {
                return reader.reply(origin, listener);
            }
            throw refused(answer, reader.refusal());
        } catch (IOException e) {
            throw failures.cut(e);
        }
    }

    private ModelException refused(HttpAnswer answer, String body) {
        RetryHint hint = RetryHint.of(answer::header, wire.clock().instant());
        return failures.of(new ErrorMapping.Refusal(
                answer.status(), body, hint, answer.header("request-id").orElse(null)));
    }

    private HttpPost post(ModelRequest request) {
        int maxOutputTokens = Math.min(request.maxOutputTokens(), wire.maxOutputTokens());
        Projected projected = RequestProjection.of(
                request.toBuilder().maxOutputTokens(maxOutputTokens).build(), origin);
        if (projected.strayResults() > 0) {
            LOG.debug("{}: left out {} tool results no call asked for", origin, projected.strayResults());
        }
        return new HttpPost(endpoint.messages(), headers(), bytes(projected));
    }

    private Map<String, String> headers() {
        return Map.of(
                "content-type",
                "application/json",
                "accept",
                "text/event-stream",
                "anthropic-version",
                Protocol.VERSION,
                "x-api-key",
                key.reveal());
    }

    private static byte[] bytes(Projected projected) {
        try {
            return Protocol.JSON.writeValueAsBytes(projected.body());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON nodes could not be written", e);
        }
    }

    @Override
    public String toString() {
        return "AnthropicEngine[" + origin.endpoint() + ":" + origin.model() + "]";
    }
}
