/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.scope;

import dev.helix.core.scope.Phrases.Element;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The forms of sentences that state a scope, from {@code forms.txt}; a sentence has one of them from its first word to
 * its last, or none. What is stated for reviewers may follow words that restrict nothing. Pure, given the repository's
 * names.
 */
final class ScopeForms {
    /** Longer sentences are no statement of a scope that a person could oversee. */
    private static final int MAX_TOKENS = 400;
    /** Longer names are no name of a property. */
    private static final int MAX_PROPERTY_TOKENS = 8;

    private static final Set<String> AUXILIARIES = Set.of("do", "must", "should", "may", "can", "shall", "are", "is");
    private static final Set<String> CONJUNCTIONS = Set.of("and", "or", "nor", "plus", "&");
    private static final Set<String> COURTESY = ScopeWords.set("courtesy");
    private static final Set<String> FAREWELL = ScopeWords.set("farewell");
    private static final Set<String> DETERMINERS = ScopeWords.set("determiner");
    private static final Set<String> NOUNS = ScopeWords.set("noun");
    private static final Set<String> KINDS = ScopeWords.set("KIND");
    private static final Set<String> PROPERTIES = ScopeWords.set("property");
    private static final Set<String> AFTER_PROPERTY = ScopeWords.set("after a property");
    private static final List<Form> FORMS = forms();

    private final PathResolver resolver;

    ScopeForms(PathResolver resolver) {
        this.resolver = resolver;
    }

    /** What a sentence states. */
    enum Kind {
        /** What alone may be changed. */
        ONLY,
        /** What must not be changed. */
        NOT,
        /** That nothing else may be changed. */
        NOTHING_ELSE,
        /** What no path can hold. */
        FOR_REVIEWERS
    }

    /** A statement of a scope. */
    record Statement(Kind kind, List<String> allow, List<String> deny) {}

    private record Form(Kind kind, List<Element> elements, boolean excepts) {
        static Form of(Kind kind, String text, boolean excepts) {
            return new Form(kind, Phrases.elements(text), excepts);
        }
    }

    private static List<Form> forms() {
        List<Form> forms = new ArrayList<>();
        for (String only : ScopeWords.forms("only")) {
            forms.add(Form.of(Kind.ONLY, only, false));
            ScopeWords.forms("only, with the rest excluded")
                    .forEach(more -> forms.add(Form.of(Kind.ONLY, only + " " + more, false)));
            ScopeWords.forms("only, with an exception")
                    .forEach(more -> forms.add(Form.of(Kind.ONLY, only + " " + more, true)));
        }
        ScopeWords.forms("only, by its outside").forEach(text -> forms.add(Form.of(Kind.ONLY, text, false)));
        ScopeWords.forms("not").forEach(text -> forms.add(Form.of(Kind.NOT, text, false)));
        ScopeWords.forms("nothing else").forEach(text -> forms.add(Form.of(Kind.NOTHING_ELSE, text, false)));
        ScopeWords.forms("for reviewers").forEach(text -> forms.add(Form.of(Kind.FOR_REVIEWERS, text, false)));
        return List.copyOf(forms);
    }

    /** {@return what a sentence states, empty when it has no form} */
    Optional<Statement> read(Sentence sentence) {
        int size = sentence.size();
        if (size == 0 || size > MAX_TOKENS || sentence.token(size - 1).tail().contains("?")) {
            return Optional.empty();
        }
        List<Token> tokens = core(sentence.tokens());
        boolean paths = !sentence.paths().isEmpty();
        for (Form form : FORMS) {
            boolean forReviewers = form.kind() == Kind.FOR_REVIEWERS;
            Match match = new Match(form, tokens);
            if (!(forReviewers && paths) && (match.from(0, 0) || (forReviewers && match.endsSentence()))) {
                return match.statement();
            }
        }
        return Optional.empty();
    }

    /** {@return the sentence without courtesies, negations in one word} */
    private static List<Token> core(List<Token> sentence) {
        List<Token> tokens = new ArrayList<>();
        for (Token token : sentence) {
            Token last = tokens.isEmpty() ? null : tokens.get(tokens.size() - 1);
            boolean negates = last != null && last.tail().isEmpty() && AUXILIARIES.contains(last.word());
            if (token.word().equals("not") && negates && last != null) {
                tokens.set(tokens.size() - 1, Token.word(negated(last.word()), token.tail()));
            } else if (Set.of("cannot", "cant").contains(token.word())) {
                tokens.add(Token.word("can't", token.tail()));
            } else {
                tokens.add(token);
            }
        }
        int from = 0;
        while (from < tokens.size()
                && COURTESY.contains(tokens.get(from).word())
                && !tokens.get(from).quoted()) {
            from++;
        }
        int to = tokens.size();
        while (to > from && FAREWELL.contains(tokens.get(to - 1).word())) {
            to--;
        }
        return tokens.subList(from, to);
    }

