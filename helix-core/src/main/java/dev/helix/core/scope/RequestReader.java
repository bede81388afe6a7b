/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.scope;

import dev.helix.api.InvalidRequestException;
import dev.helix.api.scope.PathRules;
import dev.helix.api.scope.ScopeDraft;
import dev.helix.core.scope.RequestText.Kind;
import dev.helix.core.scope.RequestText.Part;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A reader of the scope that a request states: deterministic, in one pass, and never wider than what was said.
 *
 * <p>What has one of the {@link ScopeForms} is a rule. What restricts something and names a place, and has no form, is
 * unclear and left to the host. What restricts without naming a place is kept in words. A path that is named without a
 * word of restriction confines nothing. Blocks of code are not read, but a line in one that has a form is unclear.
 */
final class RequestReader {
    /** Some thousand pages; more is a mistake, not a request. */
    private static final int MAX_CHARACTERS = 4_000_000;
    /** A sentence is shown up to here. */
    private static final int SHOWN_CHARACTERS = 300;
    /** More than a person reads. */
    private static final int MAX_SHOWN = 50;
    /** Longer lists are not joined with the sentence above them. */
    private static final int MAX_ITEMS = 200;

    private static final Set<String> NEGATIVE = ScopeWords.set("negative");
    private static final Set<String> EXCEPTING = ScopeWords.set("excepting");
    private static final Set<String> BETWEEN = ScopeWords.set("between");
    private static final Set<String> KINDS = ScopeWords.set("KIND");
    private static final Set<String> CONTINUATION = ScopeWords.set("continuation");
    private static final Set<String> BEGINNING = ScopeWords.set("beginning");
    private static final Set<String> COURTESY = ScopeWords.set("courtesy");

    private final PathResolver resolver;
    private final ScopeForms forms;
    private final List<Part> parts;
    private final Set<Integer> consumed = new HashSet<>();
    private final List<Said> only = new ArrayList<>();
    private final Set<String> deny = new LinkedHashSet<>();
    private final List<Part> closes = new ArrayList<>();
    private final Set<String> inWords = new LinkedHashSet<>();
    private final Set<String> mentioned = new LinkedHashSet<>();
    private final List<ScopeDraft.Unclear> unclear = new ArrayList<>();
    private boolean restrictedBefore;

    private RequestReader(List<Part> parts, PathResolver resolver) {
        this.parts = parts;
        this.resolver = resolver;
        this.forms = new ScopeForms(resolver);
    }

    /** A statement of what alone may be changed, and where it stands. */
    private record Said(Part part, Set<String> allow, boolean line) {}

    /**
     * What a request says about its scope.
     *
     * @param paths the rules that are clear
     * @param rulesInWords sentences that confine the work in words no path can hold
     * @param mentioned paths that are named and confine nothing
     * @param unclear sentences that seem to confine the work and have no form
     */
    record Reading(
            PathRules paths, List<String> rulesInWords, List<String> mentioned, List<ScopeDraft.Unclear> unclear) {}

    /**
     * Reads a request.
     *
     * @param names the repository's names, asked for only when the text needs them
     * @throws InvalidRequestException if the text, or a pattern in it, is over a bound
     */
    static Reading read(String text, Supplier<RepositoryNames> names) {
        if (text.length() > MAX_CHARACTERS) {
            throw new InvalidRequestException("the request has " + text.length() + " characters, and at most "
                    + MAX_CHARACTERS + " are read; put what is pasted into a file of the repository");
        }
        RequestReader reader = new RequestReader(RequestText.of(text), new PathResolver(names));
        for (int i = 0; i < reader.parts.size(); i++) {
            reader.part(i);
        }
        return reader.reading();
    }

    private void part(int at) {
        Part part = parts.get(at);
        if (consumed.contains(at)) {
            return;
        }
        if (part.kind() == Kind.CODE) {
            code(part);
            return;
        }
        if (RequestText.isStatement(part.text()) && statement(part)) {
            restrictedBefore = true;
            return;
        }
        Sentence sentence = sentence(part.text());
        boolean restricts = Phrases.restricts(sentence);
        if (!restricts || !joined(at, sentence.tokens())) {
            restrictedBefore = read(part, sentence, restricts);
        }
    }

    private void code(Part part) {
        boolean form = RequestText.isStatement(part.text()) && part.text().length() <= SHOWN_CHARACTERS;
        if (form || forms.read(sentence(cut(part.text()))).isPresent()) {
            unclear(part, "reads like a rule and stands in a block of code");
        }
    }

    private Sentence sentence(String text) {
        return new Sentence(Token.of(text), resolver::isPath, resolver::isDirectory);
    }

