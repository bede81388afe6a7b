/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Content;
import dev.helix.api.message.Opaque;
import dev.helix.api.message.Origin;
import dev.helix.api.message.Text;
import dev.helix.api.message.Thinking;
import dev.helix.api.message.ToolCall;
import dev.helix.api.model.ModelListener;
import dev.helix.api.model.ModelReply;
import dev.helix.api.model.ProviderUnavailableException;
import dev.helix.api.model.StopReason;
import dev.helix.api.model.Usage;
import dev.helix.llm.engine.ReplyDecoder;
import dev.helix.llm.engine.WireJson;
import dev.helix.llm.wire.JsonText;
import dev.helix.llm.wire.JsonValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A decoder of the chunks of a Chat Completion, or of a whole one.
 *
 * <p>The reply is complete once a reason to stop has come; usage may follow, {@code [DONE]} ends it. A chunk that begins
 * another completion voids what came before, unless that was complete.
 */
final class ChatDecoder implements ReplyDecoder {
    /** The provider gave up on its own answer. */
    private static final Set<String> BROKEN = Set.of("error", "network_error", "insufficient_system_resource");

    private final Origin origin;
    private final ModelListener listener;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private final ChatCalls calls;
    private ReasoningDetails details = new ReasoningDetails();
    private String textData = "";
    private boolean refused;
    private Usage usage = Usage.NONE;
    private String id = "";
    private String stopReason = "";
    private boolean done;

    ChatDecoder(Origin origin, UnaryOperator<String> toolNames, ModelListener listener) {
        this.origin = origin;
        this.listener = listener;
        this.calls = new ChatCalls(origin, toolNames);
    }

    @Override
    public void accept(JsonValue event) throws IOException {
        if (event.isMissing()) {
            done = true;
            return;
        }
        JsonValue choice = event.path("choices").path(0);
        JsonValue message = choice.path("message");
        boolean whole = message.isObject();
        JsonValue delta = whole ? message : choice.path("delta");
        if (!isOurs(event.word("id"), delta)) {
            return;
        }
        addUsage(event);
        addUsage(event.path("x_groq"));
        if (delta.isObject()) {
            add(delta);
        }
        String reason = choice.text("finish_reason");
        if (BROKEN.contains(reason) && stopReason.isEmpty()) {
            throw new ProviderUnavailableException("the model broke off its answer: " + reason, null, null);
        }
        stopReason = reason.isEmpty() ? stopReason : reason;
        done |= whole;
    }

    /** Some servers number their chunks; only one that says whose message begins begins another. */
    private boolean isOurs(String chunkId, JsonValue delta) {
        boolean another = !id.isEmpty()
                && !chunkId.isEmpty()
                && !id.equals(chunkId)
                && delta.path("role").isPresent();
        if (another && !stopReason.isEmpty()) {
            done = true;
            return false;
        }
        if (another && !isEmpty()) {
            restart();
        }
        id = chunkId.isEmpty() ? id : chunkId;
        return true;
    }

    private boolean isEmpty() {
        return text.isEmpty() && reasoning.isEmpty() && calls.isEmpty() && details.isEmpty();
    }

    private void restart() {
        text.setLength(0);
        reasoning.setLength(0);
        calls.clear();
        details = new ReasoningDetails();
        textData = "";
        refused = false;
        usage = Usage.NONE;
        listener.discarded();
    }

    private void add(JsonValue delta) throws IOException {
        String before = delta.text("reasoning_content");
        addReasoning(before.isEmpty() ? delta.text("reasoning") : before);
        for (JsonValue detail : delta.path("reasoning_details")) {
            details.add(WireJson.tree(detail));
        }
        addContent(delta.path("content"));
        String refusal = delta.text("refusal");
        refused |= !refusal.isEmpty();
        addText(refusal);
        JsonValue extra = delta.path("extra_content");
        textData = extra.isObject() ? ChatCalls.extraContent(extra) : textData;
        for (JsonValue piece : delta.path("tool_calls")) {
            calls.add(piece);
        }
        JsonValue onlyCall = delta.path("function_call");
        if (onlyCall.isObject()) {
            calls.add(JsonText.parse("{\"function\":" + onlyCall.raw() + "}"));
        }
    }

    /** Text, or parts of text and reasoning as Mistral sends them. */
    private void addContent(JsonValue content) {
        addText(content.text());
        for (JsonValue part : content) {
            if (part.word("type").equals("thinking")) {
                part.path("thinking").forEach(piece -> addReasoning(piece.text("text")));
            } else {
                addText(part.text("text"));
            }
        }
    }

    private void addText(String piece) {
        if (!piece.isEmpty()) {
            text.append(piece);
            listener.text(piece);
        }
    }

    private void addReasoning(String piece) {
        if (!piece.isEmpty()) {
            reasoning.append(piece);
            listener.thinking(piece);
        }
    }

    private void addUsage(JsonValue holder) {
        JsonValue report = holder.path("usage");
        if (!report.isObject()) {
            return;
        }
        long prompt = report.count("prompt_tokens");
        // Where the reasoning is not among the completion's tokens, the total tells.
        long output = Math.max(report.count("completion_tokens"), report.count("total_tokens") - prompt);
        usage = OpenAi.usage(
                prompt,
                Math.max(0, output),
                report.path("prompt_tokens_details"),
                report.count("prompt_cache_hit_tokens"));
    }

    @Override
    public boolean isComplete() {
        return !stopReason.isEmpty() || (done && !isEmpty());
    }

    @Override
    public boolean hasEnded() {
        return done && isComplete();
    }

    @Override
    public ModelReply reply() throws IOException {
        List<Content> content = new ArrayList<>();
        if (!reasoning.isEmpty() || !details.isEmpty()) {
            Thinking thinking = Thinking.of(origin, reasoning.toString(), "");
            ObjectNode data = details.json();
            content.add(data.isEmpty() ? thinking : thinking.withProviderData(Opaque.of(origin, data.toString())));
        }
        if (!text.isEmpty()) {
            Text said = Text.of(text.toString());
            content.add(textData.isEmpty() ? said : said.withProviderData(Opaque.of(origin, textData)));
        } else if (!textData.isEmpty()) {
            content.add(Opaque.of(origin, textData));
        }
        List<ToolCall> called = calls.build();
        content.addAll(called);
        return ModelReply.of(new AssistantMessage(content, origin), stop(!called.isEmpty()), usage);
    }

    private StopReason stop(boolean called) {
        return switch (stopReason) {
            case "length", "model_length", "max_tokens", "model_context_window_exceeded" -> StopReason.OUTPUT_LIMIT;
            case "content_filter", "sensitive", "refusal" -> StopReason.REFUSED;
            default -> {
                if (called) {
                    yield StopReason.TOOL_CALLS;
                }
                yield refused ? StopReason.REFUSED : endOrOther();
            }
        };
    }

    private StopReason endOrOther() {
        return switch (stopReason) {
            case "stop", "tool_calls", "function_call", "eos", "end_turn" -> StopReason.END;
            default -> StopReason.OTHER;
        };
    }
}
