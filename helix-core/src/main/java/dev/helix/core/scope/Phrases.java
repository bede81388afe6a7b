/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.scope;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The phrases of a table, which are searched for anywhere in a sentence. Immutable.
 *
 * <p>{@code words.txt} says how a phrase is written.
 */
final class Phrases {
    /** Words further apart do not belong to one phrase. */
    private static final int MAX_GAP = 12;

    private static final Phrases RESTRICTION = of("restriction");
    private static final Phrases PERMISSION = of("permission");
    private static final Phrases DESCRIBED = of("described");
    private static final Phrases PLACE = of("place");
    private static final Phrases NO_PLACE = of("no place");
    private static final Phrases CHANGES = of("speech of changes");
    private static final Phrases LOCATION = of("location");
    private static final Set<String> TASK = ScopeWords.set("task");
    private static final Set<String> LEAD_IN = ScopeWords.set("lead-in");
    private static final Set<String> TROUBLE = ScopeWords.set("trouble");
    private static final Set<String> NO_MENTION = changing();
    private static final List<String> SIGNS = ScopeWords.phrases("signs");

    /** By their first word; those that begin with anything else stand under the empty word. */
    private final Map<String, List<List<Element>>> byFirst = new HashMap<>();

    private Phrases() {}

    /** One place in a phrase or form. */
    record Element(Set<String> alternatives, boolean optional, boolean colon) {
        static Element of(String text) {
            boolean colon = text.endsWith(":");
            String marked = colon ? text.substring(0, text.length() - 1) : text;
            boolean optional = marked.startsWith("[");
            String plain = optional ? marked.substring(1, marked.length() - 1) : marked;
            Set<String> alternatives = new HashSet<>();
            for (String alternative : plain.split("\\|")) {
                alternatives.addAll(
                        ScopeWords.has(alternative) && alternative.equals(alternative.toUpperCase(Locale.ROOT))
                                ? ScopeWords.set(alternative)
                                : Set.of(alternative));
            }
            return new Element(Set.copyOf(alternatives), optional, colon);
        }

        boolean is(String kind) {
            return alternatives.contains(kind);
        }

        /** {@return whether one of the alternatives is the token's word} */
        boolean isWord(Token token) {
            String word = token.word();
            return !word.isEmpty() && (is(word) || (word.endsWith("n't") && is("n't")));
        }

        private boolean matches(Sentence sentence, int at) {
            Token token = sentence.token(at);
            boolean number =
                    !token.word().isEmpty() && Character.isDigit(token.word().charAt(0));
            return (!colon || token.tail().contains(":"))
                    && (isWord(token)
                            || (is("PATH") && sentence.isPath(at))
                            || (is("DIRECTORY") && sentence.isDirectory(at))
                            || (is("WORD") && !sentence.isPath(at))
                            || (is("NUMBER") && number));
        }
    }

    private static Phrases of(String table) {
        Phrases phrases = new Phrases();
        for (String text : ScopeWords.phrases(table)) {
            List<Element> phrase = elements(text);
            Element first = phrase.get(0);
            boolean words =
                    !first.optional() && first.alternatives().stream().noneMatch(word -> word.matches("[A-Z]+|n't"));
            for (String word : words ? first.alternatives() : Set.of("")) {
                phrases.byFirst.computeIfAbsent(word, none -> new ArrayList<>()).add(phrase);
            }
        }
        return phrases;
    }

    /** {@return the elements of a phrase or form as it is written} */
    static List<Element> elements(String text) {
        return Arrays.stream(text.split(" ")).map(Element::of).toList();
    }

    /** {@return whether a sentence restricts something; {@link Sentence#paths} are looked at where a phrase has one} */
    static boolean restricts(Sentence sentence) {
        return IntStream.range(0, sentence.size()).anyMatch(at -> restrictionEnd(sentence, at) > 0);
    }