    /** Takes an {@code Only:} or {@code Not:} line. */
    private boolean statement(Part part) {
        String text = part.text();
        boolean allows = Token.word(text.substring(0, text.indexOf(':'))).equals("only");
        Set<String> rules = new LinkedHashSet<>();
        List<Token> items = items(text.substring(text.indexOf(':') + 1));
        if (items.isEmpty()) {
            return false;
        }
        for (Token item : items) {
            boolean blank = item.text().indexOf(' ') >= 0 && !resolver.isKnownPath(item.text());
            Optional<List<String>> found = blank
                    ? Optional.empty()
                    : allows && item.text().matches("\\*{1,2}")
                            ? Optional.of(List.of("**"))
                            : allows ? resolver.allowed(item) : resolver.denied(item);
            if (found.isEmpty() && item.text().matches("[\\p{L}\\p{N}_-]+")) {
                found = Optional.of(List.of(allows ? item.text() : "**/" + item.text()));
            }
            if (found.isEmpty()) {
                unclear(part, "'" + cut(item.text()) + "' is no path of the repository");
                return true;
            }
            rules.addAll(found.get());
        }
        if (allows) {
            only.add(new Said(part, rules, true));
        } else {
            deny.addAll(rules);
        }
        return true;
    }

    /** {@return the items of a list that is separated by commas; a blank belongs to a name only if it is in the tree} */
    private List<Token> items(String list) {
        List<Token> items = new ArrayList<>();
        for (String raw : list.split("[,\n]", -1)) {
            String text = raw.strip()
                    .replaceFirst("^[*_]{1,3}(?=[\\s`\"'])", "")
                    .strip()
                    .replaceFirst("[.;]$", "");
            Token whole = new Token(text, Token.word(text), true, "");
            if (text.isEmpty()) {
                continue;
            }
            List<Token> tokens = Token.of(text);
            boolean listed = tokens.size() % 2 == 1;
            for (int i = 1; i < tokens.size(); i += 2) {
                listed &= Set.of("and", "or", "&").contains(tokens.get(i).text().toLowerCase(Locale.ROOT));
            }
            if (!listed || (tokens.size() > 1 && resolver.isKnownPath(text))) {
                items.add(whole);
            } else {
                for (int i = 0; i < tokens.size(); i += 2) {
                    items.add(tokens.get(i));
                }
            }
        }
        return items;
    }

    /** Reads a sentence together with the list below it, if the two make one form. */
    private boolean joined(int at, List<Token> lead) {
        Part part = parts.get(at);
        if (!opens(part)) {
            return false;
        }
        List<Part> below = below(at);
        List<Token> all = new ArrayList<>(lead);
        boolean first = true;
        for (Part item : below) {
            List<Token> tokens = Token.of(item.text());
            if (tokens.isEmpty() || all.size() > MAX_ITEMS * 4) {
                return false;
            }
            Token last = all.get(all.size() - 1);
            all.set(all.size() - 1, new Token(last.text(), last.word(), last.quoted(), first ? ":" : ","));
            all.addAll(tokens);
            first = false;
        }
        Optional<ScopeForms.Statement> said = below.isEmpty()
                ? Optional.empty()
                : forms.read(new Sentence(all, resolver::isPath, resolver::isDirectory));
        said.ifPresent(statement -> {
            below.forEach(item -> consumed.add(item.index()));
            take(part, statement);
            restrictedBefore = true;
        });
        return said.isPresent();
    }

    private static boolean opens(Part part) {
        return part.kind() == Kind.HEADING
                || ".!?".indexOf(part.text().charAt(part.text().length() - 1)) < 0;
    }

    /** {@return the items, lines of code or the one paragraph directly below a sentence} */
    private List<Part> below(int at) {
        Part lead = parts.get(at);
        List<Part> below = new ArrayList<>();
        for (int i = at + 1; i < parts.size() && below.size() <= MAX_ITEMS; i++) {
            Part part = parts.get(i);
            boolean under =
                    part.lead().filter(above -> above.index() == lead.index()).isPresent()
                            || (part.lead().isEmpty()
                                    && part.heading()
                                            .filter(above -> above.index() == lead.index())
                                            .isPresent());
            boolean first = below.isEmpty() || part.kind() != Kind.SENTENCE;
            if (!under || !first || RequestText.isStatement(part.text())) {
                break;
            }
            below.add(part);
        }
        return below;
    }

    /** {@return whether the sentence restricted something} */
    private boolean read(Part part, Sentence sentence, boolean restricts) {
        Optional<ScopeForms.Statement> form = restricts ? forms.read(sentence) : Optional.empty();
        Optional<Part> above = restrictingAbove(part);
        if (form.isPresent()) {
            return form(part, form.get(), above);
        }
        boolean paths = !sentence.paths().isEmpty();
        boolean place = paths || Phrases.namesPlace(sentence) || namesEntry(sentence);
        if (place && restricts) {
            return unclear(part, "restricts something, and fits no form that is read");
        }
        if (paths && Phrases.permits(sentence)) {
            return unclear(part, "permits or collects changes, and fits no form that is read");
        }
        if (place && above.isPresent()) {
            return unclear(part, "stands under '" + cut(above.get().text()) + "'");
        }
        if (paths && isFragment(sentence) && (restrictedBefore || standsUnderChanges(part))) {
            return unclear(part, "is a list of paths after words about what may be changed");
        }
        if (paths && !Phrases.mentions(sentence)) {
            return unclear(part, "names a path, and neither asks for work there nor describes a fault");
        }
        if (Phrases.speaksOfChanges(sentence)) {
            return unclear(part, "restricts changes to something that is no path of the repository");
        }
        sentence.paths().forEach(token -> resolver.mentioned(token).ifPresent(mentioned::add));
        if (restricts && beginsRule(sentence)) {
            inWords.add(cut(part.text()));
        }
        return restricts;
    }

