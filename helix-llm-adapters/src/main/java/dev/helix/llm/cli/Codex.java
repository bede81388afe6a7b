/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.helix.api.model.StopReason;
import dev.helix.api.model.Usage;
import dev.helix.core.json.Json;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The dialect of {@code codex exec --json}, as of 0.169.
 *
 * <p>What it does comes as items, each started and completed. An item of type {@code error} is a warning; only
 * {@code turn.failed} ends a run without an answer.
 */
final class Codex implements EventDecoder {
    private static final String KEY = "OPENAI_API_KEY";

    static final Dialect DIALECT = new Dialect(
            "codex",
            "codex-cli",
            "codex",
            "npm install -g @openai/codex",
            URI.create("https://api.openai.com/v1"),
            KEY,
            endpoint -> Map.of(),
            endpoint -> Map.of(".codex/config.toml", config(endpoint)),
            Codex::arguments,
            Codex::new);

    private final ReplyCollector reply;
    private String lastError = "";

    private Codex(ReplyCollector reply) {
        this.reply = reply;
    }

    /** The quotes of TOML's basic strings are JSON's. */
    private static String config(URI endpoint) {
        return "model_provider = \"helix\"\n\n[model_providers.helix]\nname = \"helix\"\nbase_url = "
                + Json.quoted(endpoint.toString()) + "\nenv_key = \"" + KEY + "\"\nwire_api = \"responses\"\n";
    }

    /** Its own sandbox cannot be put up inside another, which holds it already. */
    private static List<String> arguments(String model) {
        List<String> arguments =
                new ArrayList<>(List.of("exec", "--json", "--skip-git-repo-check", "-s", "danger-full-access"));
        if (!model.equals(Dialect.DEFAULT_MODEL)) {
            arguments.addAll(List.of("-m", model));
        }
        arguments.add("-");
        return arguments;
    }

    @Override
    public void accept(JsonNode event) {
        switch (event.path("type").asText()) {
            case "item.started" -> started(event.path("item"));
            case "item.completed" -> completed(event.path("item"));
            case "error" -> lastError = event.path("message").asText();
            case "turn.completed" -> {
                usage(event.path("usage"));
                reply.finished(StopReason.END);
            }
            case "turn.failed" ->
                reply.failed(AgentFailure.of(event.path("error").path("message").asText(lastError)));
            default -> {}
        }
    }

    private void started(JsonNode item) {
        if (isTool(item)) {
            String type = item.path("type").asText();
            reply.toolCalled(id(item), type, type.equals("command_execution") ? item.path("command") : detail(item));
        }
    }

    private void completed(JsonNode item) {
        switch (item.path("type").asText()) {
            case "agent_message" -> {
                reply.text(item.path("text").asText());
                reply.endParagraph();
            }
            case "reasoning" -> reply.thinking(item.path("text").asText());
            case "error" -> reply.notice("warning: " + item.path("message").asText());
            default -> {
                if (isTool(item)) {
                    ended(item);
                }
            }
        }
    }

    private void ended(JsonNode item) {
        boolean failed = item.path("status").asText().equals("failed")
                || item.path("exit_code").asInt(0) != 0;
        reply.toolEnded(
                id(item), failed, item.has("aggregated_output") ? item.path("aggregated_output") : detail(item));
    }

    private static boolean isTool(JsonNode item) {
        return switch (item.path("type").asText()) {
            case "agent_message", "reasoning", "error", "todo_list", "" -> false;
            default -> true;
        };
    }

    private static String id(JsonNode item) {
        return item.path("id").asText();
    }

    private static JsonNode detail(JsonNode item) {
        return item.has("changes") ? item.path("changes") : item.has("tool") ? item.path("tool") : item;
    }

    /** Its input counts what came from the cache, too. */
    private void usage(JsonNode counts) {
        long cached = ClaudeCode.count(counts, "cached_input_tokens");
        long written = ClaudeCode.count(counts, "cache_write_input_tokens");
        reply.usage(Usage.builder()
                .inputTokens(Math.max(0, ClaudeCode.count(counts, "input_tokens") - cached - written))
                .outputTokens(ClaudeCode.count(counts, "output_tokens"))
                .cacheReadTokens(cached)
                .cacheWriteTokens(written)
                .build());
    }
}
