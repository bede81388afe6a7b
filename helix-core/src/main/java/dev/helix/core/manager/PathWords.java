/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.manager;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A classifier that tells the words of a request that are paths from those that are not. Pure, given the repository's
 * entries.
 */
final class PathWords {
    private static final Pattern TAIL = Pattern.compile("[.,?]+$");
    private static final Pattern EMPHASIS = Pattern.compile("[*_]{1,3}([\\p{L}-]+)[*_]{0,3}|([\\p{L}-]+)[*_]{2,3}");
    private static final Pattern FILE_NAME = Pattern.compile(
            "[\\p{L}\\p{N}_@+-][\\p{L}\\p{N}_@+. -]*\\.\\p{L}[\\p{L}\\p{N}]{0,9}|\\.\\p{L}[\\p{L}\\p{N}_.-]+");
    private static final Pattern VERSION = Pattern.compile("v?\\d+(?:\\.\\d+)*\\.x");
    private static final Pattern ANNOUNCED = Pattern.compile("\\b(?:files?|folder|directory|path)\\s*$");
    /** Files known by their name alone. */
    private static final Set<String> WELL_KNOWN = Set.of(
            "Makefile",
            "Dockerfile",
            "Jenkinsfile",
            "Gemfile",
            "Rakefile",
            "Procfile",
            "Vagrantfile",
            "LICENSE",
            "NOTICE",
            "CHANGELOG",
            "CONTRIBUTING",
            "CODEOWNERS",
            "AUTHORS",
            "README");
    /** Words that hold a dot or slash and are no path. */
    private static final Set<String> NO_PATHS = Set.of(
            "e.g",
            "i.e",
            "etc",
            "vs",
            "and/or",
            "either/or",
            "i/o",
            "n/a",
            "w/o",
            "tcp/ip",
            "ci/cd",
            "read/write",
            "input/output",
            "client/server",
            "true/false",
            "yes/no",
            "on/off",
            "his/her",
            "he/she",
            "node.js",
            "vue.js",
            "next.js",
            "react.js",
            ".net",
            "asp.net");
    /** Words that carry the grammar; an entry of that name must be quoted to be meant. */
    private static final Set<String> GRAMMAR = Set.of(
            "scope",
            "only",
            "file",
            "files",
            "path",
            "paths",
            "change",
            "changes",
            "work",
            "touch",
            "edit",
            "edits",
            "add",
            "fix",
            "in",
            "out",
            "of",
            "no",
            "not",
            "do",
            "and",
            "or",
            "but",
            "else",
            "other",
            "rest",
            "leave",
            "keep",
            "limit",
            "limits",
            "never",
            "without",
            "outside",
            "under",
            "within",
            "nothing",
            "anything",
            "all",
            "the",
            "a",
            "to",
            "is",
            "be",
            "it",
            "must",
            "may",
            "allowed",
            "except",
            "write",
            "update",
            "create",
            "folder",
            "directory",
            "everything");

    private final Predicate<String> isEntry;

    PathWords(Predicate<String> isEntry) {
        this.isEntry = isEntry;
    }

    /** The certainty with which a word is a path. */
    enum Kind {
        FIRM,
        LOOSE,
        PLAIN
    }

    /** A word, as a rule if it is a path, and the punctuation that followed it. */
    record Word(Kind kind, String text, String tail) {}

    /** Reads a bare word; one that is called like a function is no file name. */
    Word read(String raw, boolean called) {
        Matcher end = TAIL.matcher(raw);
        String tail = end.find() ? end.group() : "";
        String word = raw.substring(0, raw.length() - tail.length());
        if (word.startsWith("**") && !word.startsWith("**/")) {
            word = word.substring(2).replaceFirst("(?<!/)\\*\\*$", "");
        }
        Matcher emphasis = EMPHASIS.matcher(word);
        if (emphasis.matches() && !isEntry.test(word)) {
            word = emphasis.group(1) != null ? emphasis.group(1) : emphasis.group(2);
        }
        if (NO_PATHS.contains(word.toLowerCase(Locale.ROOT))
                || VERSION.matcher(word).matches()) {
            // Its dots end no sentence.
            return new Word(Kind.PLAIN, word.replace(".", "").replace('/', ' '), "");
        }
        boolean path = holdsSlash(word)
                || word.indexOf('*') >= 0
                || WELL_KNOWN.contains(word)
                || (!called && FILE_NAME.matcher(word).matches());
        return new Word(path ? firm(word) : plain(word), path ? rule(word) : word, tail);
    }

    /** Reads a quoted name; one with blanks is a path only where the text or the repository says so. */
    Word quoted(String raw, String before) {
        String name = raw.strip();
        boolean blank = name.indexOf(' ') >= 0;
        boolean path = holdsSlash(name)
                || name.indexOf('*') >= 0
                || FILE_NAME.matcher(name).matches();
        boolean known = WELL_KNOWN.contains(name) || exists(name);
        if (known || (path && (!blank || ANNOUNCED.matcher(before).find()))) {
            return new Word(firm(name), rule(name), "");
        }
        return new Word(Kind.PLAIN, name, "");
    }

    private boolean exists(String name) {
        return !name.isBlank() && name.indexOf('\0') < 0 && !name.equals(".") && isEntry.test(name);
    }

    private Kind plain(String word) {
        boolean grammar = GRAMMAR.contains(word.toLowerCase(Locale.ROOT));
        return !grammar && exists(word) ? Kind.LOOSE : Kind.PLAIN;
    }

    /** Dots, slashes or stars alone name no path. */
    private static Kind firm(String word) {
        return word.chars().allMatch(c -> "./\\*".indexOf(c) >= 0) && !word.contains("..") ? Kind.PLAIN : Kind.FIRM;
    }

    private static boolean holdsSlash(String word) {
        return word.indexOf('/') >= 0 || word.indexOf('\\') >= 0;
    }

    /** Writes a word as a rule; a leading slash means the repository's root. One that leads outside is empty. */
    private static String rule(String word) {
        String relative = word.replace('\\', '/').replaceFirst("^/+", "");
        boolean climbs = List.of(relative.split("/", -1)).contains("..");
        return climbs || relative.startsWith("~") ? "" : relative;
    }
}
