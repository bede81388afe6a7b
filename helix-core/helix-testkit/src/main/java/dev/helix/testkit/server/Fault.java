/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.testkit.server;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A way in which an answer goes wrong. The provider's own ones are made here; a test writes others as it needs them.
 */
@FunctionalInterface
public interface Fault {
    /**
     * Answers wrongly.
     *
     * @param events what the answer would have been: the text of each event with its blank line
     * @param response where to write; returning without an end closes the connection
     * @throws IOException if the client has gone
     */
    void play(List<String> events, FakeResponse response) throws IOException;

    /**
     * Refuses with a status and the provider's error body.
     *
     * @param status the HTTP status
     * @param type the provider's name for the error, for example {@code rate_limit_error}
     * @param message the provider's explanation
     * @return the fault
     */
    static Fault status(int status, String type, String message) {
        return status(status, requireNonNull(type, "type"), requireNonNull(message, "message"), Map.of());
    }

    /**
     * Refuses with a status, the provider's error body, and further headers.
     *
     * @param status the HTTP status
     * @param type the provider's name for the error, for example {@code rate_limit_error}
     * @param message the provider's explanation
     * @param headers by name, in lower case
     * @return the fault
     */
    static Fault status(int status, String type, String message, Map<String, String> headers) {
        requireNonNull(headers, "headers");
        requireNonNull(message, "message");
        requireNonNull(type, "type");
        Map<String, String> all = new HashMap<>(headers);
        all.putIfAbsent("content-type", "application/json");
        all.putIfAbsent("request-id", "req_fake");
        return (events, response) -> response.send(status, all, error(type, message));
    }

    /**
     * Refuses with 429, too many requests.
     *
     * @param retryAfter what the header {@code retry-after} holds: seconds, or a date
     * @return the fault
     */
    static Fault rateLimited(String retryAfter) {
        return status(
                429,
                "rate_limit_error",
                "too many requests",
                Map.of("retry-after", requireNonNull(retryAfter, "retryAfter")));
    }

    /**
     * Refuses with 529, overloaded.
     *
     * @param retryAfter what the header {@code retry-after} holds: seconds, or a date
     * @return the fault
     */
    static Fault overloaded(String retryAfter) {
        return status(
                529, "overloaded_error", "Overloaded", Map.of("retry-after", requireNonNull(retryAfter, "retryAfter")));
    }

    /** {@return a break of the connection in the middle of the first piece of a call's arguments, or else of a text} */
    static Fault cutInTheMiddle() {
        return (events, response) -> {
            int at = indexOf(events, "input_json_delta");
            at = at < 0 ? indexOf(events, "text_delta") : at;
            at = at < 0 ? events.size() - 1 : at;
            begin(events.subList(0, at), response);
            response.piece(events.get(at).substring(0, events.get(at).length() / 2));
        };
    }

    /** {@return an event, then one whose JSON is broken, then the rest} */
    static Fault malformedJson() {
        return (events, response) -> {
            begin(events.subList(0, 1), response);
            response.piece("event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\n\n");
            sendRest(events.subList(1, events.size()), response);
        };
    }

    /**
     * Sends the first half of the events, then an error event.
     *
     * @param type the provider's name for the error, for example {@code overloaded_error}
     * @param message the provider's explanation
     * @return the fault
     */
    static Fault errorEvent(String type, String message) {
        requireNonNull(message, "message");
        requireNonNull(type, "type");
        return (events, response) -> {
            begin(events.subList(0, events.size() / 2), response);
            response.piece("event: error\ndata: " + error(type, message) + "\n\n");
            response.end();
        };
    }

    /** {@return a beginning and then nothing more, until the client gives up} */
    static Fault stall() {
        return (events, response) -> {
            begin(events.subList(0, 1), response);
            response.hang();
        };
    }

    /** {@return text without end, until the client gives up} */
    static Fault flood() {
        return (events, response) -> {
            begin(events.subList(0, 1), response);
            response.piece("data: {\"type\":\"content_block_start\",\"index\":0,"
                    + "\"content_block\":{\"type\":\"text\",\"text\":\"\"}}\n\n");
            String delta = "data: {\"type\":\"content_block_delta\",\"index\":0,"
                    + "\"delta\":{\"type\":\"text_delta\",\"text\":\"" + "and on ".repeat(1000) + "\"}}\n\n";
            while (true) {
                response.piece(delta);
            }
        };
    }

    private static void begin(List<String> events, FakeResponse response) throws IOException {
        response.begin(200, Map.of("content-type", "text/event-stream; charset=utf-8"));
        for (String event : events) {
            response.piece(event);
        }
    }

    private static void sendRest(List<String> events, FakeResponse response) throws IOException {
        for (String event : events) {
            response.piece(event);
        }
        response.end();
    }

    /** {@return the answer as it should be} */
    static Fault none() {
        return (events, response) -> {
            response.begin(200, Map.of("content-type", "text/event-stream; charset=utf-8"));
            sendRest(events, response);
        };
    }

    private static int indexOf(List<String> events, String type) {
        for (int i = 0; i < events.size(); i++) {
            // The first delta of a call is empty; a cut there would cut nothing.
            if (events.get(i).contains(type) && !events.get(i).contains("\"partial_json\":\"\"")) {
                return i;
            }
        }
        return -1;
    }

    private static String error(String type, String message) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "error")
                .put("request_id", "req_fake")
                .set(
                        "error",
                        JsonNodeFactory.instance.objectNode().put("type", type).put("message", message))
                .toString();
    }
}
