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
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A reader of the scope that a request states: deterministic, in one pass, and never wider than what was said.
 *
 * <p>Each sentence is, in this order: a rule, when it has one of the {@link ScopeForms}; unclear, when it names a place
 * and restricts something, permits changes or says nothing that is usually said of a place; a rule in words, when it
 * restricts and names no place; or free, and the paths it names are mentions. Blocks of code and what programs print are
 * not read, but a line in one that has a form is unclear.
 *
 * <p>Threads: confined to the call of {@link #read}. States: the parts are read in order; a list below a sentence is
 * consumed with it. Failure: only a bound is an error; what cannot be read is unclear and left to the host.
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
        if (ScopeLine.isOne(part.text()) && line(part)) {
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
        boolean form = ScopeLine.isOne(part.text()) && part.text().length() <= SHOWN_CHARACTERS;
        if (form || forms.read(sentence(cut(part.text()))).isPresent()) {
            unclear(part, "reads like a rule and stands in a block of code");
        }
    }

    private Sentence sentence(String text) {
        return new Sentence(Token.of(text), resolver::isPath, resolver::isDirectory);
    }

    /** {@return whether an {@code Only:} or {@code Not:} line says anything} */
    private boolean line(Part part) {
        Optional<ScopeLine> read = ScopeLine.of(part.text(), resolver);
        read.ifPresent(line -> {
            if (line.unreadable().isPresent()) {
                unclear(part, "'" + cut(line.unreadable().get()) + "' is no path of the repository");
            } else if (line.allows()) {
                only.add(new Said(part, line.rules(), true));
            } else {
                deny.addAll(line.rules());
            }
        });
        return read.isPresent();
    }

    /** Reads a sentence together with the list below it, if the two make one form. */
    private boolean joined(int at, List<Token> lead) {
        Part part = parts.get(at);
        List<Part> below = opens(part) ? below(at) : List.of();
        List<Token> all = new ArrayList<>(lead);
        for (Part item : below) {
            List<Token> tokens = Token.of(item.text());
            if (tokens.isEmpty() || all.size() > MAX_ITEMS * 4) {
                return false;
            }
            Token last = all.get(all.size() - 1);
            all.set(
                    all.size() - 1,
                    new Token(
                            last.text(),
                            last.word(),
                            last.quoted(),
                            item.index() == below.get(0).index() ? ":" : ","));
            all.addAll(tokens);
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
            if (!under || !first || ScopeLine.isOne(part.text())) {
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
        boolean place = paths || Phrases.namesPlace(sentence) || sentence.namesEntry(resolver);
        if (place && restricts) {
            return unclear(part, "restricts something, and fits no form that is read");
        }
        if (paths && Phrases.permits(sentence)) {
            return unclear(part, "permits or collects changes, and fits no form that is read");
        }
        if (place && above.isPresent()) {
            return unclear(part, "stands under '" + cut(above.get().text()) + "'");
        }
        if (paths && sentence.isListOfPaths() && (restrictedBefore || standsUnderChanges(part))) {
            return unclear(part, "is a list of paths after words about what may be changed");
        }
        if (paths && !Phrases.mentions(sentence)) {
            return unclear(part, "names a path, and neither asks for work there nor describes a fault");
        }
        if (Phrases.speaksOfChanges(sentence)) {
            return unclear(part, "restricts changes to something that is no path of the repository");
        }
        sentence.paths().forEach(token -> resolver.mentioned(token).ifPresent(mentioned::add));
        if (restricts && sentence.beginsRule()) {
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

    private static boolean standsUnderChanges(Part part) {
        return part.heading()
                .or(part::lead)
                .filter(above -> Phrases.speaksOfChange(Token.of(cut(above.text()))))
                .isPresent();
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
