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
 * The dialect of {@code claude -p --output-format stream-json}, as of 2.1.
 *
 * <p>An assistant line holds one finished block of a message; before it, the same block arrives in pieces as events of
 * the API. A failed run ends with a result whose subtype is {@code success} and whose {@code is_error} is true.
 */
final class ClaudeCode implements EventDecoder {
    static final Dialect DIALECT = new Dialect(
            "claude-code",
            "claude-code",
            "claude",
            "npm install -g @anthropic-ai/claude-code",
            URI.create("https://api.anthropic.com"),
            "ANTHROPIC_API_KEY",
            endpoint -> Map.of(
                    "ANTHROPIC_BASE_URL", endpoint.toString(),
                    "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "1",
                    "DISABLE_AUTOUPDATER", "1",
                    // The boundary holds it, so that it may go without asking, also as root.
                    "IS_SANDBOX", "1"),
            endpoint -> Map.of(),
            ClaudeCode::arguments,
            ClaudeCode::new);

    private final ReplyCollector reply;
    private boolean shownText;
    private boolean shownThinking;

    private ClaudeCode(ReplyCollector reply) {
        this.reply = reply;
    }

    private static List<String> arguments(String model) {
        List<String> arguments = new ArrayList<>(List.of(
                "-p",
                "--output-format",
                "stream-json",
                "--verbose",
                "--include-partial-messages",
                "--permission-mode",
                "bypassPermissions"));
        if (!model.equals(Dialect.DEFAULT_MODEL)) {
            arguments.addAll(List.of("--model", model));
        }
        return arguments;
    }

    @Override
    public void accept(JsonNode event) {
        switch (event.path("type").asText()) {
            case "stream_event" -> piece(event.path("event").path("delta"));
            case "assistant" -> event.path("message").path("content").forEach(this::block);
            case "user" -> event.path("message").path("content").forEach(this::result);
            case "system" -> system(event);
            case "result" -> end(event);
            default -> {}
        }
    }

    private void piece(JsonNode delta) {
        switch (delta.path("type").asText()) {
            case "text_delta" -> {
                shownText = true;
                reply.showText(delta.path("text").asText());
            }
            case "thinking_delta" -> {
                shownThinking = true;
                reply.showThinking(delta.path("thinking").asText());
            }
            default -> {}
        }
    }

    private void block(JsonNode block) {
        switch (block.path("type").asText()) {
            case "text" -> {
                String text = block.path("text").asText();
                if (!shownText) {
                    reply.showText(text);
                }
                reply.keepText(text);
                reply.endParagraph();
                shownText = false;
            }
            case "thinking" -> {
                String text = block.path("thinking").asText();
                if (!shownThinking) {
                    reply.showThinking(text);
                }
                reply.keepThinking(text);
                shownThinking = false;
            }
            case "tool_use" ->
                reply.toolCalled(block.path("id").asText(), block.path("name").asText(), block.path("input"));
            default -> {}
        }
    }

    private void result(JsonNode block) {
        if (block.path("type").asText().equals("tool_result")) {
            reply.toolEnded(
                    block.path("tool_use_id").asText(), block.path("is_error").asBoolean(), block.path("content"));
        }
    }

    private void system(JsonNode event) {
        if (event.path("subtype").asText().equals("api_retry")) {
            reply.notice("attempt " + event.path("attempt").asInt() + " of "
                    + event.path("max_retries").asInt() + " failed with status "
                    + event.path("error_status").asText("unknown"));
        }
    }

    private void end(JsonNode event) {
        JsonNode counts = event.path("usage");
        reply.usage(Usage.builder()
                .inputTokens(count(counts, "input_tokens"))
                .outputTokens(count(counts, "output_tokens"))
                .cacheReadTokens(count(counts, "cache_read_input_tokens"))
                .cacheWriteTokens(count(counts, "cache_creation_input_tokens"))
                .build());
        reply.cost(event.path("total_cost_usd"));
        String said = event.path("result").asText();
        if (event.path("is_error").asBoolean()) {
            reply.failed(new AgentFailure(
                    event.path("api_error_status").asInt(),
                    said.isEmpty() ? event.path("subtype").asText() : said));
            return;
        }
        if (!reply.hasText()) {
            reply.text(said);
        }
        reply.finished(stop(event.path("stop_reason").asText()));
    }

    private static StopReason stop(String reason) {
        return switch (reason) {
            case "refusal" -> StopReason.REFUSED;
            case "max_tokens" -> StopReason.OUTPUT_LIMIT;
            default -> StopReason.END;
        };
    }

    /** Reads a count of tokens; what is no count is none. */
    static long count(JsonNode counts, String name) {
        return Math.max(0, counts.path(name).asLong());
    }
}
