/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.helix.api.model.ModelRequest;
import dev.helix.api.model.Reasoning;
import dev.helix.api.model.ToolChoice;
import dev.helix.llm.engine.EngineCall;
import dev.helix.llm.engine.WireJson;

/**
 * Functions that write the optional settings of a request; what was not set is left out, so that the provider's own
 * default holds. Pure functions.
 *
 * <p>The provider refuses some settings together. Thinking then gives way, since it is the one that changes no meaning:
 * to a tool that must be called, to an answer too short for it, and to a round of calls that began without it. A
 * temperature gives way to thinking, and one above the provider's range is the highest of that range.
 */
final class RequestSettings {
    /** The provider's range is half as wide as that of a request. */
    private static final double HIGHEST_TEMPERATURE = 1;

    /** The provider refuses smaller ones. */
    private static final int SMALLEST_BUDGET = 1024;

    private RequestSettings() {}

    static void add(ObjectNode body, EngineCall call) {
        ModelRequest request = call.request();
        request.reasoning().ifPresent(reasoning -> addReasoning(body, reasoning, call));
        if (!body.has("thinking") || body.at("/thinking/type").asText().equals("disabled")) {
            // A model that thinks refuses every temperature.
            request.temperature()
                    .ifPresent(temperature -> body.put("temperature", Math.min(temperature, HIGHEST_TEMPERATURE)));
        }
        request.responseSchema()
                .ifPresent(schema -> output(body)
                        .putObject("format")
                        .put("type", "json_schema")
                        .set("schema", WireJson.schema("response schema '" + schema.name() + "'", schema.json())));
        request.endUser().ifPresent(user -> body.putObject("metadata").put("user_id", WireJson.clean(user)));
    }

    /** Older models think by a budget, newer ones by an effort; each refuses the other form. */
    private static void addReasoning(ObjectNode body, Reasoning reasoning, EngineCall call) {
        if (reasoning.isOff()) {
            body.putObject("thinking").put("type", "disabled");
            return;
        }
        reasoning.effort().ifPresent(effort -> output(body).put("effort", effort(effort)));
        if (!mayThink(call)) {
            return;
        }
        if (reasoning.effort().isPresent()) {
            body.putObject("thinking").put("type", "adaptive");
        } else {
            addBudget(body, reasoning.nearestBudget(), call.request().maxOutputTokens());
        }
    }

    /** A tool loop that began without reasoning goes on without; so does a call for a certain tool. */
    private static boolean mayThink(EngineCall call) {
        ToolChoice.Kind kind = call.request().toolChoice().kind();
        return call.history().mayReason() && kind != ToolChoice.Kind.REQUIRED && kind != ToolChoice.Kind.NAMED;
    }

    /** A budget below the output limit, as demanded; without room for one the model does not think. */
    private static void addBudget(ObjectNode body, int asked, int maxOutputTokens) {
        int budget = Math.min(Math.max(asked, SMALLEST_BUDGET), maxOutputTokens - 1);
        if (budget >= SMALLEST_BUDGET) {
            body.putObject("thinking").put("type", "enabled").put("budget_tokens", budget);
        }
    }

    private static String effort(Reasoning.Effort effort) {
        return switch (effort) {
            case MINIMAL, LOW -> "low";
            case MEDIUM -> "medium";
            case HIGH -> "high";
            case MAX -> "max";
        };
    }

    private static ObjectNode output(ObjectNode body) {
        return body.withObjectProperty("output_config");
    }

    static void addToolChoice(ObjectNode body, EngineCall call) {
        ToolChoice choice = call.request().toolChoice();
        switch (choice.kind()) {
            case AUTO -> {}
            case NONE -> body.putObject("tool_choice").put("type", "none");
            case REQUIRED -> body.putObject("tool_choice").put("type", "any");
            case NAMED ->
                body.putObject("tool_choice")
                        .put("type", "tool")
                        .put("name", call.history().nameForModel(choice.tool().orElseThrow()));
        }
    }
}
