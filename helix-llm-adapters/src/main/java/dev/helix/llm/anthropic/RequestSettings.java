/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.helix.api.model.ModelRequest;
import dev.helix.api.model.Reasoning;
import dev.helix.api.model.ToolChoice;

/**
 * Functions that write the optional settings of a request; what was not set is left out, so that the provider's own
 * default holds. Pure functions.
 */
final class RequestSettings {
    private RequestSettings() {}

    static void add(ObjectNode body, ModelRequest request) {
        request.temperature().ifPresent(temperature -> body.put("temperature", temperature));
        request.reasoning().ifPresent(reasoning -> addReasoning(body, reasoning));
        request.responseSchema()
                .ifPresent(schema -> output(body)
                        .putObject("format")
                        .put("type", "json_schema")
                        .set(
                                "schema",
                                RequestProjection.schema("response schema '" + schema.name() + "'", schema.json())));
        request.endUser().ifPresent(user -> body.putObject("metadata").put("user_id", CleanText.of(user)));
    }

    private static void addReasoning(ObjectNode body, Reasoning reasoning) {
        if (reasoning.effort().isPresent()) {
            output(body).put("effort", effort(reasoning.effort().get()));
        } else if (reasoning.budgetTokens().isPresent()) {
            body.putObject("thinking")
                    .put("type", "enabled")
                    .put("budget_tokens", reasoning.budgetTokens().getAsInt());
        } else {
            body.putObject("thinking").put("type", "disabled");
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

    static void addToolChoice(ObjectNode body, ToolChoice choice) {
        switch (choice.kind()) {
            case AUTO -> {}
            case NONE -> body.putObject("tool_choice").put("type", "none");
            case REQUIRED -> body.putObject("tool_choice").put("type", "any");
            case NAMED ->
                body.putObject("tool_choice")
                        .put("type", "tool")
                        .put("name", choice.tool().orElseThrow());
        }
    }
}
