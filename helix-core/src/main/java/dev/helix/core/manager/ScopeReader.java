/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.manager;

import dev.helix.api.manager.PathRules;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads path rules from a request's own words. Pure function.
 *
 * <p>A clause that confines the work ("Only touch src/auth/ and docs/auth.md.") allows the paths it names; one that
 * forbids ("Do not touch src/billing/.") denies them. A word is a path when it holds a slash or wildcard, looks like a
 * file name with an extension, or stands in backticks; a plain word counts only when the repository has an entry of
 * that name and the clause names no other path.
 */
final class ScopeReader {
    private static final Pattern QUOTED = Pattern.compile("`([^`\\n]+)`");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_@+./*?~-]+");
    private static final Pattern FILE_NAME = Pattern.compile("[\\p{L}\\p{N}_@+. -]*\\.\\p{L}[\\p{L}\\p{N}]{0,9}");
    private static final Set<String> ABBREVIATIONS = Set.of("e.g", "i.e", "etc", "vs");

    private ScopeReader() {}

    /** Reads the rules of a text; names of entries at the repository's root are recognised by the predicate. */
    static PathRules read(String text, Predicate<String> isEntry) {
        Set<String> allow = new LinkedHashSet<>();
        Set<String> deny = new LinkedHashSet<>();
        for (String clause : Sentences.clauses(text)) {
            switch (Sentences.meaning(clause)) {
                case ALLOW -> allow.addAll(paths(clause, isEntry));
                case DENY -> deny.addAll(paths(clause, isEntry));
                case NONE -> {}
            }
        }
        return new PathRules(List.copyOf(allow), List.copyOf(deny));
    }

    private static List<String> paths(String clause, Predicate<String> isEntry) {
        List<String> paths = new ArrayList<>();
        List<String> plain = new ArrayList<>();
        Matcher quoted = QUOTED.matcher(clause);
        while (quoted.find()) {
            String name = quoted.group(1).strip();
            // A quoted name may hold blanks; a quoted command line is no path.
            if (name.indexOf(' ') < 0 || isPath(name)) {
                addRule(name, paths);
            }
        }
        Matcher words = WORD.matcher(QUOTED.matcher(clause).replaceAll(" "));
        while (words.find()) {
            String word = words.group().replaceFirst("[.,?]+$", "");
            if (isPath(word) && !ABBREVIATIONS.contains(word)) {
                addRule(word, paths);
            } else if (!word.isEmpty() && isEntry.test(word)) {
                plain.add(word);
            }
        }
        return paths.isEmpty() ? plain : paths;
    }

    private static boolean isPath(String word) {
        return word.indexOf('/') >= 0
                || word.indexOf('*') >= 0
                || FILE_NAME.matcher(word).matches();
    }

    /** Adds a word as a rule; a leading slash means the repository's root. Words that climb are no rules. */
    private static void addRule(String word, List<String> rules) {
        String relative = word.replaceFirst("^/+", "");
        boolean climbs = List.of(relative.split("/", -1)).contains("..");
        if (!relative.isBlank() && !relative.equals(".") && !relative.equals("/") && !climbs && !isPlainOr(relative)) {
            rules.add(relative);
        }
    }

    /** Recognises words like and/or that hold a slash and are no path. */
    private static boolean isPlainOr(String word) {
        return word.equalsIgnoreCase("and/or") || word.equalsIgnoreCase("either/or") || word.equals("I/O");
    }
}
