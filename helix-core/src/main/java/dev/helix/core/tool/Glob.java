/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.tool;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A matcher of paths against a shell pattern: {@code *} and {@code ?} within a component, {@code **} across
 * components, <code>{a,b}</code> for either, {@code [abc]} for one of. A pattern without a slash matches names in any
 * directory.
 */
final class Glob {
    /** Patterns are short; a long one only serves to make matching slow. */
    private static final int MAX_CHARS = 500;

    private final Pattern pattern;
    private final boolean nameOnly;

    private Glob(Pattern pattern, boolean nameOnly) {
        this.pattern = pattern;
        this.nameOnly = nameOnly;
    }

    /**
     * Translates a pattern.
     *
     * @throws IllegalArgumentException if it is empty, too long, or a bracket is not closed
     */
    static Glob of(String text) {
        String glob = text.startsWith("./") ? text.substring(2) : text;
        if (glob.isEmpty() || glob.length() > MAX_CHARS) {
            throw new IllegalArgumentException("a glob has 1 to " + MAX_CHARS + " characters");
        }
        StringBuilder regex = new StringBuilder();
        int braces = 0;
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            braces += c == '{' ? 1 : 0;
            braces -= c == '}' && braces > 0 ? 1 : 0;
            i = append(glob, i, regex, c == ',' && braces > 0);
        }
        if (braces > 0) {
            throw new IllegalArgumentException("glob '" + text + "' opens { and does not close it");
        }
        return new Glob(Pattern.compile(regex.toString(), Pattern.DOTALL), glob.indexOf('/') < 0);
    }

    boolean matches(String path, SearchDeadline clock) {
        String subject = nameOnly ? path.substring(path.lastIndexOf('/') + 1) : path;
        Matcher matcher = pattern.matcher(new InterruptibleText(subject, clock));
        return matcher.matches();
    }

    /** Translates the element at a position and returns the position of its last character. */
    private static int append(String glob, int at, StringBuilder regex, boolean alternative) {
        if (glob.startsWith("**/", at)) {
            regex.append("(?:.*/)?");
            return at + 2;
        }
        if (glob.startsWith("**", at)) {
            regex.append(".*");
            return at + 1;
        }
        char c = glob.charAt(at);
        if (c == '[') {
            return appendSet(glob, at, regex);
        }
        switch (c) {
            case '*' -> regex.append("[^/]*");
            case '?' -> regex.append("[^/]");
            case '{' -> regex.append("(?:");
            case '}' -> regex.append(')');
            default -> regex.append(alternative ? "|" : Pattern.quote(String.valueOf(c)));
        }
        return at;
    }

    private static int appendSet(String glob, int at, StringBuilder regex) {
        int close = glob.indexOf(']', at + 2);
        if (close < 0) {
            throw new IllegalArgumentException("glob '" + glob + "' opens [ and does not close it");
        }
        String set = glob.substring(at + 1, close);
        boolean not = set.startsWith("!") || set.startsWith("^");
        String members = (not ? set.substring(1) : set)
                .replace("\\", "\\\\")
                .replace("[", "\\[")
                .replace("^", "\\^")
                .replace("&", "\\&");
        regex.append(not ? "[^/" : "[").append(members).append(']');
        return close;
    }
}
