/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.scope;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A word, path or quoted name of a sentence.
 *
 * @param text the token without quotes, emphasis and the punctuation around it
 * @param word the same in lower case, letters, digits, {@code '} and {@code -} only at its edges; empty when quoted as
 *     code
 * @param quoted whether it stood in quotes or backticks
 * @param tail the punctuation that followed, a line break included
 */
record Token(String text, String word, boolean quoted, String tail) {
    /** Quotes further apart than the longest sensible path do not belong together. */
    private static final int QUOTE_SPAN = 300;

    private static final Set<String> CHANGE = ScopeWords.set("CHANGE");
    private static final String CLOSING = ".,;:!?\"'";
    /** A token with one of these is taken whole: routes and templates are full of them. */
    private static final String LITERAL = "[({$";

    /** {@return the tokens of a sentence, in order} */
    static List<Token> of(String sentence) {
        List<Token> tokens = new ArrayList<>();
        int at = 0;
        while (at < sentence.length()) {
            char c = sentence.charAt(at);
            if (Character.isWhitespace(c)) {
                if (c == '\n' && !tokens.isEmpty()) {
                    Token last = tokens.remove(tokens.size() - 1);
                    tokens.add(new Token(last.text, last.word, last.quoted, last.tail + '\n'));
                }
                at++;
            } else {
                at = quoteEnd(sentence, at) > 0 ? quoted(sentence, at, tokens) : bare(sentence, at, tokens);
            }
        }
        return tokens;
    }

    /** {@return where the quote that opens here closes, or -1} */
    private static int quoteEnd(String sentence, int at) {
        char open = sentence.charAt(at);
        if (open != '`' && open != '"' && open != '\'') {
            return -1;
        }
        int limit = Math.min(sentence.length(), at + QUOTE_SPAN);
        for (int i = at + 1; i < limit; i++) {
            boolean closes = sentence.charAt(i) == open
                    && (open != '\''
                            || i + 1 == sentence.length()
                            || !Character.isLetterOrDigit(sentence.charAt(i + 1)));
            if (closes) {
                String inner = sentence.substring(at + 1, i);
                // Quoted prose is read like any prose; a quoted name is one token.
                boolean name =
                        open == '`' || inner.indexOf('/') >= 0 || inner.indexOf('.') > 0 || inner.indexOf(' ') < 0;
                return !inner.isBlank() && name && !isSpoken(inner) ? i : -1;
            }
        }
        return -1;
    }

    /** {@return whether quoted words are a sentence about paths and not the name of one} */
    private static boolean isSpoken(String inner) {
        if (inner.indexOf(' ') < 0 || (inner.indexOf('/') < 0 && inner.indexOf('.') < 0)) {
            return false;
        }
        Sentence sentence = Sentence.ofWords(of(inner));
        return sentence.tokens().stream().anyMatch(token -> CHANGE.contains(token.word()))
                || Phrases.restricts(sentence);
    }

    private static int quoted(String sentence, int at, List<Token> tokens) {
        int close = quoteEnd(sentence, at);
        String inner = sentence.substring(at + 1, close).strip();
        int end = close + 1;
        while (end < sentence.length() && (CLOSING + ")*").indexOf(sentence.charAt(end)) >= 0) {
            end++;
        }
        String word = sentence.charAt(at) == '`' ? "" : word(inner);
        tokens.add(new Token(inner, word, true, marks(sentence.substring(close + 1, end))));
        return end;
    }

    private static int bare(String sentence, int at, List<Token> tokens) {
        int end = at;
        while (end < sentence.length() && !Character.isWhitespace(sentence.charAt(end))) {
            end++;
        }
        String raw = sentence.substring(at, end);
        if (raw.chars().anyMatch(c -> LITERAL.indexOf(c) >= 0)) {
            add(raw, "", tokens);
            return end;
        }
        String[] parts = raw.split(",", -1);
        for (int i = 0; i < parts.length; i++) {
            add(parts[i], i + 1 < parts.length ? "," : "", tokens);
        }
        return end;
    }

    private static void add(String raw, String after, List<Token> tokens) {
        boolean literal = raw.chars().anyMatch(c -> LITERAL.indexOf(c) >= 0);
        int start = 0;
        int end = raw.length();
        String closing = literal ? CLOSING : CLOSING + ")]}>";
        while (end > start && closing.indexOf(raw.charAt(end - 1)) >= 0 && !climbs(raw, end)) {
            end--;
        }
        while (start < end && "\"'<".indexOf(raw.charAt(start)) >= 0) {
            start++;
        }
        if (raw.startsWith("**", start) && !raw.startsWith("**/", start) && end - start > 2) {
            start += 2;
        }
        if (raw.startsWith("**", end - 2) && end - start > 2 && raw.charAt(end - 3) != '/') {
            end -= 2;
        }
        while (end > start && closing.indexOf(raw.charAt(end - 1)) >= 0 && !climbs(raw, end)) {
            end--;
        }
        boolean emphasised = end - start > 2
                && raw.charAt(start) == '_'
                && raw.charAt(end - 1) == '_'
                && raw.charAt(start + 1) != '_';
        String text = emphasised ? raw.substring(start + 1, end - 1) : raw.substring(start, end);
        if (text.isEmpty() && !tokens.isEmpty()) {
            Token last = tokens.remove(tokens.size() - 1);
            tokens.add(new Token(last.text, last.word, last.quoted, last.tail + marks(raw) + after));
        } else if (!text.isEmpty()) {
            tokens.add(new Token(text, word(text), false, marks(raw.substring(end)) + after));
        }
    }

    /** {@return the punctuation without closing quotes and emphasis} */
    private static String marks(String tail) {
        return tail.replaceAll("[\"'*_>\\]]", "");
    }

    /** The dots of a path that climbs end no sentence. */
    private static boolean climbs(String raw, int end) {
        return (end == 2 || (end > 2 && raw.charAt(end - 3) == '/')) && raw.startsWith("..", end - 2);
    }

    /** {@return the text in lower case without what is not part of a word at its edges} */
    static String word(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && !Character.isLetterOrDigit(text.charAt(start))) {
            start++;
        }
        while (end > start && !Character.isLetterOrDigit(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end).toLowerCase(Locale.ROOT);
    }

    /** {@return a word that stands for several} */
    static Token word(String word, String tail) {
        return new Token(word, word, false, tail);
    }

    boolean literal() {
        return text.chars().anyMatch(c -> LITERAL.indexOf(c) >= 0);
    }
}
