/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.helix.api.model.CacheHints;
import dev.helix.api.model.ModelRequest;
import dev.helix.api.model.Reasoning;
import dev.helix.api.model.ToolChoice;
import dev.helix.api.model.Usage;
import dev.helix.llm.engine.EngineCall;
import dev.helix.llm.wire.JsonValue;

/** Utility methods for what Responses and Chat Completions have in common. */
final class OpenAi {
    private OpenAi() {}

    static String dataUrl(String mediaType, String base64) {
        return "data:" + mediaType + ";base64," + base64;
    }

    /**
     * Writes how the model uses the tools.
     *
     * @param inFunction whether the name of a certain tool stands within a member {@code function}
     */
    static void addToolChoice(ObjectNode body, EngineCall call, boolean inFunction) {
        ToolChoice choice = call.request().toolChoice();
        switch (choice.kind()) {
            case AUTO -> {}
            case NONE -> body.put("tool_choice", "none");
            case REQUIRED -> body.put("tool_choice", "required");
            case NAMED -> {
                ObjectNode named = body.putObject("tool_choice").put("type", "function");
                (inFunction ? named.putObject("function") : named)
                        .put("name", call.history().nameForModel(choice.tool().orElseThrow()));
            }
        }
    }

    /** {@return the word for an effort} */
    static String effort(Reasoning reasoning) {
        return reasoning.isOff()
                ? "none"
                : switch (reasoning.nearestEffort()) {
                    case MINIMAL -> "minimal";
                    case LOW -> "low";
                    case MEDIUM -> "medium";
                    case HIGH -> "high";
                    case MAX -> "xhigh";
                };
    }

    static void addCacheHints(ObjectNode body, ModelRequest request, boolean key, boolean retention) {
        CacheHints hints = request.cacheHints();
        if (hints.retention() == CacheHints.Retention.NONE) {
            return;
        }
        if (key) {
            hints.key().ifPresent(value -> body.put("prompt_cache_key", value));
        }
        if (retention && hints.retention() == CacheHints.Retention.LONG) {
            body.put("prompt_cache_retention", "24h");
        }
    }

    /**
     * Reads counts; those of the prompt include what was read from and written to the cache.
     *
     * @param details the counts of the cache
     */
    static Usage usage(long prompt, long output, JsonValue details, long otherCacheReads) {
        long read = Math.max(details.count("cached_tokens"), otherCacheReads);
        // Some count a token that was read and written twice.
        long written = Math.min(details.count("cache_write_tokens"), Math.max(0, prompt - read));
        return Usage.builder()
                .inputTokens(Math.max(0, prompt - read - written))
                .outputTokens(output)
                .cacheReadTokens(read)
                .cacheWriteTokens(written)
                .build();
    }
}
