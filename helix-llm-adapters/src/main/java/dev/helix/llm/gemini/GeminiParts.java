/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.helix.api.message.Content;
import dev.helix.api.message.Opaque;
import dev.helix.api.message.Origin;
import dev.helix.api.message.Text;
import dev.helix.api.message.Thinking;
import dev.helix.api.message.ToolCall;
import dev.helix.api.model.ModelListener;
import dev.helix.core.json.UniqueIds;
import dev.helix.llm.engine.RawJson;
import dev.helix.llm.engine.WireJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a message under construction. Confined to one thread.
 *
 * <p>Pieces of text add up until one carries a signature, which belongs to that very part. Parts this version does not
 * know, and empty text that carries a signature, are kept as they came.
 */
final class GeminiParts {
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

    /** {@return whether a part is text alone; a signature without text is kept as it came} */
    static boolean isText(JsonNode part) {
        boolean bareSignature = WireJson.text(part, "text").isEmpty()
                && !WireJson.text(part, "thoughtSignature").isEmpty();
        return part.path("text").isTextual() && isPlain(part) && !bareSignature;
    }

    /** Adds a part that is text. */
    void addText(JsonNode part) {
        text(WireJson.text(part, "text"), part.path("thought").asBoolean(), WireJson.text(part, "thoughtSignature"));
    }

    /**
     * Adds a part of any other kind.
     *
     * @param raw the part as it came
     */
    void add(String raw, JsonNode part) throws IOException {
        flush();
        if (part.path("functionCall").isObject()) {
            call(RawJson.member(raw, "functionCall"), part);
        } else {
            parts.add(Opaque.of(origin, raw));
        }
    }

    private static boolean isPlain(JsonNode part) {
        for (String name : (Iterable<String>) part::fieldNames) {
            if (!name.equals("text") && !name.equals("thought") && !name.equals("thoughtSignature")) {
                return false;
            }
        }
        return true;
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

    private void call(String raw, JsonNode part) throws IOException {
        JsonNode call = part.path("functionCall");
        String signature = WireJson.text(part, "thoughtSignature");
        if (partial == null && !call.path("willContinue").asBoolean()) {
            String arguments = RawJson.member(raw, "args");
            addCall(call, signature, arguments.isEmpty() || arguments.equals("null") ? "{}" : arguments);
            return;
        }
        PartialCall growing = partial == null ? new PartialCall(call, signature) : partial;
        partial = growing;
        growing.add(call.path("partialArgs"));
        if (!call.path("willContinue").asBoolean()) {
            addPartial();
        }
    }

    private void addPartial() {
        if (partial != null) {
            addCall(partial.call(), partial.signature(), partial.arguments());
            partial = null;
        }
    }

    private void addCall(JsonNode call, String signature, String arguments) {
        String own = WireJson.text(call, "id");
        String id = ids.takeLike(own.isEmpty() ? "call_" + (parts.size() + 1) : own);
        ObjectNode data = WireJson.object();
        if (!own.isEmpty()) {
            data.put("id", own);
        }
        if (!signature.isEmpty()) {
            data.put("thoughtSignature", signature);
        }
        ToolCall made = ToolCall.of(id, toolNames.apply(WireJson.text(call, "name")), arguments);
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
