/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.scope;

import static java.util.Objects.requireNonNull;

import dev.helix.api.InvalidRequestException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Rules for which paths of a repository a task may change. Immutable; deciding is a pure function.
 *
 * <p>A rule is a path relative to the repository root, or a {@link PathPattern}. {@code dir/} covers everything below
 * a directory; any other rule covers what it names and everything below it. A path may be changed when it was
 * granted, or when no deny rule covers it and either there is no allow rule or one covers it. Letters with accents are
 * the same however they are composed; case matters. A rule is at most {@link PathPattern#MAX_CHARACTERS} long and holds
 * at most {@link PathPattern#MAX_WILDCARDS} wildcards; deciding takes time proportional to the length of the path.
 */
public final class PathRules {
    /** The largest number of rules of one kind. */
    public static final int MAX_RULES = 1_000;
    /** Allows every path. */
    public static final PathRules EVERYTHING = of(List.of(), List.of());

    private final List<PathRule> allow;
    private final List<PathRule> deny;
    private final List<PathRule> granted;

    private PathRules(List<PathRule> allow, List<PathRule> deny, List<PathRule> granted) {
        this.allow = allow;
        this.deny = deny;
        this.granted = granted;
    }

    /**
     * Makes rules.
     *
     * @param allow what may be changed; empty means everything
     * @param deny what must not be changed, stronger than allow
     * @throws InvalidRequestException if a rule is blank, absolute, climbs with {@code ..}, means the root itself or is
     *     over a bound
     */
    public static PathRules of(List<String> allow, List<String> deny) {
        return new PathRules(parsed(requireNonNull(allow, "allow")), parsed(requireNonNull(deny, "deny")), List.of());
    }

    /**
     * Makes rules that allow only the given paths.
     *
     * @param rules at least one rule
     * @throws InvalidRequestException as {@link #of}
     */
    public static PathRules only(String... rules) {
        return of(List.of(requireNonNull(rules, "rules")), List.of());
    }

    /**
     * Adds paths to what may be changed, also where a deny rule covers them.
     *
     * @param more further rules
     * @return the wider rules
     * @throws InvalidRequestException as {@link #of}
     */
    public PathRules allowing(List<String> more) {
        requireNonNull(more, "more");
        List<String> wider = new ArrayList<>(granted());
        wider.addAll(more);
        return new PathRules(allow, deny, parsed(wider));
    }

    /**
     * {@return whether a path may be changed; false for one that climbs with {@code ..}}
     *
     * @param path relative to the repository root, {@code /} between components
     */
    public boolean allows(String path) {
        if (climbs(requireNonNull(path, "path"))) {
            return false;
        }
        String composed = Normalizer.normalize(path, Normalizer.Form.NFC);
        return covered(granted, composed)
                || (!covered(deny, composed) && (allow.isEmpty() || covered(allow, composed)));
    }

    private static boolean covered(List<PathRule> rules, String path) {
        return rules.stream().anyMatch(rule -> rule.covers(path));
    }

    /** {@return what may be changed, sorted; empty means everything} */
    public List<String> allow() {
        return texts(allow);
    }

    /** {@return what must not be changed, sorted; stronger than {@link #allow()}} */
    public List<String> deny() {
        return texts(deny);
    }

    /** {@return what was agreed to later, sorted; stronger than {@link #deny()}} */
    public List<String> granted() {
        return texts(granted);
    }

    private static List<String> texts(List<PathRule> rules) {
        return rules.stream().map(PathRule::toString).toList();
    }

    private static List<PathRule> parsed(List<String> rules) {
        Set<String> unique = new TreeSet<>();
        for (String rule : rules) {
            unique.add(normalised(rule));
        }
        if (unique.size() > MAX_RULES) {
            throw new InvalidRequestException(unique.size() + " path rules of one kind, and at most " + MAX_RULES
                    + " are allowed; name directories");
        }
        return unique.stream().map(PathRule::of).toList();
    }

    private static String normalised(String rule) {
        if (rule.length() > PathPattern.MAX_CHARACTERS) {
            throw new InvalidRequestException("the path rule '" + rule.substring(0, 40) + "...' has " + rule.length()
                    + " characters, and at most " + PathPattern.MAX_CHARACTERS + " are allowed");
        }
        String composed = Normalizer.normalize(rule.strip(), Normalizer.Form.NFC);
        List<String> components = new ArrayList<>(List.of(composed.split("/", -1)));
        boolean directory = List.of("", ".").contains(components.get(components.size() - 1));
        components.removeIf(component -> component.isEmpty() || component.equals("."));
        if (components.isEmpty() || composed.startsWith("/") || components.contains("..")) {
            throw new InvalidRequestException(
                    "path rule '" + rule + "' must be a relative path inside the repository, for example src/auth/");
        }
        return String.join("/", components) + (directory ? "/" : "");
    }

    private static boolean climbs(String path) {
        return path.contains("..") && List.of(path.split("/", -1)).contains("..");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PathRules rules
                && rules.allow().equals(allow())
                && rules.deny().equals(deny())
                && rules.granted().equals(granted());
    }

    @Override
    public int hashCode() {
        return Objects.hash(allow(), deny(), granted());
    }

    /** {@return the rules in words on one line, for people and models: {@code only src/, but not src/gen/}} */
    @Override
    public String toString() {
        String allowed = allow.isEmpty() ? "everything" : "only " + String.join(", ", allow());
        String denied = deny.isEmpty() ? "" : ", but not " + String.join(", ", deny());
        return granted.isEmpty()
                ? allowed + denied
                : allowed + denied + ", and as agreed " + String.join(", ", granted());
    }
}
