/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.scope;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The forms of sentences that state a scope; a sentence has one of them from its first word to its last, or none. They
 * stand in {@code docs/writing-requests.md}. Pure, given the repository's names.
 *
 * <p>In a form, {@code |} separates alternatives, what is in brackets may be missing, {@code V} is a verb for changing,
 * {@code N} a negation and {@code O} a list of paths.
 */
final class ScopeForms {
    /** Longer sentences are no statement of a scope that a person could oversee. */
    private static final int MAX_TOKENS = 400;

    private static final Set<String> DETERMINERS = ScopeWords.words("""
            the this these those any all every following file files folder folders directory directories dir module
            modules package packages anything everything code in under inside within below of to
            """);
    private static final Set<String> NOUNS = ScopeWords.words(
            "file files folder folders directory directories dir module modules package packages tree");
    private static final Set<String> AUXILIARIES = Set.of("do", "must", "should", "may", "can", "shall", "are", "is");
    private static final Map<String, Set<String>> CLASSES = Map.of(
            "V", ScopeWords.CHANGE,
            "CHANGED", ScopeWords.CHANGED,
            "N", Set.of("don't", "dont", "never", "mustn't"),
            "CHANGES", Set.of("changes", "edits", "work", "modifications", "yourself"),
            "ALONE", Set.of("alone", "untouched", "unchanged", "unmodified", "intact", "as-is"));

    private static final List<String> ONLY = List.of(
            "only V O",
            "V only O",
            "V O only",
            "you may|can|should|must only V O",
            "you may|can|should|must V only O",
            "only O may|can|should|must [be] CHANGED|change",
            "only O",
            "work only|exclusively in|on|under|within O",
            "only work in|on|under|within O",
            "limit|restrict|confine|keep [all] [your|the] CHANGES to|within|in|inside|under O",
            "[all] [your|the] CHANGES must|should be limited|restricted|confined to O",
            "stay within|in|inside O");
    private static final List<String> ONLY_BESIDES = List.of(
            "N V anything|files|any [other] [file|files] outside|except|but [of|for|in] O",
            "V nothing outside|except|but [of|for|in] O",
            "nothing but O",
            "N make [any] changes outside [of] O",
            "make no changes outside [of] O",
            "nothing outside|except|but [of|for|in] O may|should|must be CHANGED");
    private static final List<String> NOT = List.of(
            "N [ever] V O",
            "you mustn't|shouldn't|can't|may-not V O",
            "N make [any] changes to|in|under O",
            "make no changes to|in|under O",
            "no changes to|in|under O",
            "leave O ALONE",
            "keep O ALONE",
            "leave O as is|it|they [is|are]",
            "keep O as is|it|they [is|are]",
            "O mustn't|shouldn't|can't|may-not be CHANGED",
            "O must|should stay|remain ALONE",
            "O is|are off-limits|frozen|read-only",
            "O is|are off limits",
            "O is|are out of scope",
            "stay out of O",
            "stay away from O",
            "keep out of O",
            "keep away from O",
            "hands off [of] O",
            "not O");
    private static final List<String> CLOSE = List.of(
            "nothing else",
            "V nothing else",
            "N V anything|any else|other [file|files]",
            "leave|keep everything else ALONE",
            "leave|keep everything else as is|it [is]",
            "leave|keep the rest ALONE",
            "leave|keep all other files ALONE",
            "no other changes|files");

    private static final List<Form> FORMS = forms();

    private final PathResolver resolver;

    ScopeForms(PathResolver resolver) {
        this.resolver = resolver;
    }

    /** What a sentence states. */
    enum Kind {
        ONLY,
        NOT,
        CLOSE
    }

    /**
     * A statement of a scope.
     *
     * @param kind what it states
     * @param allow the rules it allows
     * @param deny the rules it denies
     */
    record Statement(Kind kind, List<String> allow, List<String> deny) {}

    private record Form(Kind kind, List<String> elements, boolean excepts) {}

    private static List<Form> forms() {
        List<Form> forms = new ArrayList<>();
        ONLY.forEach(only -> {
            add(forms, Kind.ONLY, only, false);
            add(forms, Kind.ONLY, only + " [and|but] nothing else", false);
            add(forms, Kind.ONLY, only + " [and] V nothing else", false);
            add(forms, Kind.ONLY, only + " [and] leave|leaving everything else ALONE", false);
            add(forms, Kind.ONLY, only + " except|excluding [for|in] O", true);
            add(forms, Kind.ONLY, only + " [but] not [in] O", true);
            add(forms, Kind.ONLY, only + " apart from O", true);
        });
        ONLY_BESIDES.forEach(only -> add(forms, Kind.ONLY, only, false));
        NOT.forEach(not -> add(forms, Kind.NOT, not, false));
        CLOSE.forEach(close -> add(forms, Kind.CLOSE, close, false));
        return List.copyOf(forms);
    }

    private static void add(List<Form> forms, Kind kind, String text, boolean excepts) {
        forms.add(new Form(kind, List.of(text.split(" ")), excepts));
    }

    /** {@return what a sentence states, empty when it has no form} */
    Optional<Statement> read(List<Token> sentence) {
        if (sentence.isEmpty() || sentence.size() > MAX_TOKENS || asks(sentence)) {
            return Optional.empty();
        }
        List<Token> tokens = core(sentence);
        for (Form form : FORMS) {
            Match match = new Match(form, tokens);
            if (match.from(0, 0)) {
                return match.statement();
            }
        }
        return Optional.empty();
    }

    private static boolean asks(List<Token> sentence) {
        return sentence.get(sentence.size() - 1).tail().contains("?");
    }

