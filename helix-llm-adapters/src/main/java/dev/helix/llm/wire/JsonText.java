/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.wire;

import com.fasterxml.jackson.core.JsonParseException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A JSON text that is read where it lies: it knows where its values stand, and makes text of those that are asked for.
 *
 * <p>Confined to one thread, and made to be used again: thousands of small events come with an answer, and reading the
 * next one invalidates the values of the one before.
 */
public final class JsonText {
    private static final byte[] BYTE_ORDER_MARK = "\uFEFF".getBytes(StandardCharsets.UTF_8);
    /** A power of two; many more than a protocol has kinds of events. */
    private static final int WORDS = 64;

    /** 15 digits always fit. */
    private static final int MOST_DIGITS = 15;

    private final JsonScanner scanner = new JsonScanner();
    private final StringBuilder unescaped = new StringBuilder();
    private final @Nullable String[] words = new String[WORDS];

    /**
     * Reads a text of its own, whose values stay valid.
     *
     * @param json one JSON value
     * @return the value
     * @throws JsonParseException if it is no JSON value
     */
    public static JsonValue parse(String json) throws JsonParseException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return new JsonText().read(bytes, 0, bytes.length);
    }

    /**
     * Reads the next text. A byte order mark before it is skipped.
     *
     * @param bytes holds the text in UTF-8; must stay as it is while the value is used
     * @param from the index of the first byte
     * @param to the index behind the last byte
     * @return its value, valid until the next text is read
     * @throws JsonParseException if it is not one JSON value
     */
    public JsonValue read(byte[] bytes, int from, int to) throws JsonParseException {
        int begin = from + BYTE_ORDER_MARK.length;
        boolean marked = begin <= to && Arrays.equals(BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length, bytes, from, begin);
        scanner.scan(bytes, marked ? begin : from, to);
        return new JsonValue(this, 0);
    }

    byte kind(int token) {
        return scanner.kind(token);
    }

    boolean isContainer(int token) {
        return scanner.isContainer(token);
    }

    int after(int token) {
        return scanner.after(token);
    }

    /** {@return the token of the value of a member, the last one of that name; -1 when there is none} */
    int member(int object, String name) {
        int found = -1;
        int end = scanner.after(object);
        int token = object + 1;
        while (token < end) {
            if (isText(token, name)) {
                found = token + 1;
            }
            token = scanner.after(token);
        }
        return found;
    }

    private boolean isText(int token, String expected) {
        if (!scanner.isPlain(token)) {
            return text(token).equals(expected);
        }
        int start = scanner.start(token) + 1;
        int length = scanner.end(token) - 1 - start;
        if (length != expected.length()) {
            return false;
        }
        byte[] bytes = scanner.bytes();
        for (int i = 0; i < length; i++) {
            if (bytes[start + i] != expected.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** {@return the value of a number that is digits alone, and not too many; else -1} */
    long digits(int token) {
        int end = scanner.end(token);
        int at = scanner.start(token);
        if (end - at > MOST_DIGITS) {
            return -1;
        }
        long number = 0;
        while (at < end) {
            int digit = scanner.bytes()[at++] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = 10 * number + digit;
        }
        return number;
    }

    /** {@return what a value looks like, byte for byte} */
    String raw(int token) {
        return string(scanner.start(token), scanner.end(token));
    }

    /** {@return what stands between the start of a value and one within it} */
    String before(int container, int inner) {
        return string(scanner.start(container), scanner.start(inner));
    }

    /** {@return what stands between the end of an inner value and the end of the one around it} */
    String behind(int inner, int container) {
        return string(scanner.end(inner), scanner.end(container));
    }

    /** {@return the characters of a text} */
    String text(int token) {
        int start = scanner.start(token) + 1;
        int end = scanner.end(token) - 1;
        return scanner.hasEscapes(token) ? unescaped(start, end) : string(start, end);
    }

    /** {@return the same as {@link #text}, but one string for many tokens of the same characters} */
    String word(int token) {
        int start = scanner.start(token) + 1;
        int end = scanner.end(token) - 1;
        byte[] bytes = scanner.bytes();
        int place = end == start ? 0 : (bytes[start] * 7 + bytes[end - 1] * 31 + end - start) & (WORDS - 1);
        String known = words[place];
        if (known != null && isText(token, known)) {
            return known;
        }
        String word = text(token);
        words[place] = word;
        return word;
    }

    private String string(int from, int to) {
        return new String(scanner.bytes(), from, to - from, StandardCharsets.UTF_8);
    }

    private String unescaped(int from, int to) {
        byte[] bytes = scanner.bytes();
        unescaped.setLength(0);
        int at = from;
        while (at < to) {
            int run = at;
            while (run < to && bytes[run] != '\\') {
                run++;
            }
            if (run > at) {
                unescaped.append(string(at, run));
            }
            at = run;
            if (at < to) {
                boolean byNumber = bytes[at + 1] == 'u';
                unescaped.append(byNumber ? numbered(bytes, at + 2) : named(bytes[at + 1]));
                at += byNumber ? 6 : 2;
            }
        }
        return unescaped.toString();
    }

    private static char numbered(byte[] bytes, int digits) {
        int number = 0;
        for (int i = digits; i < digits + 4; i++) {
            number = number << 4 | Character.digit(bytes[i], 16);
        }
        return (char) number;
    }

    private static char named(byte letter) {
        return switch (letter) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> (char) letter;
        };
    }
}
