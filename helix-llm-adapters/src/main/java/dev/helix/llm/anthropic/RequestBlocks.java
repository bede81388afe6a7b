/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.anthropic;

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
import dev.helix.llm.engine.WireJson;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Factory methods for the content blocks of a request. */
final class RequestBlocks {
    private static final String FAILED_SILENTLY = "The call failed without a message.";

    private RequestBlocks() {}

    static ObjectNode text(String text) {
        return block("text").put("text", text);
    }

    private static ObjectNode image(Image image) {
        ObjectNode block = block("image");
        block.set("source", base64(image.mediaType(), image.base64()));
        return block;
    }

    private static ObjectNode document(Document document) {
        ObjectNode block = block("document");
        if (document.mediaType().startsWith("text/")) {
            byte[] text = Base64.getDecoder().decode(document.base64());
            block.set(
                    "source",
                    block("text")
                            .put("media_type", "text/plain")
                            .put("data", WireJson.clean(new String(text, StandardCharsets.UTF_8))));
        } else {
            block.set("source", base64(document.mediaType(), document.base64()));
        }
        return block.put("title", document.name());
    }

    private static ObjectNode base64(String mediaType, String data) {
        return block("base64").put("media_type", mediaType).put("data", data);
    }

    /** {@return the block of a part that a user or a tool gave} */
    static ObjectNode given(Content part) {
        if (part instanceof Image image) {
            return image(image);
        }
        return part instanceof Document document ? document(document) : text(part.asText());
    }

    /** {@return the block of a part that the model gave} */
    static JsonNode own(Content part) {
        if (part instanceof Thinking thinking) {
            return block("thinking").put("thinking", thinking.text()).put("signature", thinking.signature());
        }
        if (part instanceof ToolCall call) {
            return call(call);
        }
        // The block goes back byte for byte.
        return part instanceof Opaque opaque ? WireJson.raw(opaque.json()) : text(part.asText());
    }

    private static ObjectNode call(ToolCall call) {
        ObjectNode block = block("tool_use").put("id", call.id()).put("name", call.name());
        block.set("input", WireJson.raw(call.arguments()));
        call.providerData().ifPresent(data -> block.setAll(WireJson.objectOf(data.json())));
        return block;
    }

    static ObjectNode result(ToolMessage result) {
        ObjectNode block = block("tool_result").put("tool_use_id", result.callId());
        if (result.error()) {
            block.put("is_error", true);
        }
        if (result.content().stream().anyMatch(part -> part instanceof Image || part instanceof Document)) {
            ArrayNode parts = block.putArray("content");
            result.content().forEach(part -> parts.add(given(part)));
            return block;
        }
        // An error without content is refused; an empty result is not.
        return block.put("content", result.text().isEmpty() && result.error() ? FAILED_SILENTLY : result.text());
    }

    private static ObjectNode block(String type) {
        return WireJson.object().put("type", type);
    }
}
