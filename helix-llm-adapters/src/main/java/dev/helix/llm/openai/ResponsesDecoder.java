/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.openai;

import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Content;
import dev.helix.api.message.Origin;
import dev.helix.api.message.Text;
import dev.helix.api.message.ToolCall;
import dev.helix.api.model.ModelListener;
import dev.helix.api.model.ModelReply;
import dev.helix.api.model.StopReason;
import dev.helix.api.model.Usage;
import dev.helix.llm.engine.MalformedResponseException;
import dev.helix.llm.engine.ReplyDecoder;
import dev.helix.llm.wire.JsonValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A decoder of the events of a Response, or of a whole one.
 *
 * <p>Items count as they are when they are done, since only then they carry their encrypted reasoning; those never said
 * to be done are taken from the end. The deltas are for the listener, and stand in where a server sends nothing else. The start of another response voids what came before.
 */
final class ResponsesDecoder implements ReplyDecoder {
    private static final Set<String> UNFINISHED = Set.of("queued", "in_progress", "cancelled", "failed");

    private final ModelListener listener;
    private final ResponsesItems reader;
    private final Map<Integer, String> items = new TreeMap<>();
    private final StringBuilder heard = new StringBuilder();
    private boolean thought;
    private String id = "";
    private String status = "";
    private String incompleteReason = "";
    private Usage usage = Usage.NONE;

    ResponsesDecoder(Origin origin, UnaryOperator<String> toolNames, ModelListener listener) {
        this.listener = listener;
        this.reader = new ResponsesItems(origin, toolNames);
    }

    @Override
    public void accept(JsonValue event) throws IOException {
        switch (event.word("type")) {
            case "response.created", "response.in_progress" -> begin(event.path("response"));
            case "response.output_text.delta", "response.refusal.delta" -> hear(event.text("delta"));
            case "response.reasoning_summary_text.delta", "response.reasoning_text.delta" -> think(event.text("delta"));
            case "response.reasoning_summary_part.added" -> separate(event);
            case "response.output_item.done" -> {
                if (event.path("item").isObject()) {
                    items.put(
                            (int) event.number("output_index", items.size()),
                            event.path("item").raw());
                }
            }
            case "response.completed", "response.incomplete" -> end(event.path("response"));
            default -> {
                if (event.word("object").equals("response")) {
                    whole(event);
                }
            }
        }
    }

    private void begin(JsonValue response) {
        String newId = response.text("id");
        if (!id.isEmpty() && !newId.isEmpty() && !id.equals(newId)) {
            if (!heard.isEmpty() || thought) {
                listener.discarded();
            }
            items.clear();
            heard.setLength(0);
            thought = false;
        }
        id = newId.isEmpty() ? id : newId;
    }

    private void hear(String delta) {
        if (!delta.isEmpty()) {
            heard.append(delta);
            listener.text(delta);
        }
    }

    private void think(String delta) {
        if (!delta.isEmpty()) {
            thought = true;
            listener.thinking(delta);
        }
    }

    private void separate(JsonValue event) {
        if (thought && event.count("summary_index") > 0) {
            listener.thinking(ResponsesItems.BETWEEN_PARAGRAPHS);
        }
    }

    private void whole(JsonValue response) throws IOException {
        String given = response.text("status");
        if (UNFINISHED.contains(given)) {
            throw new MalformedResponseException("the response is not over: " + given);
        }
        end(response);
        for (Content part : content()) {
            if (part instanceof Text text) {
                listener.text(text.text());
            }
        }
    }

    private void end(JsonValue response) {
        int index = 0;
        for (JsonValue item : response.path("output")) {
            items.computeIfAbsent(index++, missing -> item.raw());
        }
        String given = response.text("status");
        status = given.isEmpty() ? "completed" : given;
        incompleteReason = response.path("incomplete_details").text("reason");
        JsonValue report = response.path("usage");
        usage = OpenAi.usage(
                report.count("input_tokens"), report.count("output_tokens"), report.path("input_tokens_details"), 0);
    }

    @Override
    public boolean isComplete() {
        return !status.isEmpty();
    }

    private List<Content> content() throws IOException {
        List<Content> content = new ArrayList<>();
        for (String item : items.values()) {
            content.addAll(reader.content(item));
        }
        if (items.isEmpty() && !heard.isEmpty()) {
            content.add(Text.of(heard.toString()));
        }
        return content;
    }

    @Override
    public ModelReply reply() throws IOException {
        AssistantMessage message = new AssistantMessage(content(), reader.origin());
        return ModelReply.of(message, stop(message.calls()), usage);
    }

    private StopReason stop(List<ToolCall> calls) throws IOException {
        if (status.equals("incomplete")) {
            return switch (incompleteReason) {
                case "max_output_tokens", "max_tokens" -> StopReason.OUTPUT_LIMIT;
                case "content_filter" -> StopReason.REFUSED;
                default -> StopReason.OTHER;
            };
        }
        if (!calls.isEmpty()) {
            return StopReason.TOOL_CALLS;
        }
        for (String item : items.values()) {
            if (reader.isRefusal(item)) {
                return StopReason.REFUSED;
            }
        }
        return StopReason.END;
    }
}
