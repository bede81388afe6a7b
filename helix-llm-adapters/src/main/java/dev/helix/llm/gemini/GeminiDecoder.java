/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.gemini;

import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Origin;
import dev.helix.api.model.ModelListener;
import dev.helix.api.model.ModelReply;
import dev.helix.api.model.StopReason;
import dev.helix.api.model.Usage;
import dev.helix.llm.engine.ReplyDecoder;
import dev.helix.llm.wire.JsonValue;
import java.io.IOException;
import java.util.function.UnaryOperator;

/**
 * A decoder of the chunks of a stream, or of a whole answer, which looks like one chunk.
 *
 * <p>The reply is complete once a reason to finish has come; the end of the stream ends it. A prompt that was blocked is
 * a reply without content. A chunk of another response voids what came before, unless that was complete.
 */
final class GeminiDecoder implements ReplyDecoder {
    private final Origin origin;
    private final UnaryOperator<String> toolNames;
    private final ModelListener listener;
    private GeminiParts parts;
    private String id = "";
    private String finishReason = "";
    private boolean blocked;
    private boolean ended;
    private Usage usage = Usage.NONE;

    GeminiDecoder(Origin origin, UnaryOperator<String> toolNames, ModelListener listener) {
        this.origin = origin;
        this.toolNames = toolNames;
        this.listener = listener;
        this.parts = new GeminiParts(origin, toolNames, listener);
    }

    @Override
    public void accept(JsonValue event) throws IOException {
        if (event.isMissing()) {
            ended = true;
            return;
        }
        String responseId = event.word("responseId");
        if (!id.isEmpty() && !responseId.isEmpty() && !id.equals(responseId)) {
            if (isComplete()) {
                ended = true;
                return;
            }
            restart();
        }
        id = responseId.isEmpty() ? id : responseId;
        addUsage(event.path("usageMetadata"));
        blocked |= !event.path("promptFeedback").text("blockReason").isEmpty();
        JsonValue candidate = event.path("candidates").path(0);
        for (JsonValue part : candidate.path("content").path("parts")) {
            parts.add(part);
        }
        String reason = candidate.text("finishReason");
        finishReason = reason.isEmpty() ? finishReason : reason;
    }

    private void restart() {
        if (!parts.isEmpty()) {
            listener.discarded();
        }
        parts = new GeminiParts(origin, toolNames, listener);
        usage = Usage.NONE;
        blocked = false;
    }

    /** Each report is cumulative; the prompt's count includes the cached part, and thoughts are counted apart. */
    private void addUsage(JsonValue report) {
        if (!report.has("promptTokenCount") && !report.has("candidatesTokenCount")) {
            return;
        }
        long prompt = report.count("promptTokenCount") + report.count("toolUsePromptTokenCount");
        long cached = report.count("cachedContentTokenCount");
        usage = Usage.builder()
                .inputTokens(Math.max(0, prompt - cached))
                .outputTokens(report.count("candidatesTokenCount") + report.count("thoughtsTokenCount"))
                .cacheReadTokens(cached)
                .build();
    }

    @Override
    public boolean isComplete() {
        return !finishReason.isEmpty() || blocked;
    }

    /** What follows a reason to finish may be the last count. */
    @Override
    public boolean hasEnded() {
        return ended && isComplete();
    }

    @Override
    public ModelReply reply() throws IOException {
        AssistantMessage message = new AssistantMessage(parts.build(), origin);
        return ModelReply.of(message, stop(message), usage);
    }

    private StopReason stop(AssistantMessage message) {
        return switch (finishReason) {
            case "STOP" -> message.calls().isEmpty() ? StopReason.END : StopReason.TOOL_CALLS;
            case "MAX_TOKENS" -> StopReason.OUTPUT_LIMIT;
            case "SAFETY",
                    "RECITATION",
                    "LANGUAGE",
                    "BLOCKLIST",
                    "PROHIBITED_CONTENT",
                    "SPII",
                    "IMAGE_SAFETY",
                    "IMAGE_PROHIBITED_CONTENT",
                    "IMAGE_RECITATION" -> StopReason.REFUSED;
            case "" -> StopReason.REFUSED; // The prompt was blocked.
            default -> message.calls().isEmpty() ? StopReason.OTHER : StopReason.TOOL_CALLS;
        };
    }
}
