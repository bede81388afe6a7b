/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.engine;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.helix.api.model.RequestRejectedException;
import dev.helix.api.tool.ToolSpec;
import dev.helix.core.json.WellFormed;
import dev.helix.llm.wire.JsonValue;

/** Utility methods for the JSON of requests and answers. */
public final class WireJson {
    /** Reads and writes numbers digit for digit, so that what a model wrote goes back unchanged. */
    public static final JsonMapper JSON = JsonMapper.builder(new JsonFactoryBuilder()
                    // Its buffers hang on no thread: a host's thread must not keep the library's classes alive.
                    .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private WireJson() {}

    /** {@return an empty object} */
    public static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** {@return an empty array} */
    public static ArrayNode array() {
        return JSON.createArrayNode();
    }

    /**
     * Looks up text.
     *
     * @param object any node
     * @param name the name of a member
     * @return its text, empty when it is missing, null or something else
     */
    public static String text(JsonNode object, String name) {
        String text = object.path(name).textValue();
        return text == null ? "" : text;
    }

    /**
     * Wraps text that goes out as it is.
     *
     * @param json one JSON value
     * @return a node that prints as the text, byte for byte
     */
    public static JsonNode raw(String json) {
        return JSON.getNodeFactory().rawValueNode(new RawValue(json));
    }

    /**
     * Builds the tree of a value.
     *
     * @param value any value
     * @return a copy of it, which stays valid
     * @throws JsonProcessingException if it is beyond what a tree may hold
     */
    public static JsonNode tree(JsonValue value) throws JsonProcessingException {
        return value.isMissing() ? JSON.missingNode() : JSON.readTree(value.raw());
    }

    /**
     * Parses text that is known to be an object.
     *
     * @param json what a provider sent before
     * @return the object, empty when the text is none
     */
    public static ObjectNode objectOf(String json) {
        try {
            return JSON.readTree(json) instanceof ObjectNode object ? object : object();
        } catch (JsonProcessingException e) {
            return object();
        }
    }

    /**
     * Parses a schema that goes to the provider.
     *
     * @param what the subject of the complaint
     * @param json the schema
     * @return the schema with well-formed text
     * @throws RequestRejectedException if it is no JSON object
     */
    public static ObjectNode schema(String what, String json) {
        String complaint = what + " must be a JSON object, was: " + json;
        try {
            if (clean(JSON.readTree(json)) instanceof ObjectNode schema) {
                return schema;
            }
        } catch (JsonProcessingException e) {
            throw new RequestRejectedException(complaint, e);
        }
        throw new RequestRejectedException(complaint, null);
    }

    /**
     * Encodes a tool on offer.
     *
     * @param tool the tool by the name and with the schema that the model takes
     * @param schemaMember the protocol's word for the schema of the arguments
     * @return name, description if there is one, and schema
     * @throws RequestRejectedException if the schema is no JSON object
     */
    public static ObjectNode tool(ToolSpec tool, String schemaMember) {
        ObjectNode wire = object().put("name", tool.name());
        if (!tool.description().isBlank()) {
            wire.put("description", clean(tool.description()));
        }
        ObjectNode schema = schema("the input schema of tool '" + tool.name() + "'", tool.inputSchema());
        if (!schema.has("type")) {
            schema.put("type", "object");
        }
        return wire.set(schemaMember, schema);
    }

    /**
     * Replaces what servers refuse in text: lone surrogates and NUL.
     *
     * @param text any text
     * @return well-formed text
     */
    public static String clean(String text) {
        return WellFormed.text(text).replace('\0', '\uFFFD');
    }

    private static JsonNode clean(JsonNode node) {
        if (node.isTextual()) {
            return JSON.getNodeFactory().textNode(clean(node.textValue()));
        }
        if (node.isObject()) {
            ObjectNode clean = object();
            node.properties().forEach(entry -> clean.set(clean(entry.getKey()), clean(entry.getValue())));
            return clean;
        }
        if (node.isArray()) {
            ArrayNode clean = array();
            node.forEach(element -> clean.add(clean(element)));
            return clean;
        }
        return node;
    }
}
