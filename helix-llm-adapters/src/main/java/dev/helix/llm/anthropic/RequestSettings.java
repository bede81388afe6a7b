/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.helix.api.model.ModelRequest;
import dev.helix.api.model.Reasoning;
import dev.helix.api.model.ToolChoice;
import java.util.List;

/**
 * Functions that write the optional settings of a request; what was not set is left out, so that the provider's own
 * default holds. Pure functions.
 *
 * <p>The provider refuses some settings together. Thinking then gives way, since it is the one that changes no
 * meaning: to a tool that must be called, to an answer too short for it, and to a round of calls that began without
 * it. A temperature gives way to thinking, and one above the provider's range is the highest of that range.
 */
final class RequestSettings {
    /** The provider's range is half as wide as that of a request. */
    private static final double HIGHEST_TEMPERATURE = 1;

    private static final int SMALLEST_BUDGET = 1024;

    private final ObjectNode body;
    private final ModelRequest request;

    private RequestSettings(ObjectNode body, ModelRequest request) {
        this.body = body;
        this.request = request;
    }

    /** Adds the settings to a body. */
    static void add(ObjectNode body, ModelRequest request, List<WireMessage> messages) {
        new RequestSettings(body, request).add(messages);
    }

    private void add(List<WireMessage> messages) {
        request.reasoning().ifPresent(reasoning -> addReasoning(reasoning, messages));
        if (!isThinking()) {
            request.temperature()
                    .ifPresent(temperature -> body.put("temperature", Math.min(temperature, HIGHEST_TEMPERATURE)));
        }
        request.responseSchema()
                .ifPresent(schema -> output().putObject("format")
                        .put("type", "json_schema")
                        .set(
                                "schema",
                                RequestProjection.schema("response schema '" + schema.name() + "'", schema.json())));
        request.endUser().ifPresent(user -> body.putObject("metadata").put("user_id", CleanText.of(user)));
    }

    private boolean isThinking() {
        return Protocol.text(body.path("thinking"), "type").equals("enabled");
    }

    private void addReasoning(Reasoning reasoning, List<WireMessage> messages) {
        if (reasoning.effort().isPresent()) {
            output().put("effort", effort(reasoning.effort().get()));
        } else if (reasoning.budgetTokens().isEmpty()) {
            body.putObject("thinking").put("type", "disabled");
        } else if (maySwitchOn(messages)) {
            // What is thought counts as output.
            int most = Math.min(reasoning.budgetTokens().getAsInt(), request.maxOutputTokens() - 1);
            body.putObject("thinking").put("type", "enabled").put("budget_tokens", Math.max(SMALLEST_BUDGET, most));
        }
    }

    private boolean maySwitchOn(List<WireMessage> messages) {
        boolean free = request.toolChoice().kind() == ToolChoice.Kind.AUTO
                || request.toolChoice().kind() == ToolChoice.Kind.NONE;
        return free && request.maxOutputTokens() > SMALLEST_BUDGET && !isWithinUnthinkingRound(messages);
    }

    /** {@return whether results are awaited by a message that did not begin with thinking} */
    private static boolean isWithinUnthinkingRound(List<WireMessage> messages) {
        int last = messages.size() - 1;
        return last > 0
                && first(messages.get(last)).equals("tool_result")
                && !first(messages.get(last - 1)).endsWith("thinking");
    }

    private static String first(WireMessage message) {
        return Protocol.text(message.blocks().get(0), "type");
    }

    private static String effort(Reasoning.Effort effort) {
        return switch (effort) {
            case MINIMAL, LOW -> "low";
            case MEDIUM -> "medium";
            case HIGH -> "high";
            case MAX -> "max";
        };
    }

    private ObjectNode output() {
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
