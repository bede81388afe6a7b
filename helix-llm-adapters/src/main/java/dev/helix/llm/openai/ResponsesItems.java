/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.helix.api.message.Content;
import dev.helix.api.message.Opaque;
import dev.helix.api.message.Origin;
import dev.helix.api.message.Text;
import dev.helix.api.message.Thinking;
import dev.helix.api.message.ToolCall;
import dev.helix.llm.engine.MalformedResponseException;
import dev.helix.llm.engine.RawJson;
import dev.helix.llm.engine.WireJson;
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
        JsonNode item = WireJson.JSON.readTree(raw);
        return switch (WireJson.text(item, "type")) {
            case "message" -> texts(raw, item);
            case "reasoning" -> List.of(reasoning(raw, item));
            case "function_call" -> List.of(call(raw, item));
            case "" -> throw new MalformedResponseException("an output item has no type");
            default -> List.of(Opaque.of(origin, raw));
        };
    }

    private List<Content> texts(String raw, JsonNode item) throws IOException {
        String data = without(raw, item, MESSAGE_FIELDS);
        List<Content> texts = new ArrayList<>();
        for (JsonNode part : item.path("content")) {
            String text = WireJson.text(part, "text") + WireJson.text(part, "refusal");
            if (!text.isEmpty()) {
                texts.add(data.isEmpty() ? Text.of(text) : Text.of(text).withProviderData(Opaque.of(origin, data)));
            }
        }
        return texts;
    }

    boolean isRefusal(String raw) throws IOException {
        for (JsonNode part : WireJson.JSON.readTree(raw).path("content")) {
            if (WireJson.text(part, "type").equals("refusal")) {
                return true;
            }
        }
        return false;
    }

    private Thinking reasoning(String raw, JsonNode item) {
        StringJoiner text = new StringJoiner(BETWEEN_PARAGRAPHS);
        JsonNode shown = item.path("summary").isEmpty() ? item.path("content") : item.path("summary");
        shown.forEach(part -> text.add(WireJson.text(part, "text")));
        return Thinking.of(origin, text.toString(), WireJson.text(item, "encrypted_content"))
                .withProviderData(Opaque.of(origin, raw));
    }

    private ToolCall call(String raw, JsonNode item) throws IOException {
        String arguments = WireJson.text(item, "arguments");
        ToolCall call = ToolCall.of(
                WireJson.text(item, "call_id"),
                toolNames.apply(WireJson.text(item, "name")),
                arguments.isBlank() ? "{}" : arguments);
        String data = without(raw, item, CALL_FIELDS);
        return data.isEmpty() ? call : call.withProviderData(Opaque.of(origin, data));
    }

    /** {@return the other members of an item, each as it came, empty when there are none} */
    private static String without(String raw, JsonNode item, Set<String> fields) throws IOException {
        ObjectNode others = WireJson.object();
        for (String name : (Iterable<String>) item::fieldNames) {
            if (!fields.contains(name) && !item.path(name).isNull()) {
                others.set(name, WireJson.raw(RawJson.member(raw, name)));
            }
        }
        return others.isEmpty() ? "" : WireJson.JSON.writeValueAsString(others);
    }
}