    private boolean form(Part part, ScopeForms.Statement form, Optional<Part> above) {
        boolean turned = form.kind() != ScopeForms.Kind.NOT
                && form.kind() != ScopeForms.Kind.FOR_REVIEWERS
                && above.filter(lead -> negates(lead.text())).isPresent();
        if (turned) {
            return unclear(part, "stands under '" + cut(above.orElseThrow().text()) + "'");
        }
        take(part, form);
        return true;
    }

    private void take(Part part, ScopeForms.Statement said) {
        switch (said.kind()) {
            case ONLY -> only.add(new Said(part, new LinkedHashSet<>(said.allow()), false));
            case NOTHING_ELSE -> closes.add(part);
            case FOR_REVIEWERS -> inWords.add(cut(part.text()));
            case NOT -> {}
        }
        deny.addAll(said.deny());
    }

    private Optional<Part> restrictingAbove(Part part) {
        Optional<Part> lead = part.lead()
                .filter(above -> part.kind() == Kind.ITEM || above.text().endsWith(":"));
        return lead.filter(RequestReader::opens)
                .filter(above -> Phrases.restricts(sentence(cut(above.text()))))
                .or(() -> part.heading().filter(above -> Phrases.restricts(sentence(cut(above.text())))));
    }

    private static boolean negates(String text) {
        return Token.of(text).stream()
                .map(Token::word)
                .anyMatch(word -> NEGATIVE.contains(word) || word.endsWith("n't"));
    }

    /** {@return whether a sentence names a type of the tree, or excepts an entry of it or a kind of files} */
    private boolean namesEntry(Sentence sentence) {
        for (int i = 0; i < sentence.size(); i++) {
            String text = sentence.token(i).text();
            if (text.length() > 2 && i > 0 && Character.isUpperCase(text.charAt(0)) && resolver.isKnown(text)) {
                return true;
            }
            if (EXCEPTING.contains(sentence.word(i)) && !sentence.token(i).quoted()) {
                int at = i + 1;
                while (BETWEEN.contains(sentence.word(at))) {
                    at++;
                }
                String word = sentence.word(at);
                if (KINDS.contains(word)
                        || (word.length() > 2
                                && resolver.isKnown(sentence.token(at).text()))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean standsUnderChanges(Part part) {
        return part.heading()
                .or(part::lead)
                .filter(above -> Phrases.speaksOfChange(Token.of(cut(above.text()))))
                .isPresent();
    }

    /** {@return whether a sentence is a list of paths and says nothing about them} */
    private static boolean isFragment(Sentence sentence) {
        return IntStream.range(0, sentence.size())
                .allMatch(at -> sentence.isPath(at) || CONTINUATION.contains(sentence.word(at)));
    }

    /** {@return whether a sentence that restricts something reads as a rule for the work} */
    private static boolean beginsRule(Sentence sentence) {
        int at = 0;
        while (COURTESY.contains(sentence.word(at))) {
            at++;
        }
        return BEGINNING.contains(sentence.word(at))
                || (sentence.word(at).equals("do") && sentence.word(at + 1).equals("not"));
    }

    private boolean unclear(Part part, String why) {
        if (unclear.size() < MAX_SHOWN) {
            unclear.add(new ScopeDraft.Unclear(cut(part.text()), part.line(), why));
        }
        return true;
    }

    private static String cut(String text) {
        String line = text.length() > SHOWN_CHARACTERS ? text.substring(0, SHOWN_CHARACTERS) + "..." : text;
        return line.replace('\n', ' ');
    }

    private Reading reading() {
        Set<String> allow = new LinkedHashSet<>();
        only.forEach(said -> allow.addAll(said.allow()));
        for (Said said : only) {
            boolean same = said.allow().containsAll(allow);
            boolean lines = only.stream().allMatch(Said::line);
            if (!same && !lines) {
                unclear(said.part(), "is one of several sentences that each say what alone may be changed");
            }
        }
        if (only.isEmpty()) {
            closes.forEach(part -> unclear(part, "excludes the rest, and no sentence says what may be changed"));
        }
        PathRules rules = PathRules.of(List.copyOf(allow), List.copyOf(deny));
        PathRules denied = PathRules.of(List.of(), List.copyOf(deny));
        if (!only.isEmpty() && allow.stream().noneMatch(rule -> denied.allows(rule) && denied.allows(rule + "/x"))) {
            unclear(only.get(0).part(), "allows only what another sentence forbids");
        }
        return new Reading(
                rules,
                inWords.stream().limit(MAX_SHOWN).toList(),
                mentioned.stream().limit(MAX_SHOWN).toList(),
                List.copyOf(unclear));
    }
}
