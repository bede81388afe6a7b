/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.helix.api.model.StopReason;
import dev.helix.api.model.Usage;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The dialect of {@code gemini --output-format stream-json}, as of 0.61.
 *
 * <p>It refuses to start unless its settings name a way to authenticate.
 */
final class GeminiCli implements EventDecoder {
    static final Dialect DIALECT = new Dialect(
            "gemini-cli",
            "gemini-cli",
            "gemini",
            "npm install -g @google/gemini-cli",
            URI.create("https://generativelanguage.googleapis.com"),
            "GEMINI_API_KEY",
            endpoint -> Map.of("GOOGLE_GEMINI_BASE_URL", endpoint.toString()),
            endpoint -> Map.of(
                    ".gemini/settings.json",
                    "{\"security\":{\"auth\":{\"selectedType\":\"gemini-api-key\"}},"
                            + "\"privacy\":{\"usageStatisticsEnabled\":false},"
                            + "\"general\":{\"disableAutoUpdate\":true}}"),
            GeminiCli::arguments,
            GeminiCli::new);

    private final ReplyCollector reply;

    private GeminiCli(ReplyCollector reply) {
        this.reply = reply;
    }

    /** What standard input holds goes before the prompt, so that the prompt only points at it. */
    private static List<String> arguments(String model) {
        List<String> arguments = new ArrayList<>(
                List.of("-p", "Do what is asked above.", "--output-format", "stream-json", "--yolo", "--skip-trust"));
        if (!model.equals(Dialect.DEFAULT_MODEL)) {
            arguments.addAll(List.of("-m", model));
        }
        return arguments;
    }

    @Override
    public void accept(JsonNode event) {
        switch (event.path("type").asText()) {
            case "message" -> message(event);
            case "tool_use" ->
                reply.toolCalled(
                        event.path("tool_id").asText(), event.path("tool_name").asText(), event.path("parameters"));
            case "tool_result" ->
                reply.toolEnded(
                        event.path("tool_id").asText(),
                        !event.path("status").asText().equals("success"),
                        event.has("output") ? event.path("output") : event.path("error"));
            case "error" -> reply.notice(event.path("message").asText());
            case "result" -> end(event);
            default -> {}
        }
    }

    private void message(JsonNode event) {
        if (event.path("role").asText().equals("assistant")) {
            reply.text(event.path("content").asText());
        }
    }

    private void end(JsonNode event) {
        JsonNode counts = event.path("stats");
        long cached = ClaudeCode.count(counts, "cached");
        reply.usage(Usage.builder()
                .inputTokens(Math.max(0, ClaudeCode.count(counts, "input_tokens") - cached))
                .outputTokens(ClaudeCode.count(counts, "output_tokens"))
                .cacheReadTokens(cached)
                .build());
        if (event.path("status").asText().equals("success")) {
            reply.finished(StopReason.END);
        } else {
            reply.failed(AgentFailure.of(event.path("error").path("message").asText("it gave no reason")));
        }
    }
}
