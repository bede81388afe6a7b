/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A parser and printer of JSON trees with the library's own limits. Thread-safe.
 *
 * <p>There is one mapper, configured here and never handed out: no default typing, no modules found on the class path,
 * duplicate keys and trailing text refused.
 */
public final class Json {
    /** Deeper than any schema or argument seen in practice, far below what exhausts a stack. */
    private static final int MAX_DEPTH = 200;

    private static final int MAX_NUMBER_DIGITS = 100;

    /** 32 Mi characters: a whole file written by one tool call fits, a flood does not. */
    public static final int MAX_TEXT_CHARS = 32 * 1024 * 1024;

    /** Its buffers hang on no thread: a host's thread must not keep the library's classes alive. */
    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_NUMBER_DIGITS)
                            .maxStringLength(MAX_TEXT_CHARS)
                            .maxDocumentLength(2L * MAX_TEXT_CHARS)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private Json() {}

    /**
     * Parses one JSON value.
     *
     * @return the value; a missing node when the text is blank
     * @throws JsonSyntaxException if the text is no JSON, has duplicate keys, or is larger or deeper than the limits
     */
    public static JsonNode parse(String text) throws JsonSyntaxException {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw syntaxError(e);
        }
    }

    /**
     * Checks that a text is one JSON value, without keeping it.
     *
     * @throws JsonSyntaxException as {@link #parse} does, and if the text is blank
     */
    public static void validate(String text) throws JsonSyntaxException {
        try (JsonParser parser = MAPPER.createParser(text)) {
            if (parser.nextToken() == null) {
                throw new JsonSyntaxException("there is no value", 1, 1, null);
            }
            measure(parser);
            while (!parser.getParsingContext().inRoot()) {
                parser.nextToken();
                measure(parser);
            }
            if (parser.nextToken() != null) {
                throw new JsonSyntaxException("something follows the value", 1, 1, null);
            }
        } catch (JsonProcessingException e) {
            throw syntaxError(e);
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory failed", e);
        }
    }

    /** Holds a text against the limit, which the parser itself does only for those whose value is asked for. */
    private static void measure(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            parser.streamReadConstraints().validateStringLength(parser.getTextLength());
        }
    }

    /** {@return a new, changeable object without properties} */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** {@return a new, changeable list without elements} */
    public static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    /** {@return a tree as JSON text without line breaks} */
    public static String compact(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree could not be printed", e);
        }
    }

    /** {@return a text as a JSON string in quotes, lone surrogates replaced} */
    public static String quoted(String text) {
        return compact(JsonForm.TEXT.write(text));
    }

    /** {@return a tree as JSON text over several lines, for people} */
    public static String pretty(JsonNode node) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree could not be printed", e);
        }
    }

    private static JsonSyntaxException syntaxError(JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        return new JsonSyntaxException(
                e.getOriginalMessage(), at == null ? 1 : at.getLineNr(), at == null ? 1 : at.getColumnNr(), e);
    }
}
