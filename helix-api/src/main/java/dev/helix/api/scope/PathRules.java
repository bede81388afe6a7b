/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.scope;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The rules that decide which paths of a repository a task may change. Immutable; deciding is a pure function.
 *
 * <p>A rule is a path relative to the repository root. {@code dir/} covers everything below a directory, {@code *}
 * stands for any characters within a component, {@code **} for any number of components, {@code ?} for one
 * character; a rule without a wildcard covers that file and everything below it. A path may be changed when it was
 * granted, or when no deny rule covers it and either there is no allow rule or one covers it. Letters with accents are
 * the same however they are composed; case matters.
 *
 * @param allow what may be changed; empty means everything
 * @param deny what must not be changed, stronger than allow
 * @param granted what was agreed to later, stronger than deny
 */
public record PathRules(List<String> allow, List<String> deny, List<String> granted) {
    /** Allows every path. */
    public static final PathRules EVERYTHING = new PathRules(List.of(), List.of());

    /**
     * Checks and copies.
     *
     * @param allow what may be changed
     * @param deny what must not be changed
     * @param granted what was agreed to later
     * @throws IllegalArgumentException if a rule is blank, absolute, climbs with {@code ..} or means the root itself
     */
    public PathRules {
        allow = normalised(allow);
        deny = normalised(deny);
        granted = normalised(granted);
    }

    /**
     * Makes rules to which nothing was added yet.
     *
     * @param allow what may be changed; empty means everything
     * @param deny what must not be changed
     * @throws IllegalArgumentException if a rule is blank, absolute, climbs with {@code ..} or means the root itself
     */
    public PathRules(List<String> allow, List<String> deny) {
        this(allow, deny, List.of());
    }

    /**
     * Allows only the given paths.
     *
     * @param rules at least one rule
     * @return the rules
     */
    public static PathRules only(String... rules) {
        return new PathRules(List.of(rules), List.of());
    }

    /**
     * Adds paths to what may be changed, also where a deny rule covers them.
     *
     * @param more further rules
     * @return the wider rules
     * @throws IllegalArgumentException if a rule is blank, absolute, climbs with {@code ..} or means the root itself
     */
    public PathRules allowing(List<String> more) {
        List<String> wider = new ArrayList<>(granted);
        wider.addAll(more);
        return new PathRules(allow, deny, wider);
    }

    /**
     * Tells whether a path may be changed.
     *
     * @param path relative to the repository root, {@code /} between components
     * @return true when it is in scope; false for a path that climbs with {@code ..}
     */
    public boolean allows(String path) {
        if (climbs(path)) {
            return false;
        }
        String composed = Normalizer.normalize(path, Normalizer.Form.NFC);
        Predicate<String> covers = rule -> pattern(rule).matcher(composed).matches();
        return granted.stream().anyMatch(covers)
                || (deny.stream().noneMatch(covers)
                        && (allow.isEmpty() || allow.stream().anyMatch(covers)));
    }

    private static boolean climbs(String path) {
        return List.of(path.split("/", -1)).contains("..");
    }

    private static List<String> normalised(List<String> rules) {
        Set<String> unique = new TreeSet<>();
        for (String rule : rules) {
            String clean = Normalizer.normalize(rule.strip(), Normalizer.Form.NFC)
                    .replaceAll("/{2,}", "/")
                    .replaceAll("(?<![^/])\\./", "")
                    .replaceFirst("(?<![^/])\\.$", "");
            if (clean.isEmpty() || clean.startsWith("/") || climbs(clean)) {
                throw new IllegalArgumentException("path rule '" + rule
                        + "' must be a relative path inside the repository, for example src/auth/");
            }
            unique.add(clean);
        }
        return Collections.unmodifiableList(new ArrayList<>(unique));
    }

    private static Pattern pattern(String rule) {
        boolean directory = rule.endsWith("/");
        String body = directory ? rule.substring(0, rule.length() - 1) : rule;
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < body.length(); i++) {
            i = appendGlob(body, i, regex);
        }
        regex.append(directory ? "/.*" : "(/.*)?");
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    /** Translates the glob element at a position and returns the position of its last character. */
    private static int appendGlob(String body, int at, StringBuilder regex) {
        char c = body.charAt(at);
        if (body.startsWith("**/", at)) {
            regex.append("(.*/)?");
            return at + 2;
        }
        if (body.startsWith("**", at)) {
            regex.append(".*");
            return at + 1;
        }
        switch (c) {
            case '*' -> regex.append("[^/]*");
            case '?' -> regex.append("[^/]");
            default -> regex.append(Pattern.quote(String.valueOf(c)));
        }
        return at;
    }
}
