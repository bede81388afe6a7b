/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.anthropic;

import dev.helix.api.message.Content;
import dev.helix.api.message.Opaque;
import dev.helix.api.message.Origin;
import dev.helix.api.message.Text;
import dev.helix.api.message.Thinking;
import dev.helix.api.message.ToolCall;
import dev.helix.api.model.ModelListener;
import dev.helix.llm.engine.MalformedResponseException;
import dev.helix.llm.wire.JsonText;
import dev.helix.llm.wire.JsonValue;
import java.io.IOException;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A builder that puts one content block together from its start and its deltas. Confined to one thread. */
final class BlockBuilder {
    private final Origin origin;
    private final JsonValue start;
    private final String type;
    private final ModelListener listener;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder input = new StringBuilder();
    private final StringBuilder signature = new StringBuilder();
    private boolean beyondUs;

    /**
     * Begins a block.
     *
     * @param block the block as it started
     */
    BlockBuilder(JsonValue block, Origin origin, ModelListener listener) throws IOException {
        if (!block.isObject()) {
            throw new MalformedResponseException("a content block is no JSON object");
        }
        this.origin = origin;
        this.start = JsonText.parse(block.raw());
        this.type = start.text("type");
        this.listener = listener;
        appendText(start.text("text"));
        appendThinking(start.text("thinking"));
        signature.append(start.text("signature"));
    }

    void delta(JsonValue delta) {
        switch (delta.word("type")) {
            case "text_delta" -> appendText(delta.text("text"));
            case "thinking_delta" -> appendThinking(delta.text("thinking"));
            case "signature_delta" -> signature.append(delta.text("signature"));
            case "input_json_delta" -> input.append(delta.text("partial_json"));
            // Where a text comes from; the text itself is complete without it.
            case "citations_delta" -> {}
            default -> beyondUs = true;
        }
    }

    private void appendText(String piece) {
        if (type.equals("text") && !piece.isEmpty()) {
            text.append(piece);
            listener.text(piece);
        }
    }

    private void appendThinking(String piece) {
        if (type.equals("thinking") && !piece.isEmpty()) {
            text.append(piece);
            listener.thinking(piece);
        }
    }

    /** {@return the block, or nothing when it is empty or grew in a way this version cannot follow} */
    Optional<Content> build(UnaryOperator<String> toolNames) {
        return switch (type) {
            case "text" -> text.isEmpty() ? Optional.empty() : Optional.of(Text.of(text.toString()));
            case "thinking" -> thinking();
            case "tool_use" -> Optional.of(call(toolNames));
            default -> beyondUs ? Optional.empty() : Optional.of(Opaque.of(origin, whole()));
        };
    }

    private Optional<Content> thinking() {
        return text.isEmpty() && signature.isEmpty()
                ? Optional.empty()
                : Optional.of(Thinking.of(origin, text.toString(), signature.toString()));
    }

    private ToolCall call(UnaryOperator<String> toolNames) {
        ToolCall call = ToolCall.of(start.text("id"), toolNames.apply(start.text("name")), arguments());
        // A call from within the provider's own program goes back with what says so.
        JsonValue caller = start.path("caller");
        String type = caller.text("type");
        return type.isEmpty() || type.equals("direct")
                ? call
                : call.withProviderData(Opaque.of(origin, "{\"caller\":" + caller.raw() + "}"));
    }

    private String arguments() {
        String streamed = input.toString();
        String arguments = streamed.isBlank() ? start.path("input").raw() : streamed;
        return arguments.isBlank() ? "{}" : arguments;
    }

    private String whole() {
        String streamed = input.toString();
        return streamed.isBlank() ? start.raw() : start.withMember("input", streamed);
    }
}
