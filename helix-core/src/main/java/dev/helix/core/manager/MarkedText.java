/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.manager;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request in which every path is replaced by a mark, so that grammar is never read out of a path's own words.
 * Immutable.
 *
 * <p>A <b>firm</b> mark stands for what can only be a path. A <b>loose</b> mark stands for a plain word that is also
 * the name of an entry in the repository; it counts where no firm mark is near, or where its neighbours make it one.
 */
final class MarkedText {
    /** Matches a mark; its number leads to the name. */
    static final String MARK = "[\uE000\uE001]\\d+[\uE000\uE001]";

    private static final char FIRM = '\uE000';
    private static final char LOOSE = '\uE001';
    private static final Pattern FIRM_MARK = Pattern.compile(FIRM + "(\\d+)" + FIRM);
    private static final Pattern LOOSE_MARK = Pattern.compile(LOOSE + "(\\d+)" + LOOSE);
    private static final Pattern FOREIGN = Pattern.compile("\\p{L}[\\p{L}\\p{N}+.-]{0,30}+://\\S+|[\uE000\uE001]");
    private static final Pattern TOKEN = Pattern.compile(
            "`([^`\\n]+)`|[\"“”]([^\"“”\\n]+)[\"“”]|(?<![\\p{L}\\p{N}])['‘]([^'‘’\\s]+)['’](?![\\p{L}\\p{N}])"
                    + "|([\\p{L}\\p{N}_@+./\\\\*?~-]+)");
    private static final Pattern LISTED = Pattern.compile("(?:" + MARK + "|\\s|[,&/]|\\band\\b|\\bor\\b|\\bplus\\b)*");
    private static final Pattern PLACED_BEFORE = Pattern.compile(
            "\\b(?:in|into|inside|under|below|within|outside|of|to|from|touch|file|folder|directory)\\s+(?:the\\s+)?$",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern PLACED_AFTER =
            Pattern.compile("^\\s+(?:directory|folder|dir|file|tree)\\b", Pattern.CASE_INSENSITIVE);

    private final String text;
    private final List<String> names;

    private MarkedText(String text, List<String> names) {
        this.text = text;
        this.names = names;
    }

    static MarkedText of(String request, Predicate<String> isEntry) {
        String source = FOREIGN.matcher(request).replaceAll(" ").replace('’', '\'');
        PathWords words = new PathWords(isEntry);
        List<String> names = new ArrayList<>();
        StringBuilder marked = new StringBuilder();
        Matcher token = TOKEN.matcher(source);
        int end = 0;
        while (token.find(end)) {
            marked.append(source, end, token.start());
            end = appendToken(token, source, words, new Marks(marked, names));
        }
        return new MarkedText(marked.append(source.substring(end)).toString(), names);
    }

    private record Marks(StringBuilder text, List<String> names) {
        void add(char kind, String name) {
            text.append(kind).append(names.size()).append(kind);
            names.add(name);
        }
    }

    /** Appends what a token means and returns where reading goes on. */
    private static int appendToken(Matcher token, String source, PathWords words, Marks marks) {
        if (token.group(4) != null) {
            boolean called = source.startsWith("(", token.end());
            PathWords.Word word = words.read(token.group(4), called);
            if (word.kind() == PathWords.Kind.PLAIN) {
                marks.text.append(word.text());
            } else {
                marks.add(word.kind() == PathWords.Kind.FIRM ? FIRM : LOOSE, word.text());
            }
            marks.text.append(word.tail());
            return token.end();
        }
        if (token.group(1) != null) {
            PathWords.Word word = words.quoted(token.group(1), marks.text.toString());
            if (word.kind() == PathWords.Kind.PLAIN) {
                // Code in backticks is neither path nor grammar.
                marks.text.append(" code ");
            } else {
                marks.add(word.kind() == PathWords.Kind.FIRM ? FIRM : LOOSE, word.text());
            }
            return token.end();
        }
        String inner = token.group(2) != null ? token.group(2) : token.group(3);
        PathWords.Word word = words.quoted(inner, marks.text.toString());
        if (word.kind() == PathWords.Kind.FIRM) {
            marks.add(FIRM, word.text());
            return token.end();
        }
        marks.text.append(' ');
        return token.start() + 1;
    }

    String text() {
        return text;
    }

    /** {@return the paths a part of the text names, in order; an unusable one is the empty string} */
    List<String> paths(String part) {
        List<String> found = new ArrayList<>();
        boolean firm = FIRM_MARK.matcher(part).find();
        Matcher mark = Pattern.compile(MARK).matcher(part);
        while (mark.find()) {
            boolean loose = part.charAt(mark.start()) == LOOSE;
            if (!loose || !firm || counts(part, mark.start(), mark.end())) {
                found.add(names.get(Integer.parseInt(part.substring(mark.start() + 1, mark.end() - 1))));
            }
        }
        return found;
    }

    /** {@return whether a loose mark beside firm ones is a path: listed with one, or placed like one} */
    private static boolean counts(String part, int start, int end) {
        if (PLACED_BEFORE.matcher(part.substring(0, start)).find()
                || PLACED_AFTER.matcher(part.substring(end)).find()) {
            return true;
        }
        Matcher firm = FIRM_MARK.matcher(part);
        while (firm.find()) {
            String between = firm.start() > end ? part.substring(end, firm.start()) : part.substring(firm.end(), start);
            if (LISTED.matcher(between).matches()) {
                return true;
            }
        }
        return false;
    }

    static boolean marks(String part) {
        return FIRM_MARK.matcher(part).find() || LOOSE_MARK.matcher(part).find();
    }
}
