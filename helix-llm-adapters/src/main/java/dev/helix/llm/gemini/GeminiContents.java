/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.helix.api.message.Content;
import dev.helix.api.message.Document;
import dev.helix.api.message.Image;
import dev.helix.api.message.Opaque;
import dev.helix.api.message.Thinking;
import dev.helix.api.message.ToolCall;
import dev.helix.api.message.ToolMessage;
import dev.helix.core.projection.ProjectedHistory;
import dev.helix.core.projection.ProjectedTurn;
import dev.helix.core.projection.ProjectedTurn.Role;
import dev.helix.llm.engine.WireJson;
import java.util.HashMap;
import java.util.Map;

/**
 * An encoder of a projected history as contents. Confined to one thread.
 *
 * <p>Results are matched by name and position; ids go along only where the model itself gave some. Signatures stand on
 * the very part they came with.
 */
final class GeminiContents {
    private final ArrayNode contents = WireJson.array();
    /** The provider's own ids, by the ids of the calls. */
    private final Map<String, String> ids = new HashMap<>();

    private GeminiContents() {}

    static ArrayNode of(ProjectedHistory history) {
        GeminiContents encoder = new GeminiContents();
        history.turns().forEach(encoder::add);
        return encoder.contents;
    }

    private void add(ProjectedTurn turn) {
        ObjectNode content = contents.addObject().put("role", turn.role() == Role.ASSISTANT ? "model" : "user");
        ArrayNode parts = content.putArray("parts");
        turn.results().forEach(result -> parts.add(result(result)));
        for (Content part : turn.content()) {
            parts.add(turn.role() == Role.ASSISTANT ? own(part) : given(part));
        }
    }

    private JsonNode own(Content part) {
        if (part instanceof Opaque opaque) {
            return WireJson.raw(opaque.json());
        }
        ObjectNode json = WireJson.object();
        if (part instanceof Thinking thinking) {
            json.put("text", thinking.text()).put("thought", true);
        } else if (part instanceof ToolCall call) {
            json.set("functionCall", call(call));
        } else {
            json.put("text", part.asText());
        }
        part.providerData()
                .map(data -> WireJson.text(WireJson.objectOf(data.json()), "thoughtSignature"))
                .filter(signature -> !signature.isEmpty())
                .ifPresent(signature -> json.put("thoughtSignature", signature));
        return json;
    }

    private ObjectNode call(ToolCall call) {
        ObjectNode json = WireJson.object();
        String id = call.providerData()
                .map(data -> WireJson.text(WireJson.objectOf(data.json()), "id"))
                .orElse("");
        if (!id.isEmpty()) {
            ids.put(call.id(), id);
            json.put("id", id);
        }
        return json.put("name", call.name()).set("args", WireJson.raw(call.arguments()));
    }

    private ObjectNode result(ToolMessage result) {
        ObjectNode response = WireJson.object();
        String id = ids.get(result.callId());
        if (id != null) {
            response.put("id", id);
        }
        response.put("name", result.toolName());
        response.putObject("response").put(result.error() ? "error" : "output", result.text());
        ArrayNode media = WireJson.array();
        for (Content part : result.content()) {
            if (part instanceof Image || part instanceof Document) {
                media.add(given(part));
            }
        }
        if (!media.isEmpty()) {
            response.set("parts", media);
        }
        return WireJson.object().set("functionResponse", response);
    }

    private static ObjectNode given(Content part) {
        ObjectNode json = WireJson.object();
        if (part instanceof Image image) {
            json.putObject("inlineData").put("mimeType", image.mediaType()).put("data", image.base64());
        } else if (part instanceof Document document) {
            json.putObject("inlineData").put("mimeType", document.mediaType()).put("data", document.base64());
        } else {
            json.put("text", part.asText());
        }
        return json;
    }
}
