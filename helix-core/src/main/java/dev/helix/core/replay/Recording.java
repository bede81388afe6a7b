/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Content;
import dev.helix.api.message.Opaque;
import dev.helix.api.message.Text;
import dev.helix.api.message.Thinking;
import dev.helix.api.message.ToolCall;
import dev.helix.api.model.ModelReply;
import dev.helix.core.json.ApiJson;
import dev.helix.core.json.Json;
import dev.helix.core.json.JsonSyntaxException;
import java.util.ArrayList;
import java.util.List;

/** A recording that collects exchanges and writes them as a cassette. Guarded by its owner. */
final class Recording {
    private final String description;
    private final RunNames names;
    private final ArrayNode exchanges;

    Recording(String description, RunNames names) {
        this.description = description;
        this.names = names;
        this.exchanges = Json.object().putArray("exchanges");
    }

    void add(RequestKey asked, ModelReply reply) {
        ObjectNode exchange = Json.object();
        exchange.put("digest", asked.digest());
        exchange.put("position", asked.position());
        exchange.put("last", asked.last());
        ObjectNode recorded = exchange.putObject("reply");
        List<Content> content = hidden(reply.message(), asked.placeholders());
        recorded.set("content", tree(content));
        recorded.put("stop", reply.stop().name());
        recorded.set("usage", tree(reply.usage()));
        exchanges.add(exchange);
    }

    String json() {
        ObjectNode top = Json.object();
        top.put("format", Cassette.FORMAT).put("kind", "recorded").put("description", description);
        ObjectNode captures = top.putObject("captures");
        names.captures().forEach((name, pattern) -> captures.put(name, pattern.pattern()));
        top.set("exchanges", exchanges);
        return Json.pretty(top) + "\n";
    }

    /** Images are left out: no model known to Helix answers with one that later requests send back. */
    private static List<Content> hidden(AssistantMessage message, Placeholders values) {
        List<Content> content = new ArrayList<>();
        for (Content part : message.content()) {
            if (part instanceof Text text) {
                content.add(Text.of(values.hideInReply(text.text())));
            } else if (part instanceof Thinking thinking) {
                content.add(Thinking.of(thinking.origin(), values.hideInReply(thinking.text()), thinking.signature()));
            } else if (part instanceof ToolCall call) {
                content.add(ToolCall.of(call.id(), call.name(), values.hideInReply(call.arguments())));
            } else if (part instanceof Opaque opaque) {
                content.add(Opaque.of(opaque.origin(), values.hideInReply(opaque.json())));
            }
        }
        return content;
    }

    private static JsonNode tree(Object value) {
        try {
            return Json.parse(ApiJson.write(value));
        } catch (JsonSyntaxException e) {
            throw new IllegalStateException("what was just written is JSON", e);
        }
    }
}
