/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.engine;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/**
 * A parser of the events of one answer, thousands of small objects: it makes the parser and its tables once, which is
 * most of what parsing one of them takes. Confined to one thread.
 */
final class EventParser implements AutoCloseable {
    private static final ObjectReader TREES =
            WireJson.JSON.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Source source = new Source();
    private final Rest rest = new Rest();
    /** Null at the start and behind an event that did not end where it should. */
    private @Nullable JsonParser parser;

    /**
     * Parses one event.
     *
     * @throws com.fasterxml.jackson.core.JsonProcessingException if it is not one JSON value
     */
    JsonNode parse(String event) throws IOException {
        if (!event.startsWith("{")) {
            return WireJson.JSON.readTree(event);
        }
        source.set(event);
        JsonParser current = parser == null ? WireJson.JSON.createParser(source) : parser;
        parser = null;
        current.clearCurrentToken();
        JsonNode tree = TREES.readTree(current);
        if (!isAtEnd(current)) {
            current.close();
            return WireJson.JSON.readTree(event);
        }
        parser = current;
        return tree;
    }

    private boolean isAtEnd(JsonParser current) throws IOException {
        rest.blank = source.isBlank();
        current.releaseBuffered(rest);
        return rest.blank;
    }

    @Override
    public void close() throws IOException {
        if (parser != null) {
            parser.close();
        }
    }

    /** One text after the other. */
    private static final class Source extends Reader {
        private String text = "";
        private int at;

        void set(String next) {
            text = next;
            at = 0;
        }

        /** {@return whether nothing is left but white space} */
        boolean isBlank() {
            return at == text.length() || text.substring(at).isBlank();
        }

        @Override
        public int read(char[] buffer, int offset, int length) {
            int count = Math.min(length, text.length() - at);
            if (count == 0) {
                return -1;
            }
            text.getChars(at, at + count, buffer, offset);
            at += count;
            return count;
        }

        @Override
        public void close() {}
    }

    /** Looks at what the parser has read and not used. */
    private static final class Rest extends Writer {
        private boolean blank;

        @Override
        public void write(char[] buffer, int offset, int length) {
            for (int i = offset; i < offset + length; i++) {
                blank &= Character.isWhitespace(buffer[i]);
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
