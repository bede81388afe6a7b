/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.wire;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import java.util.Arrays;

/**
 * A scanner that checks a JSON text and notes where its values stand, in one pass and without copying any. Confined to
 * one thread.
 *
 * <p>Vocabulary. A token is a value or the name of a member; tokens are numbered in the order in which they begin, so
 * the first one is the whole text, a container is followed by what it contains, and a name by its value.
 *
 * <p>Accepts what RFC 8259 allows within the limits that Jackson's parser has for depth and for the length of numbers.
 * Names may repeat.
 */
final class JsonScanner {
    private static final int DEEPEST = 1000;
    private static final int LONGEST_NUMBER = 1000;
    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    /** The numbers of a token: its first byte, and the one behind it. */
    private static final int START = 0;

    private static final int END = 1;
    /** The first token behind a value and all it contains, or behind a name and its value. */
    private static final int NEXT = 2;
    /** How a text is written. */
    private static final int SPELLING = 3;

    private static final int WIDTH = 4;

    private static final int HAS_ESCAPES = 1;
    private static final int HAS_MORE_THAN_ASCII = 2;

    private byte[] bytes = {};
    private int at;
    private int end;
    private int[] tokens = new int[64 * WIDTH];
    private int count;

    /**
     * Scans one JSON text, which may have white space around it.
     *
     * @throws JsonParseException if it is anything else
     */
    void scan(byte[] text, int from, int to) throws JsonParseException {
        bytes = text;
        at = from;
        end = to;
        count = 0;
        skipSpace();
        value(0);
        skipSpace();
        if (at < end) {
            throw unexpected();
        }
    }

    byte[] bytes() {
        return bytes;
    }

    int start(int token) {
        return tokens[token * WIDTH + START];
    }

    int end(int token) {
        return tokens[token * WIDTH + END];
    }

    /** {@return the first character of a token, which tells its kind} */
    byte kind(int token) {
        return bytes[start(token)];
    }

    boolean isContainer(int token) {
        return kind(token) == '{' || kind(token) == '[';
    }

    boolean hasEscapes(int token) {
        return (tokens[token * WIDTH + SPELLING] & HAS_ESCAPES) != 0;
    }

    /** {@return whether each byte of a text is one of its characters} */
    boolean isPlain(int token) {
        return tokens[token * WIDTH + SPELLING] == 0;
    }

    /** {@return the first token behind a value and all it contains, or behind a name and its value} */
    int after(int token) {
        return tokens[token * WIDTH + NEXT];
    }

    private void value(int depth) throws JsonParseException {
        if (at == end) {
            throw unexpected();
        }
        switch (bytes[at]) {
            case '"' -> text();
            case '{' -> object(depth + 1);
            case '[' -> array(depth + 1);
            case 't' -> literal(TRUE);
            case 'f' -> literal(FALSE);
            case 'n' -> literal(NULL);
            default -> number();
        }
    }

    private int begin() {
        if ((count + 1) * WIDTH > tokens.length) {
            tokens = Arrays.copyOf(tokens, 2 * tokens.length);
        }
        tokens[count * WIDTH + START] = at;
        return count++;
    }

    private void close(int token) {
        tokens[token * WIDTH + END] = at;
        tokens[token * WIDTH + NEXT] = count;
    }

    private void object(int depth) throws JsonParseException {
        int token = open(depth);
        boolean more = !skip('}');
        while (more) {
            if (at == end || bytes[at] != '"') {
                throw unexpected();
            }
            int name = text();
            skipSpace();
            if (!skip(':')) {
                throw unexpected();
            }
            skipSpace();
            value(depth);
            tokens[name * WIDTH + NEXT] = count;
            more = isFollowed('}');
        }
        close(token);
    }

    private void array(int depth) throws JsonParseException {
        int token = open(depth);
        boolean more = !skip(']');
        while (more) {
            value(depth);
            more = isFollowed(']');
        }
        close(token);
    }

    private int open(int depth) throws JsonParseException {
        if (depth > DEEPEST) {
            throw failure("values are nested deeper than " + DEEPEST);
        }
        int token = begin();
        at++;
        skipSpace();
        return token;
    }

    /** Passes over what stands behind an element: a comma, or the end of the container. */
    private boolean isFollowed(char close) throws JsonParseException {
        skipSpace();
        if (skip(',')) {
            skipSpace();
            return true;
        }
        if (!skip(close)) {
            throw unexpected();
        }
        return false;
    }

    private boolean skip(char expected) {
        boolean found = at < end && bytes[at] == expected;
        at += found ? 1 : 0;
        return found;
    }

    private void skipSpace() {
        while (at < end && bytes[at] <= ' ' && isSpace(bytes[at])) {
            at++;
        }
    }

    private static boolean isSpace(byte next) {
        return next == ' ' || next == '\n' || next == '\r' || next == '\t';
    }

    private int text() throws JsonParseException {
        int token = begin();
        int spelling = 0;
        at = ByteSearch.special(bytes, at + 1, end);
        while (!skip('"')) {
            if (at < end && bytes[at] < 0) {
                spelling |= HAS_MORE_THAN_ASCII;
                at++;
            } else {
                spelling |= HAS_ESCAPES;
                skipEscape();
            }
            at = ByteSearch.special(bytes, at, end);
        }
        close(token);
        tokens[token * WIDTH + SPELLING] = spelling;
        return token;
    }

    private void skipEscape() throws JsonParseException {
        if (!skip('\\') || at == end || "\"\\/bfnrtu".indexOf(bytes[at]) < 0) {
            throw unexpected();
        }
        int digits = bytes[at++] == 'u' ? 4 : 0;
        for (int i = 0; i < digits; i++) {
            if (at == end || Character.digit(bytes[at], 16) < 0) {
                throw unexpected();
            }
            at++;
        }
    }

    private void literal(byte[] word) throws JsonParseException {
        int token = begin();
        int after = at + word.length;
        if (after > end || !Arrays.equals(word, 0, word.length, bytes, at, after)) {
            throw unexpected();
        }
        at = after;
        close(token);
    }

    private void number() throws JsonParseException {
        int token = begin();
        skip('-');
        if (!skip('0')) {
            digits();
        }
        if (skip('.')) {
            digits();
        }
        if (skip('e') || skip('E')) {
            if (!skip('-')) {
                skip('+');
            }
            digits();
        }
        if (at - start(token) > LONGEST_NUMBER) {
            throw failure("a number is longer than " + LONGEST_NUMBER + " characters");
        }
        close(token);
    }

    private void digits() throws JsonParseException {
        int first = at;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        if (at == first) {
            throw unexpected();
        }
    }

    private JsonParseException unexpected() {
        return failure(at < end ? "this is not JSON: unexpected character" : "the JSON text ends too early");
    }

    private JsonParseException failure(String what) {
        return new JsonParseException((JsonParser) null, what + " at byte " + at);
    }
}
