/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.servers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.helix.testkit.server.FakeRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * A provider's protocol from the other side: how its server words replies, and which requests it refuses. Written from
 * the provider's documentation and refusals, without a look at how requests are made. Immutable.
 *
 * <p>Each reply has 12 tokens in, 5 of them from the cache where the protocol counts those, and 34 out.
 */
public abstract class ProviderWire {
    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    /** {@return the events of a reply, each a line or an event with its end} */
    public abstract List<String> events(String model, ScriptedReply reply);

    /** {@return the same reply as one answer without a stream} */
    public abstract String whole(String model, ScriptedReply reply);

    /** {@return the body of a refusal} */
    public abstract String error(int status, String message);

    /** {@return an event that breaks an answer off because the provider is overloaded} */
    public abstract String errorEvent(String message);

    /** {@return the name of the member of a request that holds the conversation} */
    public abstract String conversation();

    /** {@return the model that a request asks} */
    public String model(FakeRequest request) {
        return parsed(request.body()).path("model").asText();
    }

    /** {@return whether messages have names, so that two replies in one stream can be told apart} */
    public boolean namesMessages() {
        return true;
    }

    /** {@return whether usage tells what was read from the cache} */
    public boolean countsCache() {
        return true;
    }

    /** {@return the content type of a stream} */
    public String contentType() {
        return "text/event-stream; charset=utf-8";
    }

    /** {@return what the provider refuses in a request; empty when it is fine} */
    public final List<String> broken(FakeRequest request) {
        Complaints complaints = new Complaints();
        try {
            JsonNode body = JSON.readTree(request.body());
            complaints.require(request.line().startsWith("POST "), "method of " + request.line());
            complaints.require(
                    request.headers().getOrDefault("content-type", "").startsWith("application/json"), "content type");
            complaints.require(!request.body().contains("\\u0000"), "NUL in a text");
            check(request, body, complaints);
        } catch (JsonProcessingException e) {
            complaints.require(false, "the body is no JSON: " + e.getOriginalMessage());
        }
        return complaints.found();
    }

    abstract void check(FakeRequest request, JsonNode body, Complaints complaints);

    /** {@return what a server signs reasoning with, so that it knows its own: model and text make it} */
    public static String signature(String model, String text) {
        return "signed-by-" + model + "-" + Integer.toHexString(text.hashCode());
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    static ObjectNode of(String type) {
        return object().put("type", type);
    }

    /** {@return a node that prints as the text} */
    static JsonNode raw(String json) {
        return JSON.getNodeFactory().rawValueNode(new RawValue(json));
    }

    static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    /** The complaints about one request. Confined to one thread. */
    static final class Complaints {
        private final List<String> found = new ArrayList<>();

        void require(boolean fine, String rule) {
            if (!fine) {
                found.add(rule);
            }
        }

        /** Refuses members that the provider does not document. */
        void only(JsonNode object, String where, String... names) {
            require(object.isObject(), where + " must be an object");
            List<String> known = List.of(names);
            object.fieldNames()
                    .forEachRemaining(name -> require(known.contains(name), where + "." + name + " is not permitted"));
        }

        List<String> found() {
            return List.copyOf(found);
        }
    }
}
