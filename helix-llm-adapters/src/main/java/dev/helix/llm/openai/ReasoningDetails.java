/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.helix.llm.engine.WireJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The details of reasoning under construction, as OpenRouter streams them: the pieces of one detail have one type and
 * one index, and their texts add up. Confined to one thread.
 */
final class ReasoningDetails {
    private static final Set<String> GROWING = Set.of("text", "summary", "data");

    private final List<ObjectNode> details = new ArrayList<>();

    void add(JsonNode detail) {
        if (!(detail instanceof ObjectNode piece)) {
            return;
        }
        ObjectNode last = details.isEmpty() ? null : details.get(details.size() - 1);
        boolean goesOn = last != null
                && piece.has("index")
                && last.path("index").equals(piece.path("index"))
                && last.path("type").equals(piece.path("type"));
        if (last == null || !goesOn) {
            details.add(piece);
            return;
        }
        ObjectNode grown = last;
        piece.properties().forEach(entry -> {
            String name = entry.getKey();
            if (GROWING.contains(name) && entry.getValue().isTextual()) {
                grown.put(name, WireJson.text(grown, name) + entry.getValue().textValue());
            } else if (!entry.getValue().isNull()) {
                grown.set(name, entry.getValue());
            }
        });
    }

    boolean isEmpty() {
        return details.isEmpty();
    }

    /** {@return what goes into the message that is sent back, empty when there are none} */
    ObjectNode json() {
        ObjectNode json = WireJson.object();
        if (!details.isEmpty()) {
            json.putArray("reasoning_details").addAll(details);
        }
        return json;
    }
}
