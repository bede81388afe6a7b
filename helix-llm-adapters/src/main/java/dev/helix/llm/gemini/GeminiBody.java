/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.gemini;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.helix.api.model.ModelRequest;
import dev.helix.api.model.Reasoning;
import dev.helix.api.model.ToolChoice;
import dev.helix.llm.engine.EngineCall;
import dev.helix.llm.engine.WireJson;

/** An encoder of one request. Confined to one thread. */
final class GeminiBody {
    private final EngineCall call;
    private final ModelRequest request;

    GeminiBody(EngineCall call) {
        this.call = call;
        this.request = call.request();
    }

    ObjectNode json() {
        ObjectNode body = WireJson.object();
        String system = call.history().system();
        if (!system.isEmpty()) {
            body.putObject("systemInstruction").putArray("parts").addObject().put("text", system);
        }
        addTools(body);
        addSettings(body.putObject("generationConfig"));
        body.set("contents", GeminiContents.of(call.history()));
        return body;
    }

    private void addTools(ObjectNode body) {
        if (request.tools().isEmpty()) {
            return;
        }
        ArrayNode functions = body.putArray("tools").addObject().putArray("functionDeclarations");
        call.history().tools().forEach(tool -> functions.add(WireJson.tool(tool, "parametersJsonSchema")));
        ToolChoice choice = request.toolChoice();
        if (choice.kind() == ToolChoice.Kind.AUTO) {
            return;
        }
        ObjectNode config = body.putObject("toolConfig")
                .putObject("functionCallingConfig")
                .put("mode", choice.kind() == ToolChoice.Kind.NONE ? "NONE" : "ANY");
        choice.tool()
                .ifPresent(tool -> config.putArray("allowedFunctionNames")
                        .add(call.history().nameForModel(tool)));
    }

    private void addSettings(ObjectNode config) {
        config.put("maxOutputTokens", request.maxOutputTokens());
        request.temperature().ifPresent(temperature -> config.put("temperature", temperature));
        request.reasoning().ifPresent(reasoning -> addReasoning(config.putObject("thinkingConfig"), reasoning));
        request.responseSchema()
                .ifPresent(schema -> config.put("responseMimeType", "application/json")
                        .set(
                                "responseJsonSchema",
                                WireJson.schema("response schema '" + schema.name() + "'", schema.json())));
    }

    /** Models before 3 take a number of tokens, later ones a level; each refuses the other form. */
    private static void addReasoning(ObjectNode thinking, Reasoning reasoning) {
        if (!reasoning.isOff()) {
            thinking.put("includeThoughts", true);
        }
        if (reasoning.effort().isPresent()) {
            thinking.put("thinkingLevel", level(reasoning.nearestEffort()));
        } else {
            thinking.put("thinkingBudget", reasoning.nearestBudget());
        }
    }

    private static String level(Reasoning.Effort effort) {
        return switch (effort) {
            case MINIMAL -> "minimal";
            case LOW -> "low";
            case MEDIUM -> "medium";
            case HIGH, MAX -> "high";
        };
    }
}