    private static String negated(String auxiliary) {
        return auxiliary.equals("can") ? "can't" : auxiliary.equals("may") ? "may-not" : auxiliary + "n't";
    }

    private static boolean isConjunction(Token token) {
        boolean word = CONJUNCTIONS.contains(token.word()) || token.text().equals("&");
        return word && !token.quoted() && token.tail().strip().isEmpty();
    }

    private static boolean separates(Token token) {
        String tail = token.tail();
        return !tail.isEmpty() && tail.chars().allMatch(c -> ",\n".indexOf(c) >= 0);
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

        /** {@return whether the sentence ends in the form, after words that restrict nothing} */
        boolean endsSentence() {
            for (int start = 1; start < tokens.size(); start++) {
                if (from(0, start)) {
                    return !Phrases.restricts(Sentence.ofWords(tokens.subList(0, start)));
                }
            }
            return false;
        }

        boolean from(int index, int at) {
            if (index == form.elements().size()) {
                return at == tokens.size();
            }
            Element wanted = form.elements().get(index);
            if (wanted.is("X")) {
                return paths(index, at);
            }
            if (wanted.is("P")) {
                return properties(index, at);
            }
            if (at < tokens.size() && isWord(wanted, at, index) && from(index + 1, at + 1)) {
                return true;
            }
            return wanted.optional() && from(index + 1, at);
        }

        private boolean isWord(Element wanted, int at, int index) {
            Token token = tokens.get(at);
            boolean last = at + 1 == tokens.size();
            boolean beforePaths = index + 1 < form.elements().size()
                    && form.elements().get(index + 1).is("X");
            String tail = token.tail().strip();
            boolean joined = last || tail.isEmpty() || (beforePaths && tail.equals(":"));
            return !token.quoted() && joined && wanted.isWord(token);
        }

        /** Takes the longest list of paths. */
        private boolean paths(int index, int start) {
            List<Token> items = new ArrayList<>();
            int at = start;
            int end = start;
            while (at < tokens.size()) {
                int item = skipDeterminers(at);
                if (item >= tokens.size() || !isName(item)) {
                    break;
                }
                items.add(tokens.get(item));
                end = item + 1;
                boolean separated = separates(tokens.get(item));
                if (!separated && isNoun(end)) {
                    separated = separates(tokens.get(end));
                    end++;
                }
                at = end;
                while (at < tokens.size() && isConjunction(tokens.get(at))) {
                    at++;
                }
                if (!separated && at == end) {
                    break;
                }
            }
            if (items.isEmpty()) {
                return false;
            }
            objects.add(items);
            if (from(index + 1, end)) {
                return true;
            }
            objects.remove(objects.size() - 1);
            return false;
        }

        /** Takes names of properties, and what is said about the last of them. */
        private boolean properties(int index, int start) {
            int named = start;
            for (int at = start; at < tokens.size() && at - named < MAX_PROPERTY_TOKENS; at++) {
                Token token = tokens.get(at);
                Token next = at + 1 < tokens.size() ? tokens.get(at + 1) : null;
                boolean property = PROPERTIES.contains(token.word());
                boolean listed = next == null ? false : isConjunction(next) || separates(token);
                if (listed && !property) {
                    return false;
                }
                boolean qualified = property && next != null && AFTER_PROPERTY.contains(next.word());
                if (property && (from(index + 1, at + 1) || (qualified && from(index + 1, tokens.size())))) {
                    return true;
                }
                named = listed ? at + 1 : named;
            }
            return false;
        }

        private boolean isNoun(int at) {
            return at < tokens.size()
                    && NOUNS.contains(tokens.get(at).word())
                    && !tokens.get(at).quoted();
        }

        private int skipDeterminers(int from) {
            int at = from;
            while (at + 1 < tokens.size()
                    && DETERMINERS.contains(tokens.get(at).word())
                    && !tokens.get(at).quoted()
                    && Set.of("", ":", "\n").contains(tokens.get(at).tail())
                    && !isConjunction(tokens.get(at + 1))) {
                at++;
            }
            return at;
        }

        private boolean isName(int at) {
            Token token = tokens.get(at);
            if (KINDS.contains(token.text().toLowerCase(Locale.ROOT))
                    && !token.quoted()
                    && !isNoun(at + 1)
                    && !resolver.isWhole(token)) {
                return false;
            }
            boolean excepted = form.excepts() && !objects.isEmpty();
            return form.kind() == Kind.NOT
                    ? resolver.denied(token).isPresent()
                    : resolver.allowed(token).isPresent()
                            || (excepted && resolver.denied(token).isPresent());
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
