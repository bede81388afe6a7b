/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.ollama;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.helix.api.CallContext;
import dev.helix.api.SessionId;
import dev.helix.api.message.ToolCall;
import dev.helix.api.message.UserMessage;
import dev.helix.api.model.ContextExceededException;
import dev.helix.api.model.EngineFactory;
import dev.helix.api.model.EngineTarget;
import dev.helix.api.model.ModelEngine;
import dev.helix.api.model.ModelId;
import dev.helix.api.model.ModelListener;
import dev.helix.api.model.StopReason;
import dev.helix.llm.engine.EngineContract;
import dev.helix.llm.engine.WireJson;
import dev.helix.llm.http.HttpLimits;
import dev.helix.llm.http.HttpTransport;
import dev.helix.testkit.server.FakeRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class OllamaEngineTest extends EngineContract {
    @Override
    protected EngineFactory factory(URI uri, Function<HttpLimits, HttpTransport> transport, HttpLimits limits) {
        return OllamaEngines.builder()
                .baseUrl(uri)
                .contextTokens(8192)
                .transport(transport)
                .limits(limits)
                .build();
    }

    private static ObjectNode line(String field, String text) {
        ObjectNode line = WireJson.object().put("model", "test-model").put("created_at", "2026-01-01T00:00:00Z");
        ObjectNode message = line.putObject("message").put("role", "assistant").put("content", "");
        message.put(field, text);
        return line.put("done", false);
    }

    private static void addCalls(ObjectNode line, List<ToolCall> calls) {
        for (ToolCall call : calls) {
            ((ObjectNode) line.path("message"))
                    .withArray("tool_calls")
                    .addObject()
                    .putObject("function")
                    .put("name", call.name())
                    .set("arguments", WireJson.raw(call.arguments()));
        }
    }

    private static ObjectNode end(ObjectNode line, Script script) {
        return line.put("done", true)
                .put("done_reason", script.stop() == StopReason.OUTPUT_LIMIT ? "length" : "stop")
                .put("prompt_eval_count", 12)
                .put("eval_count", 34);
    }

    @Override
    protected List<String> events(Script script) {
        List<String> lines = new ArrayList<>();
        if (!script.thinking().isEmpty()) {
            lines.add(line("thinking", script.thinking()) + "\n");
        }
        int middle = script.text()
                .offsetByCodePoints(
                        0, script.text().codePointCount(0, script.text().length()) / 2);
        lines.add(line("content", script.text().substring(0, middle)) + "\n");
        lines.add(line("content", script.text().substring(middle)) + "\n");
        for (ToolCall call : script.calls()) {
            ObjectNode line = line("content", "");
            addCalls(line, List.of(call));
            lines.add(line + "\n");
        }
        lines.add(end(line("content", ""), script) + "\n");
        return lines;
    }

    @Override
    protected String whole(Script script) {
        ObjectNode line = end(line("content", script.text()), script);
        addCalls(line, script.calls());
        return line.toString();
    }

    @Override
    protected String error(int status, String message) {
        return WireJson.object().put("error", message).toString();
    }

    @Override
    protected String errorEvent(String message) {
        return WireJson.object().put("error", message) + "\n";
    }

    @Override
    protected String contentType() {
        return "application/x-ndjson";
    }

    @Override
    protected boolean namesMessages() {
        return false;
    }

    @Override
    protected boolean countsCache() {
        return false;
    }

    @Override
    protected List<String> broken(FakeRequest request, JsonNode body) {
        List<String> broken = new ArrayList<>();
        require(broken, request.path().equals("/api/chat"), "path " + request.path());
        require(broken, body.has("truncate") && !body.path("truncate").asBoolean(), "truncate");
        require(broken, body.at("/options/num_ctx").asInt() == 8192, "num_ctx");
        require(broken, body.at("/options/num_predict").asInt() == 1000, "num_predict");
        for (JsonNode message : body.path("messages")) {
            require(broken, message.path("content").isTextual(), "cannot unmarshal array into content");
            for (JsonNode call : message.path("tool_calls")) {
                require(broken, call.at("/function/arguments").isObject(), "cannot unmarshal string into arguments");
            }
            require(broken, !message.path("role").asText().equals("tool") || message.has("tool_name"), "tool_name");
        }
        return broken;
    }

    private static void require(List<String> broken, boolean condition, String what) {
        if (!condition) {
            broken.add(what);
        }
    }

    @Override
    protected boolean returnsReasoning(String body) {
        return body.contains("\"thinking\":\"I look first.\"");
    }

    @Override
    protected boolean stops(StopReason stop) {
        return stop == StopReason.OUTPUT_LIMIT;
    }

    @Test
    void aPromptThatTheServerWouldCutIsNotSent() {
        try (OllamaEngines engines = OllamaEngines.builder()
                .baseUrl(URI.create("http://127.0.0.1:1"))
                .contextTokens(1000)
                .build()) {
            ModelEngine engine = engines.open(EngineTarget.of(
                    ModelId.parse("ollama:m"), CallContext.of(new SessionId("abc")), request -> Optional.empty()));

            assertThatThrownBy(() -> engine.generate(
                            request()
                                    .messages(List.of(UserMessage.of("word ".repeat(2000))))
                                    .build(),
                            ModelListener.NONE))
                    .isInstanceOf(ContextExceededException.class)
                    .hasMessageContainingAll("the context window of 'ollama:m' 1000", "contextTokens");
        }
    }
}
