/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.helix.api.message.ToolCall;
import dev.helix.api.model.EngineFactory;
import dev.helix.api.model.ModelReply;
import dev.helix.api.model.StopReason;
import dev.helix.llm.engine.EngineContract;
import dev.helix.llm.engine.WireJson;
import dev.helix.llm.http.HttpLimits;
import dev.helix.llm.http.HttpTransport;
import dev.helix.testkit.server.FakeRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class GeminiEngineTest extends EngineContract {
    @Override
    protected EngineFactory factory(URI uri, Function<HttpLimits, HttpTransport> transport, HttpLimits limits) {
        return GeminiEngines.builder()
                .baseUrl(uri)
                .transport(transport)
                .limits(limits)
                .build();
    }

    private static ObjectNode chunk(Script script, JsonNode... parts) {
        ObjectNode chunk = WireJson.object().put("responseId", script.messageId());
        ObjectNode candidate = chunk.putArray("candidates").addObject();
        ArrayNode array = candidate.putObject("content").put("role", "model").putArray("parts");
        for (JsonNode part : parts) {
            array.add(part);
        }
        return chunk;
    }

    private static ObjectNode end(ObjectNode chunk, Script script) {
        String reason = switch (script.stop()) {
            case OUTPUT_LIMIT -> "MAX_TOKENS";
            case REFUSED -> "SAFETY";
            default -> "STOP";
        };
        ((ObjectNode) chunk.at("/candidates/0")).put("finishReason", reason);
        chunk.putObject("usageMetadata")
                .put("promptTokenCount", 12)
                .put("cachedContentTokenCount", 5)
                .put("candidatesTokenCount", 30)
                .put("thoughtsTokenCount", 4);
        return chunk;
    }

    private static ObjectNode text(String text) {
        return WireJson.object().put("text", text);
    }

    private static ObjectNode call(ToolCall call, boolean first) {
        ObjectNode part = WireJson.object();
        part.putObject("functionCall").put("name", call.name()).set("args", WireJson.raw(call.arguments()));
        return first ? part.put("thoughtSignature", "sig-of-the-first-call") : part;
    }

    private static String event(JsonNode json) {
        return "data: " + json + "\r\n\r\n";
    }

    @Override
    protected List<String> events(Script script) {
        List<String> events = new ArrayList<>();
        if (!script.thinking().isEmpty()) {
            events.add(event(chunk(script, text(script.thinking()).put("thought", true))));
        }
        int middle = script.text()
                .offsetByCodePoints(
                        0, script.text().codePointCount(0, script.text().length()) / 2);
        events.add(event(chunk(script, text(script.text().substring(0, middle)))));
        events.add(event(chunk(script, text(script.text().substring(middle)))));
        for (int i = 0; i < script.calls().size(); i++) {
            events.add(event(chunk(script, call(script.calls().get(i), i == 0))));
        }
        events.add(event(end(chunk(script, text("")), script)));
        return events;
    }

    @Override
    protected String whole(Script script) {
        List<JsonNode> parts = new ArrayList<>(List.of(text(script.text())));
        script.calls().forEach(call -> parts.add(call(call, true)));
        return end(chunk(script, parts.toArray(JsonNode[]::new)), script).toString();
    }

    @Override
    protected String error(int status, String message) {
        ObjectNode error = WireJson.object();
        error.putObject("error").put("code", status).put("message", message).put("status", "SOME_STATUS");
        return error.toString();
    }

    @Override
    protected String errorEvent(String message) {
        return "data: {\"error\":{\"code\":503,\"message\":\"" + message + "\",\"status\":\"UNAVAILABLE\"}}\n\n";
    }

    @Override
    protected List<String> broken(FakeRequest request, JsonNode body) {
        List<String> broken = new ArrayList<>();
        require(
                broken,
                request.path().equals("/v1beta/models/gemini-3-pro-preview:streamGenerateContent?alt=sse"),
                "path " + request.path());
        require(broken, !request.headers().getOrDefault("x-goog-api-key", "").isEmpty(), "key");
        require(broken, body.at("/systemInstruction/parts/0/text").asText().equals("Be brief."), "system");
        require(broken, body.at("/generationConfig/maxOutputTokens").asInt() == 1000, "maxOutputTokens");
        JsonNode before = WireJson.object();
        for (JsonNode content : body.path("contents")) {
            String role = content.path("role").asText();
            require(broken, role.equals("user") || role.equals("model"), "role " + role);
            require(broken, !role.equals(before.path("role").asText()), "roles alternate");
            require(broken, content.path("parts").size() > 0, "no parts");
            List<JsonNode> calls = named(before, "functionCall");
            List<JsonNode> results = named(content, "functionResponse");
            require(broken, calls.size() == results.size(), "as many responses as calls");
            for (int i = 0; i < Math.min(calls.size(), results.size()); i++) {
                require(broken, calls.get(i).path("name").equals(results.get(i).path("name")), "names in order");
                require(broken, calls.get(i).path("args").isObject(), "args");
                require(broken, results.get(i).path("response").isObject(), "response");
            }
            require(
                    broken,
                    named(content, "functionCall").isEmpty()
                            || !content.findValues("thoughtSignature").isEmpty(),
                    "Function call is missing a thought_signature");
            before = content;
        }
        require(broken, body.at("/contents/0/role").asText().equals("user"), "first is the user");
        require(broken, before.path("role").asText().equals("user"), "last is the user");
        return broken;
    }

    private static List<JsonNode> named(JsonNode content, String name) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode part : content.path("parts")) {
            if (part.has(name)) {
                found.add(part.path(name));
            }
        }
        return found;
    }

    private static void require(List<String> broken, boolean condition, String what) {
        if (!condition) {
            broken.add(what);
        }
    }

    @Override
    protected boolean returnsReasoning(String body) {
        return body.contains("{\"text\":\"I look first.\",\"thought\":true}")
                && body.contains("\"args\":{\"path\":\"a\"}},\"thoughtSignature\":\"sig-of-the-first-call\"}")
                && body.contains("\"args\":{\"path\":\"b\"}}}");
    }

    @Override
    protected boolean stops(StopReason stop) {
        return stop != StopReason.PAUSED;
    }

    @Override
    protected String model() {
        return "gemini-3-pro-preview";
    }

    @Test
    void aBlockedPromptIsARefusalWithoutContent() throws Exception {
        ModelReply reply = ask(streaming(
                Transport.JDK,
                List.of("data: {\"promptFeedback\":{\"blockReason\":\"PROHIBITED_CONTENT\"},"
                        + "\"usageMetadata\":{\"promptTokenCount\":9}}\n\n")));

        assertThat(reply.stop()).isEqualTo(StopReason.REFUSED);
        assertThat(reply.message().content()).isEmpty();
        assertThat(reply.usage().inputTokens()).isEqualTo(9);
    }
}
