/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.helix.api.message.Content;
import dev.helix.api.message.Opaque;
import dev.helix.api.message.Origin;
import dev.helix.api.message.Text;
import dev.helix.api.message.Thinking;
import dev.helix.api.message.ToolCall;
import dev.helix.llm.engine.WireJson;
import dev.helix.llm.wire.JsonText;
import dev.helix.llm.wire.JsonValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;

/**
 * A reader of output items. Immutable.
 *
 * @param origin the engine
 * @param toolNames translates names of tools back
 */
record ResponsesItems(Origin origin, UnaryOperator<String> toolNames) {
    static final String BETWEEN_PARAGRAPHS = "\n\n";

    /** What is kept in the parts themselves, or is the provider's alone. */
    private static final Set<String> MESSAGE_FIELDS = Set.of("type", "role", "content", "status");

    private static final Set<String> CALL_FIELDS = Set.of("type", "call_id", "name", "arguments", "status");

    /** {@return the content of an item, possibly none} */
    List<Content> content(String raw) throws IOException {
        JsonValue item = JsonText.parse(raw);
        return switch (item.text("type")) {
            case "message" -> texts(item);
            case "reasoning" -> List.of(reasoning(item));
            case "function_call" -> List.of(call(item));
            // Nobody can say what it is, which is no reason to lose the rest.
            case "" -> List.of();
            default -> List.of(Opaque.of(origin, raw));
        };
    }

    private List<Content> texts(JsonValue item) throws IOException {
        String data = without(item, MESSAGE_FIELDS);
        List<Content> texts = new ArrayList<>();
        for (JsonValue part : item.path("content")) {
            String text = part.text("text") + part.text("refusal");
            if (!text.isEmpty()) {
                texts.add(data.isEmpty() ? Text.of(text) : Text.of(text).withProviderData(Opaque.of(origin, data)));
            }
        }
        return texts;
    }

    boolean isRefusal(String raw) throws IOException {
        for (JsonValue part : JsonText.parse(raw).path("content")) {
            if (part.text("type").equals("refusal")) {
                return true;
            }
        }
        return false;
    }

    private Thinking reasoning(JsonValue item) {
        StringJoiner text = new StringJoiner(BETWEEN_PARAGRAPHS);
        JsonValue shown = item.path("summary").isEmpty() ? item.path("content") : item.path("summary");
        shown.forEach(part -> text.add(part.text("text")));
        return Thinking.of(origin, text.toString(), item.text("encrypted_content"))
                .withProviderData(Opaque.of(origin, item.raw()));
    }

    private ToolCall call(JsonValue item) throws IOException {
        String arguments = item.text("arguments");
        ToolCall call = ToolCall.of(
                item.text("call_id"), toolNames.apply(item.text("name")), arguments.isBlank() ? "{}" : arguments);
        String data = without(item, CALL_FIELDS);
        return data.isEmpty() ? call : call.withProviderData(Opaque.of(origin, data));
    }

    /** {@return the other members of an item, each as it came, empty when there are none} */
    private static String without(JsonValue item, Set<String> fields) throws IOException {
        ObjectNode others = WireJson.object();
        item.members().forEach((name, member) -> {
            if (!fields.contains(name) && member.isPresent()) {
                others.set(name, WireJson.raw(member.raw()));
            }
        });
        return others.isEmpty() ? "" : WireJson.JSON.writeValueAsString(others);
    }
}
