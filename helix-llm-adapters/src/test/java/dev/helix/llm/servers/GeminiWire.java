/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.servers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.helix.api.message.ToolCall;
import dev.helix.testkit.server.FakeRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gemini, from version 3 on: the first call of each step carries a signature. */
public final class GeminiWire extends ProviderWire {
    private static final Pattern PATH = Pattern.compile("/v1beta/models/([^/:]+):streamGenerateContent\\?alt=sse");
    /** What the provider takes in place of a signature that another model did not give. */
    private static final String SENTINEL = "skip_thought_signature_validator";

    private static ObjectNode chunk(ScriptedReply reply, JsonNode... parts) {
        ObjectNode chunk = object().put("responseId", reply.messageId());
        ObjectNode candidate = chunk.putArray("candidates").addObject();
        ArrayNode array = candidate.putObject("content").put("role", "model").putArray("parts");
        for (JsonNode part : parts) {
            array.add(part);
        }
        return chunk;
    }

    private static ObjectNode end(ObjectNode chunk, ScriptedReply reply) {
        String reason = switch (reply.stop()) {
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
        return object().put("text", text);
    }

    private static ObjectNode call(String model, ToolCall call, boolean first) {
        ObjectNode part = object();
        part.putObject("functionCall").put("name", call.name()).set("args", raw(call.arguments()));
        return first ? part.put("thoughtSignature", signature(model, call.name())) : part;
    }

    private static String event(JsonNode json) {
        return "data: " + json + "\r\n\r\n";
    }

    @Override
    public List<String> events(String model, ScriptedReply reply) {
        List<String> events = new ArrayList<>();
        if (!reply.thinking().isEmpty()) {
            events.add(event(chunk(reply, text(reply.thinking()).put("thought", true))));
        }
        reply.halves().forEach(half -> events.add(event(chunk(reply, text(half)))));
        for (int i = 0; i < reply.calls().size(); i++) {
            events.add(event(chunk(reply, call(model, reply.calls().get(i), i == 0))));
        }
        events.add(event(end(chunk(reply, text("")), reply)));
        return events;
    }

    @Override
    public String whole(String model, ScriptedReply reply) {
        List<JsonNode> parts = new ArrayList<>(List.of(text(reply.text())));
        reply.calls().forEach(call -> parts.add(call(model, call, true)));
        return end(chunk(reply, parts.toArray(JsonNode[]::new)), reply).toString();
    }

    @Override
    public String error(int status, String message) {
        ObjectNode error = object();
        error.putObject("error").put("code", status).put("message", message).put("status", "SOME_STATUS");
        return error.toString();
    }

    @Override
    public String errorEvent(String message) {
        return "data: {\"error\":{\"code\":503,\"message\":\"" + message + "\",\"status\":\"UNAVAILABLE\"}}\n\n";
    }

    @Override
    public String conversation() {
        return "contents";
    }

    @Override
    public String model(FakeRequest request) {
        Matcher path = PATH.matcher(request.path());
        return path.matches() ? path.group(1) : "";
    }

    @Override
    void check(FakeRequest request, JsonNode body, Complaints complaints) {
        complaints.require(PATH.matcher(request.path()).matches(), "path " + request.path());
        complaints.require(!request.headers().getOrDefault("x-goog-api-key", "").isEmpty(), "key");
        complaints.only(body, "body", "contents", "systemInstruction", "tools", "toolConfig", "generationConfig");
        complaints.only(
                body.path("generationConfig"),
                "generationConfig",
                "maxOutputTokens",
                "temperature",
                "thinkingConfig",
                "responseMimeType",
                "responseJsonSchema");
        body.at("/tools/0/functionDeclarations")
                .forEach(tool -> complaints.only(tool, "function", "name", "description", "parametersJsonSchema"));
        JsonNode before = object();
        for (JsonNode content : body.path("contents")) {
            content(model(request), content, before, complaints);
            before = content;
        }
        complaints.require(body.at("/contents/0/role").asText().equals("user"), "the first turn must be the user's");
        complaints.require(before.path("role").asText().equals("user"), "the last turn must be the user's");
    }

    private static void content(String model, JsonNode content, JsonNode before, Complaints complaints) {
        String role = content.path("role").asText();
        complaints.only(content, "content", "role", "parts");
        complaints.require(role.equals("user") || role.equals("model"), "Please use a valid role: user, model.");
        complaints.require(!role.equals(before.path("role").asText()), "roles alternate");
        complaints.require(content.path("parts").size() > 0, "parts must not be empty");
        boolean signed = false;
        for (JsonNode part : content.path("parts")) {
            part(part, role, complaints);
            if (part.has("functionCall") && !signed) {
                String signature = part.path("thoughtSignature").asText();
                String own = signature(model, part.at("/functionCall/name").asText());
                complaints.require(!signature.isEmpty(), "Function call is missing a thought_signature");
                complaints.require(
                        signature.isEmpty() || signature.equals(own) || signature.equals(SENTINEL),
                        "Corrupted thought signature");
                signed = true;
            }
        }
        paired(named(before, "functionCall"), named(content, "functionResponse"), complaints);
    }

    private static void part(JsonNode part, String role, Complaints complaints) {
        complaints.only(
                part, "part", "text", "thought", "thoughtSignature", "functionCall", "functionResponse", "inlineData");
        complaints.require(role.equals("model") || !part.has("functionCall"), "a call of the user");
        complaints.require(role.equals("user") || !part.has("functionResponse"), "a response of the model");
        if (part.has("functionCall")) {
            JsonNode call = part.path("functionCall");
            complaints.only(call, "functionCall", "id", "name", "args");
            complaints.require(call.path("args").isObject(), "args must be an object");
            complaints.require(
                    call.path("name").asText().matches("[a-zA-Z_][a-zA-Z0-9_.:-]{0,63}"), "Invalid function name");
        } else if (part.has("functionResponse")) {
            JsonNode response = part.path("functionResponse");
            complaints.only(response, "functionResponse", "id", "name", "response", "parts");
            complaints.require(response.path("response").isObject(), "response must be an object");
        } else {
            complaints.require(part.has("inlineData") || part.path("text").isTextual(), "a part without data");
        }
    }

    private static void paired(List<JsonNode> calls, List<JsonNode> results, Complaints complaints) {
        complaints.require(
                calls.size() == results.size(),
                "the number of function response parts is equal to the number of function call parts");
        for (int i = 0; i < Math.min(calls.size(), results.size()); i++) {
            complaints.require(calls.get(i).path("name").equals(results.get(i).path("name")), "names in order");
        }
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
}
