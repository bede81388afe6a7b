/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.helix.core.json.Json;
import dev.helix.core.json.JsonSyntaxException;
import dev.helix.llm.cli.CliEngineException.Reason;
import java.time.Duration;
import java.util.Optional;

/**
 * A client of JSON-RPC 2.0 over the lines of a program, one request at a time. While it waits for a response it passes
 * on what the program notifies and answers what the program asks. Confined to one thread.
 */
final class JsonRpc {
    static final int METHOD_NOT_FOUND = -32601;

    /** Programs write warnings between their lines; more than this is something else than the protocol. */
    private static final int MAX_STRAY_CHARS = 64 * 1024;

    private final AgentProcess process;
    private final Peer peer;
    private int lastId;
    private int strayChars;

    /** What the program may call. */
    interface Peer {
        /** Takes a notification; unknown ones are left alone. */
        void notified(String method, JsonNode params);

        /**
         * Answers a request.
         *
         * @throws RpcException to answer with an error
         */
        JsonNode asked(String method, JsonNode params) throws RpcException;
    }

    /** Thrown when a request is answered with an error. */
    static final class RpcException extends Exception {
        private static final long serialVersionUID = 1L;
        private final int code;

        RpcException(int code, String message) {
            super(message);
            this.code = code;
        }

        int code() {
            return code;
        }

        String text() {
            return String.valueOf(getMessage());
        }
    }

    JsonRpc(AgentProcess process, Peer peer) {
        this.process = process;
        this.peer = peer;
    }

    /**
     * Calls a method and waits for its result.
     *
     * @throws RpcException if the program answers with an error
     * @throws CliEngineException if it ends, is silent for too long, or writes something else
     */
    JsonNode call(String method, JsonNode params) throws RpcException, InterruptedException {
        int id = send(method, params);
        while (true) {
            Optional<JsonNode> response = answered(id, process.readLine());
            if (response.isPresent()) {
                return result(response.get());
            }
        }
    }

    /** Sends a request without waiting; the id is that of its response. */
    private int send(String method, JsonNode params) {
        int id = ++lastId;
        write(message().put("id", id).put("method", method).set("params", params));
        return id;
    }

    /** Sends a notification. */
    void inform(String method, JsonNode params) {
        write(message().put("method", method).set("params", params));
    }

    /** Goes on until the response to the last request came, or a time is over. */
    void awaitLast(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        boolean waiting = true;
        while (waiting) {
            waiting = answered(lastId, process.readLineBefore(deadline)).isEmpty();
        }
    }

    private Optional<JsonNode> answered(int id, Optional<String> line) throws InterruptedException {
        if (line.isEmpty()) {
            throw new CliEngineException(
                    Reason.EXITED_EARLY, "ended with status " + process.status() + " before it answered");
        }
        JsonNode message = parse(line.get());
        if (message.path("method").isTextual()) {
            serve(message);
            return Optional.empty();
        }
        boolean response = message.path("id").asInt(-1) == id && (message.has("result") || message.has("error"));
        return response ? Optional.of(message) : Optional.empty();
    }

    private JsonNode parse(String line) {
        try {
            JsonNode message = Json.parse(line);
            if (message.isObject()) {
                return message;
            }
        } catch (JsonSyntaxException e) {
            // Counted below.
        }
        strayChars += line.length() + 1;
        if (strayChars > MAX_STRAY_CHARS) {
            throw new CliEngineException(
                    Reason.GARBLED,
                    "wrote something else than JSON-RPC: " + line.substring(0, Math.min(200, line.length())));
        }
        return Json.object();
    }

    private void serve(JsonNode message) {
        String method = message.path("method").asText();
        if (!message.has("id")) {
            peer.notified(method, message.path("params"));
            return;
        }
        ObjectNode answer = message();
        answer.set("id", message.path("id"));
        try {
            answer.set("result", peer.asked(method, message.path("params")));
        } catch (RpcException e) {
            answer.putObject("error").put("code", e.code()).put("message", e.text());
        }
        write(answer);
    }

    private static JsonNode result(JsonNode response) throws RpcException {
        if (response.has("error")) {
            JsonNode error = response.path("error");
            JsonNode data = error.path("data");
            String detail = data.isMissingNode() || data.isNull()
                    ? ""
                    : " (" + (data.isTextual() ? data.asText() : Json.compact(data)) + ")";
            throw new RpcException(
                    error.path("code").asInt(), error.path("message").asText("no reason given") + detail);
        }
        return response.path("result");
    }

    private static ObjectNode message() {
        return Json.object().put("jsonrpc", "2.0");
    }

    private void write(JsonNode message) {
        process.send(Json.compact(message) + "\n");
    }
}
