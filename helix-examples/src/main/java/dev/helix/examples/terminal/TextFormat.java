/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.terminal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.helix.api.worktree.FileChange;
import dev.helix.api.worktree.TreeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Utility methods that put values into words that fit a line. Pure functions. */
public final class TextFormat {
    /** The arguments that tell most about a call, the best first. */
    private static final List<String> TELLING =
            List.of("command", "path", "pattern", "what", "message", "task", "summary");

    /** What only the author of a host or an agent can do; whoever sits at a command line is given a command instead. */
    private static final Pattern API = Pattern.compile(
            "\\b(TaskRequest|TaskHost|ManagedTask|Limits|Helix|GitWorktrees|CommandIsolation|SessionSpec)[.]\\w+"
                    + "|\\b[a-z]+[A-Za-z]*\\(|\\b(create_worktree_binding|request_review|propose_scope)\\b");

    private static final ObjectMapper JSON = new ObjectMapper();

    private TextFormat() {}

    /**
     * Makes text safe for a terminal: what models and commands write must not move the cursor, hide text or turn its
     * direction around.
     */
    public static String harmless(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            int type = Character.getType(c);
            boolean hidden = type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE;
            safe.appendCodePoint(c == '\t' || !hidden ? c : '?');
        });
        return safe.toString();
    }

    /** {@return the first line that says something, shortened to fit the width} */
    public static String headline(String text, int width) {
        return shortened(harmless(text.strip().lines().findFirst().orElse("").strip()), width);
    }

    /** {@return the first line of the argument of a tool call that says most; models may have written anything} */
    public static String telling(String arguments) {
        try {
            JsonNode json = JSON.readTree(arguments);
            return TELLING.stream()
                    .map(json::path)
                    .filter(JsonNode::isTextual)
                    .map(value -> headline(value.textValue(), Terminal.WIDTH))
                    .findFirst()
                    .orElse("");
        } catch (JsonProcessingException malformed) {
            return headline(arguments, Terminal.WIDTH);
        }
    }

    /** Leaves out the words that do not fit; a single word is never cut, since it may be a path. */
    public static String shortened(String text, int width) {
        if (text.length() <= width) {
            return text;
        }
        int blank = text.lastIndexOf(' ', width - 2);
        return blank > 0 ? text.substring(0, blank).stripTrailing() + " …" : firstWord(text);
    }

    private static String firstWord(String text) {
        int blank = text.indexOf(' ');
        return blank < 0 ? text : text.substring(0, blank) + " …";
    }

    /** Breaks text at blanks into lines of at most the width; a longer word has a line of its own, in one piece. */
    public static List<String> wrapped(String text, int width) {
        List<String> lines = new ArrayList<>();
        for (String line : text.lines().toList()) {
            String rest = harmless(line.stripTrailing());
            while (rest.length() > width) {
                int blank = rest.lastIndexOf(' ', width);
                int end = rest.substring(0, Math.max(blank, 0)).isBlank() ? rest.indexOf(' ', width) : blank;
                if (end < 0) {
                    break;
                }
                lines.add(rest.substring(0, end).stripTrailing());
                rest = rest.substring(end).stripLeading();
            }
            lines.add(rest);
        }
        return lines;
    }

    /** Puts as many items on a line as fit, and never breaks one. */
    public static List<String> packed(List<String> items, int width) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String item : items) {
            String text = harmless(item);
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

    /** Writes a token count in at most six characters. */
    public static String tokens(long count) {
        if (count < 10_000) {
            return Long.toString(count);
        }
        return count < 1_000_000
                ? String.format(Locale.ROOT, "%.1fk", count / 1_000.0)
                : String.format(Locale.ROOT, "%.1fM", count / 1_000_000.0);
    }

    public static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.2f s", time.toMillis() / 1_000.0);
    }

    /** Writes changes as git's status letters and paths. */
    public static List<String> changes(List<FileChange> changes) {
        return changes.stream()
                .map(change -> change.kind().name().charAt(0) + " " + change.path())
                .toList();
    }

    /** Writes a constant such as SENT_BACK with blanks. */
    public static String words(Enum<?> constant) {
        return constant.name().replace('_', ' ');
    }

    public static String shortId(TreeId tree) {
        return tree.value().substring(0, 12);
    }

    public static String plural(long count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }

    /** Quotes a word for a shell where it needs quoting, so that a command can be copied. */
    public static String quoted(String word) {
        return word.matches("[A-Za-z0-9_@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /** Leaves out the clauses that advise a program to call something. */
    public static String withoutApi(String explanation) {
        String kept = Arrays.stream(explanation.split("(?<=;) |(?<=\\.) "))
                .filter(clause -> !API.matcher(clause).find())
                .collect(Collectors.joining(" "));
        return kept.isEmpty() ? explanation : kept.replaceFirst(";$", "");
    }
}
