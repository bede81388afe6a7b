/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.projection;

/**
 * A quick recognizer of the JSON objects that most tool calls have as arguments: distinct names, and values that are
 * strings, whole numbers or literals. Confined to one thread.
 *
 * <p>What it does not recognize may be valid all the same and is left to the parser, which takes ten times as long.
 */
final class FlatObject {
    /** Names are compared with each other. */
    private static final int MOST_MEMBERS = 8;

    private static final int LONGEST_NAME = 100;
    /** Below every limit of the parser. */
    private static final int LONGEST_TEXT = 1 << 20;

    private static final int MOST_DIGITS = 15;

    private final String text;
    /** Start and end of each name. */
    private final int[] names = new int[2 * MOST_MEMBERS];

    private int members;
    private int at;

    private FlatObject(String text) {
        this.text = text;
    }

    /** {@return whether the text is certainly such an object, with one member or more} */
    static boolean is(String text) {
        return text.length() <= LONGEST_TEXT && new FlatObject(text).isObject();
    }

    private boolean isObject() {
        if (!skip('{')) {
            return false;
        }
        do {
            if (!isMember()) {
                return false;
            }
        } while (skip(','));
        if (!skip('}')) {
            return false;
        }
        skipSpace();
        return at == text.length();
    }

    private boolean isMember() {
        skipSpace();
        int start = at;
        if (members == MOST_MEMBERS || !isString() || at - start > LONGEST_NAME || isKnown(start, at)) {
            return false;
        }
        names[2 * members] = start;
        names[2 * members + 1] = at;
        members++;
        return skip(':') && isValue();
    }

    /** A name with an escape passes for known, since it may be another's although it looks different. */
    private boolean isKnown(int start, int end) {
        int length = end - start;
        for (int i = start; i < end; i++) {
            if (text.charAt(i) == '\\') {
                return true;
            }
        }
        for (int i = 0; i < members; i++) {
            boolean sameLength = names[2 * i + 1] - names[2 * i] == length;
            if (sameLength && text.regionMatches(names[2 * i], text, start, length)) {
                return true;
            }
        }
        return false;
    }

    private boolean isValue() {
        skipSpace();
        char first = peek();
        if (first == '"') {
            return isString();
        }
        if (first == '-' || isDigit(first)) {
            return isNumber();
        }
        return isLiteral("true") || isLiteral("false") || isLiteral("null");
    }

    private boolean isString() {
        if (peek() != '"') {
            return false;
        }
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                return true;
            }
            if (c < ' ') {
                return false;
            }
            if (c == '\\') {
                at++;
                if (at == text.length() || "\"\\/bfnrt".indexOf(text.charAt(at)) < 0) {
                    return false;
                }
            }
        }
        return false;
    }

    private boolean isNumber() {
        at += peek() == '-' ? 1 : 0;
        int start = at;
        while (isDigit(peek())) {
            at++;
        }
        int digits = at - start;
        return digits == 1 || (digits > 1 && digits <= MOST_DIGITS && text.charAt(start) != '0');
    }

    private boolean isLiteral(String literal) {
        if (!text.startsWith(literal, at)) {
            return false;
        }
        at += literal.length();
        return true;
    }

    private boolean skip(char expected) {
        skipSpace();
        boolean there = peek() == expected;
        at += there ? 1 : 0;
        return there;
    }

    private void skipSpace() {
        while (peek() == ' ' || peek() == '\n' || peek() == '\r' || peek() == '\t') {
            at++;
        }
    }

    /** {@return the next character, NUL at the end} */
    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