    /** {@return the sentence without courtesies, negations in one word} */
    private static List<Token> core(List<Token> sentence) {
        List<Token> tokens = new ArrayList<>();
        for (Token token : sentence) {
            Token last = tokens.isEmpty() ? null : tokens.get(tokens.size() - 1);
            boolean negates = last != null && last.tail().isEmpty() && AUXILIARIES.contains(last.word());
            if (token.word().equals("not") && negates && last != null) {
                tokens.set(tokens.size() - 1, word(negated(last.word()), token.tail()));
            } else if (Set.of("cannot", "cant").contains(token.word())) {
                tokens.add(word("can't", token.tail()));
            } else {
                tokens.add(token);
            }
        }
        int from = 0;
        while (from < tokens.size()
                && ScopeWords.PREAMBLE.contains(tokens.get(from).word())
                && !tokens.get(from).quoted()) {
            from++;
        }
        int to = tokens.size();
        while (to > from
                && Set.of("please", "thanks", "pls", "thx")
                        .contains(tokens.get(to - 1).word())) {
            to--;
        }
        return tokens.subList(from, to);
    }

    private static String negated(String auxiliary) {
        return auxiliary.equals("can") ? "can't" : auxiliary.equals("may") ? "may-not" : auxiliary + "n't";
    }

    private static Token word(String word, String tail) {
        return new Token(word, word, false, tail);
    }

    /** One attempt at one form. */
    private final class Match {
        private final Form form;
        private final List<Token> tokens;
        private final List<List<Token>> objects = new ArrayList<>();

        Match(Form form, List<Token> tokens) {
            this.form = form;
            this.tokens = tokens;
        }

        boolean from(int element, int at) {
            if (element == form.elements().size()) {
                return at == tokens.size();
            }
            String wanted = form.elements().get(element);
            if (wanted.equals("O")) {
                return object(element, at);
            }
            boolean optional = wanted.startsWith("[");
            String plain = optional ? wanted.substring(1, wanted.length() - 1) : wanted;
            if (at < tokens.size() && isWord(plain, at, element) && from(element + 1, at + 1)) {
                return true;
            }
            return optional && from(element + 1, at);
        }

        private boolean isWord(String wanted, int at, int element) {
            Token token = tokens.get(at);
            boolean last = at + 1 == tokens.size();
            boolean beforeObject = element + 1 < form.elements().size()
                    && form.elements().get(element + 1).equals("O");
            String tail = token.tail().strip();
            boolean joined = last || tail.isEmpty() || (beforeObject && tail.equals(":"));
            if (token.quoted() || !joined) {
                return false;
            }
            for (String alternative : wanted.split("\\|")) {
                Set<String> words = CLASSES.get(alternative);
                if (words != null ? words.contains(token.word()) : alternative.equals(token.word())) {
                    return true;
                }
            }
            return false;
        }

        /** Takes the longest list of paths. */
        private boolean object(int element, int start) {
            List<Token> items = new ArrayList<>();
            int at = start;
            int end = start;
            while (at < tokens.size()) {
                int item = skipDeterminers(at);
                if (item >= tokens.size() || !isName(tokens.get(item))) {
                    break;
                }
                items.add(tokens.get(item));
                end = item + 1;
                boolean separated = separates(tokens.get(item));
                if (!separated && end < tokens.size() && isNoun(end)) {
                    separated = separates(tokens.get(end));
                    end++;
                }
                at = end;
                boolean conjunction = false;
                while (at < tokens.size() && isConjunction(tokens.get(at))) {
                    conjunction = true;
                    at++;
                }
                if (!separated && !conjunction) {
                    break;
                }
            }
            if (items.isEmpty()) {
                return false;
            }
            objects.add(items);
            if (from(element + 1, end)) {
                return true;
            }
            objects.remove(objects.size() - 1);
            return false;
        }

        private boolean isNoun(int at) {
            return NOUNS.contains(tokens.get(at).word()) && !tokens.get(at).quoted();
        }

        private int skipDeterminers(int from) {
            int at = from;
            while (at + 1 < tokens.size()
                    && DETERMINERS.contains(tokens.get(at).word())
                    && !tokens.get(at).quoted()
                    && (tokens.get(at).tail().isEmpty()
                            || tokens.get(at).tail().equals(":")
                            || tokens.get(at).tail().equals("\n"))
                    && !isConjunction(tokens.get(at + 1))) {
                at++;
            }
            return at;
        }

        private boolean isName(Token token) {
            return form.kind() == Kind.NOT
                    ? resolver.denied(token).isPresent()
                    : resolver.allowed(token).isPresent()
                            || (form.excepts()
                                    && !objects.isEmpty()
                                    && resolver.denied(token).isPresent());
        }

        private static boolean separates(Token token) {
            String tail = token.tail();
            return !tail.isEmpty() && tail.chars().allMatch(c -> ",\n".indexOf(c) >= 0);
        }

        private static boolean isConjunction(Token token) {
            boolean word = Set.of("and", "or", "nor", "plus").contains(token.word())
                    || token.text().equals("&");
            return word && !token.quoted() && token.tail().strip().isEmpty();
        }

        Optional<Statement> statement() {
            Set<String> allow = new LinkedHashSet<>();
            Set<String> deny = new LinkedHashSet<>();
            for (int i = 0; i < objects.size(); i++) {
                boolean denies = form.kind() == Kind.NOT || i > 0;
                for (Token token : objects.get(i)) {
                    Optional<List<String>> rules = denies ? resolver.denied(token) : resolver.allowed(token);
                    if (rules.isEmpty()) {
                        return Optional.empty();
                    }
                    (denies ? deny : allow).addAll(rules.get());
                }
            }
            return Optional.of(new Statement(form.kind(), List.copyOf(allow), List.copyOf(deny)));
        }
    }
}
