/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.engine;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Utility methods that cut values out of JSON text without touching a character of them. */
public final class RawJson {
    private RawJson() {}

    /** Where a value stands in its text. */
    private record Span(int start, int end) {}

    /**
     * Cuts out a member of an object.
     *
     * @param object the text of the object
     * @param name the name of the member
     * @return the text of its value, empty when there is no such member
     * @throws IOException if the text is no JSON object
     */
    public static String member(String object, String name) throws IOException {
        Span span = span(object, name);
        return object.substring(span.start, span.end);
    }

    /**
     * Replaces a member of an object.
     *
     * @param object the text of the object
     * @param name the name of the member
     * @param value the text of its new value
     * @return the object with that member replaced, unchanged when there is no such member
     * @throws IOException if the text is no JSON object
     */
    public static String withMember(String object, String name, String value) throws IOException {
        Span span = span(object, name);
        return span.start == span.end ? object : object.substring(0, span.start) + value + object.substring(span.end);
    }

    /**
     * Cuts an array into its elements.
     *
     * @param array the text of the array
     * @return the text of each element
     * @throws IOException if the text is no JSON array
     */
    public static List<String> elements(String array) throws IOException {
        List<String> elements = new ArrayList<>();
        try (JsonParser parser = WireJson.JSON.createParser(array)) {
            expect(parser, JsonToken.START_ARRAY);
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                Span span = valueAt(parser);
                elements.add(array.substring(span.start, span.end));
            }
        }
        return elements;
    }

    private static Span span(String object, String name) throws IOException {
        try (JsonParser parser = WireJson.JSON.createParser(object)) {
            expect(parser, JsonToken.START_OBJECT);
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean found = parser.currentName().equals(name);
                parser.nextToken();
                Span span = valueAt(parser);
                if (found) {
                    return span;
                }
            }
        }
        return new Span(0, 0);
    }

    private static Span valueAt(JsonParser parser) throws IOException {
        int start = (int) parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        parser.finishToken();
        return new Span(start, (int) parser.currentLocation().getCharOffset());
    }

    private static void expect(JsonParser parser, JsonToken token) throws IOException {
        if (parser.nextToken() != token) {
            throw new MalformedResponseException("expected " + token + ", found " + parser.currentToken());
        }
    }
}
