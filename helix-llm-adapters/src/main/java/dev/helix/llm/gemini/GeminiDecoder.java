/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Origin;
import dev.helix.api.model.ModelListener;
import dev.helix.api.model.ModelReply;
import dev.helix.api.model.StopReason;
import dev.helix.api.model.Usage;
import dev.helix.llm.engine.RawJson;
import dev.helix.llm.engine.ReplyDecoder;
import dev.helix.llm.engine.WireJson;
import java.io.IOException;
import java.util.List;
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
    public void accept(String data, JsonNode event) throws IOException {
        if (event.isMissingNode()) {
            ended = true;
            return;
        }
        String responseId = WireJson.text(event, "responseId");
        if (!id.isEmpty() && !responseId.isEmpty() && !id.equals(responseId)) {
            if (isComplete()) {
                ended = true;
                return;
            }
            restart();
        }
        id = responseId.isEmpty() ? id : responseId;
        addUsage(event.path("usageMetadata"));
        blocked |= !WireJson.text(event.path("promptFeedback"), "blockReason").isEmpty();
        JsonNode candidate = event.path("candidates").path(0);
        JsonNode pieces = candidate.path("content").path("parts");
        if (pieces.isArray()) {
            add(data, pieces);
        }
        String reason = WireJson.text(candidate, "finishReason");
        finishReason = reason.isEmpty() ? finishReason : reason;
    }

    /** Cuts the parts out of the text only when one of them is kept as it came: that costs as much as all the rest. */
    private void add(String data, JsonNode pieces) throws IOException {
        List<String> raw = List.of();
        for (int i = 0; i < pieces.size(); i++) {
            if (GeminiParts.isText(pieces.get(i))) {
                parts.addText(pieces.get(i));
                continue;
            }
            raw = raw.isEmpty() ? rawParts(data) : raw;
            parts.add(raw.get(i), pieces.get(i));
        }
    }

    private static List<String> rawParts(String data) throws IOException {
        String candidate = RawJson.elements(RawJson.member(data, "candidates")).get(0);
        return RawJson.elements(RawJson.member(RawJson.member(candidate, "content"), "parts"));
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
    private void addUsage(JsonNode report) {
        if (!report.has("promptTokenCount") && !report.has("candidatesTokenCount")) {
            return;
        }
        long prompt = WireJson.count(report, "promptTokenCount") + WireJson.count(report, "toolUsePromptTokenCount");
        long cached = WireJson.count(report, "cachedContentTokenCount");
        usage = Usage.builder()
                .inputTokens(Math.max(0, prompt - cached))
                .outputTokens(
                        WireJson.count(report, "candidatesTokenCount") + WireJson.count(report, "thoughtsTokenCount"))
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
