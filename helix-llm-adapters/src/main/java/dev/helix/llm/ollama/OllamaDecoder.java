/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.ollama;

import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Content;
import dev.helix.api.message.Origin;
import dev.helix.api.message.Text;
import dev.helix.api.message.Thinking;
import dev.helix.api.message.ToolCall;
import dev.helix.api.model.ModelListener;
import dev.helix.api.model.ModelReply;
import dev.helix.api.model.StopReason;
import dev.helix.api.model.Usage;
import dev.helix.core.json.UniqueIds;
import dev.helix.llm.engine.ReplyDecoder;
import dev.helix.llm.wire.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A decoder of the lines of an answer, the last of which says that it is done; a whole answer is that line alone. */
final class OllamaDecoder implements ReplyDecoder {
    private final Origin origin;
    private final UnaryOperator<String> toolNames;
    private final ModelListener listener;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder thinking = new StringBuilder();
    private final List<ToolCall> calls = new ArrayList<>();
    private final UniqueIds ids = new UniqueIds();
    private Usage usage = Usage.NONE;
    private String doneReason = "";
    private boolean done;

    OllamaDecoder(Origin origin, UnaryOperator<String> toolNames, ModelListener listener) {
        this.origin = origin;
        this.toolNames = toolNames;
        this.listener = listener;
    }

    @Override
    public void accept(JsonValue event) {
        JsonValue message = event.path("message");
        String thought = message.text("thinking");
        if (!thought.isEmpty()) {
            thinking.append(thought);
            listener.thinking(thought);
        }
        String piece = message.text("content");
        if (!piece.isEmpty()) {
            text.append(piece);
            listener.text(piece);
        }
        message.path("tool_calls").forEach(this::addCall);
        if (event.isTrue("done")) {
            done = true;
            doneReason = event.text("done_reason");
            usage = Usage.of(event.count("prompt_eval_count"), event.count("eval_count"));
        }
    }

    /** Most servers give no ids. */
    private void addCall(JsonValue call) {
        JsonValue function = call.path("function");
        String own = call.text("id");
        String id = ids.takeLike(own.isEmpty() ? "call_" + (calls.size() + 1) : own);
        JsonValue given = function.path("arguments");
        String arguments = given.isText() ? given.text() : given.raw();
        boolean none = arguments.isBlank() || arguments.equals("null");
        calls.add(ToolCall.of(id, toolNames.apply(function.text("name")), none ? "{}" : arguments));
    }

    @Override
    public boolean isComplete() {
        return done;
    }

    @Override
    public ModelReply reply() {
        List<Content> content = new ArrayList<>();
        if (!thinking.isEmpty()) {
            content.add(Thinking.of(origin, thinking.toString(), ""));
        }
        if (!text.isEmpty()) {
            content.add(Text.of(text.toString()));
        }
        content.addAll(calls);
        return ModelReply.of(new AssistantMessage(content, origin), stop(), usage);
    }

    private StopReason stop() {
        if (doneReason.equals("length")) {
            return StopReason.OUTPUT_LIMIT;
        }
        if (!calls.isEmpty()) {
            return StopReason.TOOL_CALLS;
        }
        // Older servers give no reason; others say that a model was only loaded or unloaded.
        return doneReason.equals("stop") || doneReason.isEmpty() ? StopReason.END : StopReason.OTHER;
    }
}
