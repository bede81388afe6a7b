/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.manager;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes a request apart into the clauses that say what may be touched. Pure functions. */
final class Sentences {
    /** A clause ends at a line end, after closing punctuation before a blank, or before a "but do not". */
    private static final Pattern CLAUSE_END = Pattern.compile(
            "\\R|(?<=[.!?;])\\s+|,?\\s+(?:but|and)\\s+(?=(?:do not|don['’]t|never|leave|must not|nothing)\\b)",
            Pattern.CASE_INSENSITIVE);

    private static final String CHANGING =
            "(?:touch|chang|edit|modif|alter|writ|updat|add|delet|remov|creat|rewrit|refactor|mov|work|fix|commit)\\w*";

    private static final Pattern NEGATED = Pattern.compile("\\b(?:do not|don['’]?t|never|must not|mustn['’]t|should not"
            + "|shouldn['’]t|may not|cannot|can['’]t|avoid|without|no)\\b(?:\\W+\\w+){0,3}?\\W+" + CHANGING);

    private static final Pattern LEFT_ALONE =
            Pattern.compile("\\bleave\\b.*\\b(?:alone|untouched|unchanged|as is|as they are|as it is)\\b"
                    + "|\\b(?:off[- ]limits|out of scope)\\b|\\bmust (?:stay|remain) (?:unchanged|untouched|as)\\b");

    private static final Pattern NOTHING = Pattern.compile("\\bnothing\\b|\\bno (?:other )?(?:file|path|change)s?\\b");

    private static final Pattern BEYOND =
            Pattern.compile("\\b(?:outside|beyond|elsewhere|other than|except|besides|apart from)\\b"
                    + "|\\b(?:anything|nothing) but\\b|\\belse (?:than|but)\\b");

    private static final Pattern CONFINED = Pattern.compile("\\b(?:only|exclusively|solely)\\b.*\\b(?:" + CHANGING
            + "|in|under|within|inside|files?|paths?)\\b"
            + "|\\b" + CHANGING + "\\b.*\\b(?:only|exclusively|solely)\\b"
            + "|\\b(?:limit|restrict|confine|keep)\\w*\\b.*\\b(?:to|within|inside|in)\\b"
            + "|\\bstay\\b.*\\b(?:in|within|inside)\\b|^\\W*(?:in )?scope\\b\\W*");

    /** What a clause says about the paths it names. */
    enum Meaning {
        /** Only these may be changed. */
        ALLOW,
        /** These must not be changed. */
        DENY,
        /** Nothing about what may be changed. */
        NONE
    }

    private Sentences() {}

    static List<String> clauses(String text) {
        List<String> clauses = new ArrayList<>();
        for (String clause : CLAUSE_END.split(text)) {
            if (!clause.isBlank()) {
                clauses.add(clause.strip());
            }
        }
        return clauses;
    }

    static Meaning meaning(String clause) {
        String lower = clause.toLowerCase(Locale.ROOT);
        boolean negated = found(NEGATED, lower);
        if ((negated || found(NOTHING, lower)) && found(BEYOND, lower)) {
            return Meaning.ALLOW;
        }
        if (negated || found(LEFT_ALONE, lower)) {
            return Meaning.DENY;
        }
        return found(CONFINED, lower) ? Meaning.ALLOW : Meaning.NONE;
    }

    private static boolean found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find();
    }
}
