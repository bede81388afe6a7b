/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Content;
import dev.helix.api.message.Opaque;
import dev.helix.api.message.Origin;
import dev.helix.api.message.Text;
import dev.helix.api.message.Thinking;
import dev.helix.api.model.ModelListener;
import dev.helix.api.model.ModelReply;
import dev.helix.api.model.StopReason;
import dev.helix.api.model.Usage;
import dev.helix.core.json.Json;
import dev.helix.core.json.ProgramBlocks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A collector of what an agent says and does until its turn ends.
 *
 * <p>What it said becomes text and thinking; what it did with its own tools becomes opaque blocks in their places
 * ({@code agent_tool_call}, {@code agent_tool_result}) and lines for people. Confined to one thread.
 */
final class ReplyCollector {
    /** Enough to recognise a call or its result by; the whole is in the files it changed. */
    private static final int MAX_DETAIL_CHARS = 8 * 1024;

    private static final int MAX_LINE_CHARS = 200;
    /** More than any turn that ends; beyond it calls are still shown, and no longer kept. */
    private static final int MAX_KEPT_BLOCKS = 2_000;

    private final Origin origin;
    private final ModelListener listener;
    private final UnaryOperator<String> redactor;
    private final List<Content> content = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder thinking = new StringBuilder();
    private Usage usage = Usage.NONE;
    private @Nullable StopReason stop;
    private @Nullable AgentFailure failure;
    private boolean acted;

    ReplyCollector(Origin origin, ModelListener listener, UnaryOperator<String> redactor) {
        this.origin = origin;
        this.listener = listener;
        this.redactor = redactor;
    }

    /** Shows and keeps a piece of visible text. */
    void text(String piece) {
        showText(piece);
        keepText(piece);
    }

    void showText(String piece) {
        if (!piece.isEmpty()) {
            listener.text(piece);
        }
    }

    void keepText(String piece) {
        flush(thinking);
        text.append(piece);
    }

    /** Shows and keeps a piece of reasoning. */
    void thinking(String piece) {
        showThinking(piece);
        keepThinking(piece);
    }

    void showThinking(String piece) {
        if (!piece.isEmpty()) {
            listener.thinking(piece);
        }
    }

    void keepThinking(String piece) {
        flush(text);
        thinking.append(piece);
    }

    /** Puts a paragraph between what was said and what is said next. */
    void endParagraph() {
        if (text.length() > 0) {
            text("\n\n");
        }
    }

    /** Records that the agent uses a tool of its own. */
    void toolCalled(String id, String tool, JsonNode arguments) {
        acted = true;
        String detail = excerpt(arguments);
        keep(ProgramBlocks.call(id, tool, detail));
        activity(tool + " " + detail);
    }

    /** Records how that ended. */
    void toolEnded(String id, boolean failed, JsonNode output) {
        String detail = excerpt(output);
        keep(ProgramBlocks.result(id, failed, detail));
        activity((failed ? "failed: " : "done: ") + detail);
    }

    /** Records something else worth showing. */
    void notice(String line) {
        activity(line);
    }

    void usage(Usage counted) {
        usage = counted;
    }

    /** Records what the program says the turn cost. */
    void cost(JsonNode dollars) {
        if (dollars.isNumber()) {
            keep(Json.compact(Json.object().put("type", "agent_cost").put("dollars", dollars.decimalValue())));
        }
    }

    void finished(StopReason reason) {
        stop = reason;
    }

    /** Records that the turn failed; one that had finished before did not. */
    void failed(AgentFailure how) {
        if (!isFinished()) {
            failure = how;
        }
    }

    Optional<AgentFailure> failure() {
        return Optional.ofNullable(failure);
    }

    boolean isFinished() {
        return stop != null;
    }

    /** {@return whether it said anything yet} */
    boolean hasText() {
        return text.length() > 0 || content.stream().anyMatch(Text.class::isInstance);
    }

    /** {@return whether it did anything that a second run would do again} */
    boolean hasActed() {
        return acted;
    }

    ModelReply reply() {
        flush(text);
        flush(thinking);
        return ModelReply.of(new AssistantMessage(content, origin), stop == null ? StopReason.OTHER : stop, usage);
    }

    private void flush(StringBuilder pending) {
        String all = redactor.apply(pending.toString()).strip();
        pending.setLength(0);
        if (!all.isEmpty()) {
            content.add(pending == text ? Text.of(all) : Thinking.of(origin, all, ""));
        }
    }

    private void keep(String block) {
        flush(text);
        flush(thinking);
        if (content.size() < MAX_KEPT_BLOCKS) {
            content.add(Opaque.of(origin, block));
        }
    }

    private void activity(String text) {
        String line = redactor.apply(text).replace('\n', ' ').strip();
        if (!line.isEmpty()) {
            listener.activity(line.length() <= MAX_LINE_CHARS ? line : line.substring(0, MAX_LINE_CHARS) + "...");
        }
    }

    private String excerpt(JsonNode node) {
        String all = node.isTextual() ? node.asText() : node.isMissingNode() ? "" : Json.compact(node);
        String redacted = redactor.apply(all);
        return redacted.length() <= MAX_DETAIL_CHARS ? redacted : redacted.substring(0, MAX_DETAIL_CHARS) + "...";
    }
}
