/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.helix.api.message.Content;
import dev.helix.api.message.Opaque;
import dev.helix.api.message.Origin;
import dev.helix.api.message.Text;
import dev.helix.api.message.Thinking;
import dev.helix.api.message.ToolCall;
import dev.helix.api.model.ModelListener;
import dev.helix.llm.engine.MalformedResponseException;
import dev.helix.llm.engine.RawJson;
import dev.helix.llm.engine.WireJson;
import java.io.IOException;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A builder that puts one content block together from its start and its deltas. Confined to one thread. */
final class BlockBuilder {
    private final String raw;
    private final Origin origin;
    private final JsonNode start;
    private final String type;
    private final ModelListener listener;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder input = new StringBuilder();
    private final StringBuilder signature = new StringBuilder();
    private boolean beyondUs;

    /**
     * Begins a block.
     *
     * @param raw the block as it started, byte for byte
     */
    BlockBuilder(String raw, Origin origin, ModelListener listener) throws IOException {
        this.raw = raw;
        this.origin = origin;
        this.start = WireJson.JSON.readTree(raw);
        if (!start.isObject()) {
            throw new MalformedResponseException("a content block is no JSON object");
        }
        this.type = WireJson.text(start, "type");
        this.listener = listener;
        appendText(WireJson.text(start, "text"));
        appendThinking(WireJson.text(start, "thinking"));
        signature.append(WireJson.text(start, "signature"));
    }

    void delta(JsonNode delta) {
        switch (WireJson.text(delta, "type")) {
            case "text_delta" -> appendText(WireJson.text(delta, "text"));
            case "thinking_delta" -> appendThinking(WireJson.text(delta, "thinking"));
            case "signature_delta" -> signature.append(WireJson.text(delta, "signature"));
            case "input_json_delta" -> input.append(WireJson.text(delta, "partial_json"));
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
    Optional<Content> build(UnaryOperator<String> toolNames) throws IOException {
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

    private ToolCall call(UnaryOperator<String> toolNames) throws IOException {
        ToolCall call =
                ToolCall.of(WireJson.text(start, "id"), toolNames.apply(WireJson.text(start, "name")), arguments());
        // A call from within the provider's own program goes back with what says so.
        String caller = WireJson.text(start.path("caller"), "type");
        return caller.isEmpty() || caller.equals("direct")
                ? call
                : call.withProviderData(Opaque.of(origin, "{\"caller\":" + RawJson.member(raw, "caller") + "}"));
    }

    private String arguments() throws IOException {
        String streamed = input.toString();
        String arguments = streamed.isBlank() ? RawJson.member(raw, "input") : streamed;
        return arguments.isBlank() ? "{}" : arguments;
    }

    private String whole() throws IOException {
        return input.toString().isBlank() ? raw : RawJson.withMember(raw, "input", input.toString());
    }
}
