/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.anthropic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.helix.api.message.Content;
import dev.helix.api.message.Document;
import dev.helix.api.message.Image;
import dev.helix.api.message.Opaque;
import dev.helix.api.message.Text;
import dev.helix.api.message.Thinking;
import dev.helix.api.message.ToolMessage;
import dev.helix.llm.anthropic.CallPairing.Paired;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Pattern;

/** Factory methods for the content blocks of a request. */
final class RequestBlocks {
    static final String INTERRUPTED =
            "The call was interrupted before it returned anything; it may or may not have had" + " an effect.";
    private static final String FAILED_SILENTLY = "The call failed without a message.";
    private static final Set<String> IMAGE_TYPES = Set.of("image/jpeg", "image/png", "image/gif", "image/webp");
    private static final Pattern ILLEGAL_IN_NAME = Pattern.compile("[^a-zA-Z0-9_-]");
    /** The older of the two limits the provider has published; the newer is 128. */
    private static final int NAME_LENGTH = 64;

    private RequestBlocks() {}

    static ObjectNode text(String text) {
        return block("text").put("text", CleanText.of(text));
    }

    static ObjectNode image(Image image) {
        if (!IMAGE_TYPES.contains(image.mediaType())) {
            return text("[an image of type " + image.mediaType() + " was left out: this provider does not read it]");
        }
        ObjectNode block = block("image");
        block.putObject("source")
                .put("type", "base64")
                .put("media_type", image.mediaType())
                .put("data", image.base64());
        return block;
    }

    static ObjectNode document(Document document) {
        boolean pdf = document.mediaType().equals("application/pdf");
        if (!pdf && !document.mediaType().startsWith("text/")) {
            return text("[the document " + document.name() + " of type " + document.mediaType()
                    + " was left out: this provider does not read it]");
        }
        ObjectNode block = block("document");
        block.putObject("source")
                .put("type", pdf ? "base64" : "text")
                .put("media_type", pdf ? document.mediaType() : "text/plain")
                .put("data", pdf ? document.base64() : decoded(document));
        return block.put("title", CleanText.of(document.name()));
    }

    private static String decoded(Document document) {
        return CleanText.of(new String(Base64.getDecoder().decode(document.base64()), StandardCharsets.UTF_8));
    }

    /** {@return the block of a part that a user or a tool gave} */
    static ObjectNode given(Content part) {
        if (part instanceof Image image) {
            return image(image);
        }
        return part instanceof Document document ? document(document) : text(part.asText());
    }

    static ObjectNode thinking(Thinking thinking) {
        return block("thinking").put("thinking", thinking.text()).put("signature", thinking.signature());
    }

    static ObjectNode call(Paired paired) {
        ObjectNode block = block("tool_use")
                .put("id", paired.wireId())
                .put("name", toolName(paired.call().name()));
        block.set("input", input(paired.call().arguments()));
        return block;
    }

    /** Makes a name fit to be sent back: models sometimes call tools that never existed. */
    static String toolName(String name) {
        String legal = ILLEGAL_IN_NAME.matcher(name).replaceAll("_");
        return legal.isEmpty() ? "unnamed" : legal.substring(0, Math.min(NAME_LENGTH, legal.length()));
    }

    /** Makes the object that the protocol wants; what is none, a cut call for example, becomes an empty one. */
    private static ObjectNode input(String arguments) {
        try {
            return CleanText.of(Protocol.ARGUMENTS.readTree(arguments)) instanceof ObjectNode object
                    ? object
                    : Protocol.JSON.createObjectNode();
        } catch (JsonProcessingException e) {
            return Protocol.JSON.createObjectNode();
        }
    }

    static ObjectNode result(Paired paired) {
        ToolMessage result = paired.result();
        ObjectNode block = block("tool_result").put("tool_use_id", paired.wireId());
        if (result == null) {
            return block.put("content", INTERRUPTED).put("is_error", true);
        }
        boolean blank = CleanText.isBlank(result.text());
        if (result.error()) {
            // Only text may come with an error, and there must be some.
            return block.put("is_error", true).put("content", blank ? FAILED_SILENTLY : CleanText.of(result.text()));
        }
        if (result.content().stream().anyMatch(part -> part instanceof Image || part instanceof Document)) {
            ArrayNode parts = block.putArray("content");
            result.content().stream()
                    .filter(part -> !(part instanceof Text text) || !CleanText.isBlank(text.text()))
                    .forEach(part -> parts.add(given(part)));
            return block;
        }
        return block.put("content", blank ? "" : CleanText.of(result.text()));
    }

    /** Sends the block back byte for byte. */
    static JsonNode opaque(Opaque opaque) {
        return Protocol.JSON.getNodeFactory().rawValueNode(new RawValue(opaque.json()));
    }

    /** {@return the block's type, empty when it is no JSON object with a type} */
    static String type(Opaque opaque) {
        try {
            return Protocol.text(Protocol.JSON.readTree(opaque.json()), "type");
        } catch (JsonProcessingException e) {
            return "";
        }
    }

    private static ObjectNode block(String type) {
        return Protocol.JSON.createObjectNode().put("type", type);
    }
}
