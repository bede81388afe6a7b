/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.manager;

import dev.helix.api.InvalidRequestException;
import dev.helix.api.scope.PathRules;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A parser that reads path rules from a request's own words. Pure, given the repository's entries.
 *
 * <p>Paths are marked first ({@link MarkedText}), then the text is taken apart into clauses ({@link Clauses}), then
 * each clause is read ({@link Grammar}). A clause that confines ("Only touch src/auth/.") allows the paths it names,
 * one that forbids ("Do not touch src/billing/.") denies them, and one that closes ("Touch nothing else.") allows what
 * was to be changed so far. In doubt the narrower reading is taken: the agent can ask for more, but what it may touch
 * without asking is never more than was said.
 */
final class ScopeReader {
    /** Where an item of a list stops naming and starts to explain. */
    private static final Pattern REMARK = Pattern.compile("[(:]|\\bsee\\b|\\bbecause\\b");

    private final MarkedText text;
    private final Set<String> allow = new LinkedHashSet<>();
    private final Set<String> more = new LinkedHashSet<>();
    private final Set<String> mentioned = new LinkedHashSet<>();
    private final Set<String> mentionedLater = new LinkedHashSet<>();
    private final Set<String> deny = new LinkedHashSet<>();
    private boolean closed;
    private boolean leadsOutside;
    private Optional<Statement.Kind> heading = Optional.empty();

    private ScopeReader(MarkedText text) {
        this.text = text;
    }

    /**
     * Reads the rules of a text.
     *
     * @param isEntry tells whether the repository holds a path
     * @throws InvalidRequestException if the text confines the work to places outside the repository only
     */
    static PathRules read(String request, Predicate<String> isEntry) {
        ScopeReader reader = new ScopeReader(MarkedText.of(request, isEntry));
        Clauses.of(reader.text.text()).forEach(reader::read);
        return reader.rules();
    }

    private void read(Clauses.Clause clause) {
        List<Statement> statements = Grammar.read(clause.text());
        boolean speaks = statements.stream().anyMatch(said -> said.kind() != Statement.Kind.MENTION);
        if (clause.item() && heading.isPresent() && !speaks) {
            take(new Statement(heading.get(), REMARK.split(clause.text(), 2)[0]));
            return;
        }
        statements.forEach(this::take);
        if (!clause.item()) {
            heading = clause.heads() && !statements.isEmpty()
                    ? Optional.of(statements.get(statements.size() - 1).kind()).filter(ScopeReader::heads)
                    : Optional.empty();
        }
    }

    private static boolean heads(Statement.Kind kind) {
        return kind == Statement.Kind.ALLOW || kind == Statement.Kind.DENY;
    }

    private void take(Statement said) {
        List<String> named = text.paths(said.part());
        List<String> paths = named.stream().filter(path -> !path.isEmpty()).toList();
        switch (said.kind()) {
            case ALLOW -> {
                leadsOutside |= paths.size() < named.size();
                allow.addAll(paths);
            }
            case ADD -> more.addAll(paths);
            case DENY -> deny.addAll(paths);
            case CLOSE -> {
                mentioned.addAll(paths);
                closed = true;
            }
            case MENTION -> (closed ? mentionedLater : mentioned).addAll(paths);
        }
    }

    private PathRules rules() {
        if (allow.isEmpty() && closed) {
            allow.addAll(mentioned.isEmpty() ? mentionedLater : mentioned);
        }
        if (allow.isEmpty() && leadsOutside) {
            throw new InvalidRequestException("the request confines the work to a place outside the repository, where"
                    + " nothing can be changed; name paths relative to the repository's root");
        }
        if (!allow.isEmpty()) {
            allow.addAll(more);
        }
        return PathRules.of(List.copyOf(allow), List.copyOf(deny));
    }
}
