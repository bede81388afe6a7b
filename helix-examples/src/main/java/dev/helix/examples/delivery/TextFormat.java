/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import dev.helix.api.worktree.FileChange;
import dev.helix.api.worktree.TreeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Utility methods that put values into words that fit a line. Pure functions. */
final class TextFormat {
    private TextFormat() {}

    /**
     * Makes text safe for a terminal: what models and commands write must not move the cursor, hide text or turn its
     * direction around.
     */
    static String harmless(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            int type = Character.getType(c);
            boolean hidden = type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE;
            safe.appendCodePoint(c == '\t' || !hidden ? c : '?');
        });
        return safe.toString();
    }

    /** {@return the first line that says something, cut to fit} */
    static String headline(String text, int width) {
        return cut(harmless(text.strip().lines().findFirst().orElse("").strip()), width);
    }

    static String cut(String text, int width) {
        if (text.length() <= width) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(width - 2)) ? width - 2 : width - 1;
        return text.substring(0, end) + "…";
    }

    /** Breaks text into lines of at most the width, at blanks where there are any. */
    static List<String> wrapped(String text, int width) {
        List<String> lines = new ArrayList<>();
        for (String line : text.lines().toList()) {
            String rest = harmless(line.stripTrailing());
            while (rest.length() > width) {
                int blank = rest.lastIndexOf(' ', width);
                int end = blank > width / 2 ? blank : width;
                lines.add(rest.substring(0, end).stripTrailing());
                rest = rest.substring(end).stripLeading();
            }
            lines.add(rest);
        }
        return lines;
    }

    /** Writes a token count in at most six characters. */
    static String tokens(long count) {
        if (count < 10_000) {
            return Long.toString(count);
        }
        return count < 1_000_000
                ? String.format(Locale.ROOT, "%.1fk", count / 1_000.0)
                : String.format(Locale.ROOT, "%.1fM", count / 1_000_000.0);
    }

    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.2f s", time.toMillis() / 1_000.0);
    }

    /** Writes changes as git's status letters and paths. */
    static List<String> changes(List<FileChange> changes) {
        return changes.stream()
                .map(change -> change.kind().name().charAt(0) + " " + change.path())
                .toList();
    }

    /** Puts as many items on a line as fit, and never breaks one. */
    static List<String> packed(List<String> items, int width) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String item : items) {
            String text = cut(harmless(item), width);
            if (!line.isEmpty() && line.length() + 3 + text.length() > width) {
                lines.add(line);
                line = "";
            }
            line = line.isEmpty() ? text : line + "   " + text;
        }
        if (!line.isEmpty()) {
            lines.add(line);
        }
        return lines;
    }

    /** Writes a name made of words, such as SentBack, in capitals. */
    static String loud(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toUpperCase(Locale.ROOT);
    }

    static String shortId(TreeId tree) {
        return tree.value().substring(0, 12);
    }

    static String plural(long count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }
}