    /** {@return where the restriction that begins at an index ends, 0 when none begins there} */
    static int restrictionEnd(Sentence sentence, int at) {
        String text = sentence.token(at).text();
        if (text.chars().anyMatch(c -> c > 0x2000) && SIGNS.stream().anyMatch(text::contains)) {
            return at + 1;
        }
        String word = sentence.word(at);
        return word.endsWith("-only") ? at + 1 : RESTRICTION.end(sentence, at, DESCRIBED);
    }

    /** {@return whether a sentence that names a path permits or collects changes} */
    static boolean permits(Sentence sentence) {
        return PERMISSION.isIn(sentence, DESCRIBED);
    }

    /** {@return whether a sentence names a place in words, not by a path} */
    static boolean namesPlace(Sentence sentence) {
        return PLACE.isIn(sentence, NO_PLACE);
    }

    /** {@return whether a sentence says what may be worked on, even if it names no place} */
    static boolean speaksOfChanges(Sentence sentence) {
        return CHANGES.isIn(sentence, DESCRIBED);
    }

    private static Set<String> changing() {
        Set<String> words = new HashSet<>(ScopeWords.set("no mention"));
        List.of("CHANGE", "CHANGING", "CHANGED", "CHANGES").forEach(table -> words.addAll(ScopeWords.set(table)));
        return Set.copyOf(words);
    }

    /** {@return whether a sentence that names a path asks for work, describes trouble or says where things are} */
    static boolean mentions(Sentence sentence) {
        boolean start = true;
        boolean described = false;
        boolean ofChanges = false;
        for (int at = 0; at < sentence.size(); at++) {
            String word = sentence.word(at);
            if (start && TASK.contains(word)) {
                return true;
            }
            start = !sentence.token(at).tail().isEmpty() || word.equals("and") || (start && LEAD_IN.contains(word));
            described |=
                    TROUBLE.contains(word) || LOCATION.longest(sentence, at) > 0 || DESCRIBED.longest(sentence, at) > 0;
            ofChanges |= NO_MENTION.contains(word);
        }
        return sentence.namesDirectory() ? described && !ofChanges : described || !ofChanges;
    }

    /** {@return whether one of the words is about changes or about whoever makes them} */
    static boolean speaksOfChange(List<Token> tokens) {
        return tokens.stream().map(Token::word).anyMatch(NO_MENTION::contains);
    }

    private boolean isIn(Sentence sentence, Phrases except) {
        return IntStream.range(0, sentence.size()).anyMatch(at -> end(sentence, at, except) > 0);
    }

    /** {@return where the longest phrase at an index ends, 0 when there is none or a longer exception holds it} */
    private int end(Sentence sentence, int at, Phrases except) {
        int end = longest(sentence, at);
        for (int from = Math.max(0, at - MAX_GAP); end > 0 && from <= at; from++) {
            int other = except.longest(sentence, from);
            boolean longer = other - from > end - at || (other > end && other - from == end - at);
            if (other >= end && longer) {
                return 0;
            }
        }
        return end;
    }

    private int longest(Sentence sentence, int at) {
        int longest = 0;
        for (String first : List.of(sentence.word(at), "")) {
            for (List<Element> phrase : byFirst.getOrDefault(first, List.of())) {
                longest = Math.max(longest, end(phrase, 0, sentence, at));
            }
            if (first.isEmpty()) {
                break;
            }
        }
        return longest;
    }

    private static int end(List<Element> phrase, int element, Sentence sentence, int at) {
        if (element == phrase.size()) {
            return at;
        }
        Element wanted = phrase.get(element);
        int end = 0;
        if (wanted.is("...")) {
            for (int gap = 0; gap <= MAX_GAP && at + gap < sentence.size() && end == 0; gap++) {
                end = end(phrase, element + 1, sentence, at + gap);
            }
            return end;
        }
        if (at < sentence.size() && wanted.matches(sentence, at)) {
            end = end(phrase, element + 1, sentence, at + 1);
        }
        return end == 0 && wanted.optional() ? end(phrase, element + 1, sentence, at) : end;
    }
}
