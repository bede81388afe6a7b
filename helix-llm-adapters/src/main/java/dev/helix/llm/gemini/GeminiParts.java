/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.gemini;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.helix.api.message.Content;
import dev.helix.api.message.Opaque;
import dev.helix.api.message.Origin;
import dev.helix.api.message.Text;
import dev.helix.api.message.Thinking;
import dev.helix.api.message.ToolCall;
import dev.helix.api.model.ModelListener;
import dev.helix.core.json.UniqueIds;
import dev.helix.llm.engine.WireJson;
import dev.helix.llm.wire.JsonValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a message under construction. Confined to one thread.
 *
 * <p>Pieces of text add up until one carries a signature, which belongs to that very part. Parts this version does not
 * know, and empty text that carries a signature, are kept as they came.
 */
final class GeminiParts {
    private static final Set<String> TEXT_FIELDS = Set.of("text", "thought", "thoughtSignature");

    private final Origin origin;
    private final UnaryOperator<String> toolNames;
    private final ModelListener listener;
    private final List<Content> parts = new ArrayList<>();
    private final UniqueIds ids = new UniqueIds();
    private final StringBuilder text = new StringBuilder();
    private boolean thought;
    private @Nullable PartialCall partial;

    GeminiParts(Origin origin, UnaryOperator<String> toolNames, ModelListener listener) {
        this.origin = origin;
        this.toolNames = toolNames;
        this.listener = listener;
    }

    /** Adds a part, or a piece of one. */
    void add(JsonValue part) throws IOException {
        String piece = part.text("text");
        String signature = part.text("thoughtSignature");
        boolean bareSignature = piece.isEmpty() && !signature.isEmpty();
        if (part.path("text").isText() && TEXT_FIELDS.containsAll(part.names()) && !bareSignature) {
            text(piece, part.isTrue("thought"), signature);
            return;
        }
        flush();
        JsonValue call = part.path("functionCall");
        if (call.isObject()) {
            call(call, signature);
        } else {
            parts.add(Opaque.of(origin, part.raw()));
        }
    }

    private void text(String piece, boolean thinking, String signature) {
        if (piece.isEmpty()) {
            return;
        }
        if (thinking != thought || !signature.isEmpty()) {
            flush();
        }
        thought = thinking;
        text.append(piece);
        if (thinking) {
            listener.thinking(piece);
        } else {
            listener.text(piece);
        }
        if (!signature.isEmpty()) {
            end(data("thoughtSignature", signature));
        }
    }

    private void flush() {
        end(null);
    }

    private void end(@Nullable Opaque data) {
        if (text.isEmpty()) {
            return;
        }
        String whole = text.toString();
        text.setLength(0);
        if (thought) {
            Thinking thinking = Thinking.of(origin, whole, "");
            parts.add(data == null ? thinking : thinking.withProviderData(data));
        } else {
            parts.add(data == null ? Text.of(whole) : Text.of(whole).withProviderData(data));
        }
    }

    private Opaque data(String name, String value) {
        return Opaque.of(origin, WireJson.object().put(name, value).toString());
    }

    private void call(JsonValue call, String signature) throws IOException {
        boolean goesOn = call.isTrue("willContinue");
        if (partial == null && !goesOn) {
            JsonValue arguments = call.path("args");
            addCall(call, signature, arguments.isPresent() ? arguments.raw() : "{}");
            return;
        }
        PartialCall growing = partial == null ? new PartialCall(call, signature) : partial;
        partial = growing;
        growing.add(WireJson.tree(call.path("partialArgs")));
        if (!goesOn) {
            addPartial();
        }
    }

    private void addPartial() {
        if (partial != null) {
            addCall(partial.call(), partial.signature(), partial.arguments());
            partial = null;
        }
    }

    private void addCall(JsonValue call, String signature, String arguments) {
        String own = call.text("id");
        String id = ids.takeLike(own.isEmpty() ? "call_" + (parts.size() + 1) : own);
        ObjectNode data = WireJson.object();
        if (!own.isEmpty()) {
            data.put("id", own);
        }
        if (!signature.isEmpty()) {
            data.put("thoughtSignature", signature);
        }
        ToolCall made = ToolCall.of(id, toolNames.apply(call.text("name")), arguments);
        parts.add(data.isEmpty() ? made : made.withProviderData(Opaque.of(origin, data.toString())));
    }

    boolean isEmpty() {
        return parts.isEmpty() && text.isEmpty() && partial == null;
    }

    /** {@return the parts in order} */
    List<Content> build() {
        flush();
        addPartial();
        return List.copyOf(parts);
    }
}
