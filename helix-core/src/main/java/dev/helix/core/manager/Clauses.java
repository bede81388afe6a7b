/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.manager;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A parser that takes a marked request apart into clauses that say one thing each. Pure functions. */
final class Clauses {
    private static final String MARK = MarkedText.MARK;
    private static final Pattern BULLET = Pattern.compile("\\s*(?:[-*+•–]|\\d+[.)])\\s+(.*)");
    private static final Pattern HEADLINE = Pattern.compile("\\s*#{1,6}\\s+(.*)");
    private static final Pattern HEADING =
            Pattern.compile("(?is).*:\\s*|[^\uE000\uE001]*\\b(?:touch|change|edit|modify|changed"
                    + "|touched|files|paths|following|these|directories|folders|except|scope)\\W*");
    private static final Pattern LIST_OF_PATHS = Pattern.compile("(?i)(?:\\W|\\band\\b|\\bor\\b|" + MARK + ")*");
    private static final Pattern OPEN_END =
            Pattern.compile("(?i).*(?:,|\\b(?:and|or|in|under|to|within|outside|not))\\s*");
    private static final Pattern CLOSED_END = Pattern.compile(".*[.!?:;]\\s*");
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?;])\\s+|;");
    /** Where a sentence turns: to a prohibition, a contrast, an aside that is no list of paths. */
    private static final Pattern TURN = Pattern.compile("(?i)"
            + ",?\\s+(?:but|and|yet)\\s+(?=(?:please\\s+)?(?:do not|don't|dont|never|leave|must not|should not|nothing"
            + "|keep|nowhere|no|only)\\b)"
            + "|(?<!\\b(?:nothing|anything|everything)),?\\s+but\\s+(?!also\\b|not\\b)"
            + "|,\\s+(?=(?:only|leave|leaving|keep|keeping|not|nothing|never|no)\\b)"
            + "|\\s+(?=without\\b)"
            + "|\\s+(?=(?:please\\s+)?(?:do not|don't|dont|never)\\b.*" + MARK + ")"
            + "|\\s+[–—-]\\s+"
            + "|\\s+(?=(?:not in|in|out of) scope\\s*:)|\\s+(?=(?:off[- ]limits|forbidden|not allowed)\\s*:)"
            + "|\\s*\\((?=[^)]*\\b(?:see|cf|like|as|for|because|not|don't|never|no|nothing|except|but|leave|only)\\b)");

    private Clauses() {}

    /**
     * One clause in lower case.
     *
     * @param item whether it is an item of a list
     * @param heads whether what follows are its items
     */
    record Clause(String text, boolean item, boolean heads) {}

    static List<Clause> of(String text) {
        List<Clause> clauses = new ArrayList<>();
        for (Line line : lines(text)) {
            List<String> parts = parts(line.text);
            for (int i = 0; i < parts.size(); i++) {
                boolean heads = i == parts.size() - 1 && line.heads();
                // Only the beginning of an item belongs to the list; what follows a turn speaks for itself.
                clauses.add(new Clause(parts.get(i).toLowerCase(Locale.ROOT), line.item() && i == 0, heads));
            }
        }
        return clauses;
    }

    private static List<String> parts(String line) {
        List<String> parts = new ArrayList<>();
        for (String sentence : SENTENCE_END.split(line)) {
            for (String part : TURN.split(sentence)) {
                if (!part.isBlank()) {
                    parts.add(part.strip());
                }
            }
        }
        return parts;
    }

    private enum Kind {
        PROSE,
        BULLET,
        PATHS,
        HEADLINE
    }

    private record Line(String text, Kind kind) {
        boolean item() {
            return kind == Kind.BULLET || kind == Kind.PATHS;
        }

        boolean heads() {
            return kind == Kind.HEADLINE || HEADING.matcher(text).matches();
        }
    }

    /** Joins what was only wrapped; a line of nothing but paths counts as an item. */
    private static List<Line> lines(String text) {
        List<Line> lines = new ArrayList<>();
        boolean open = false;
        for (String raw : text.split("\\R", -1)) {
            Line line = line(raw);
            Line last = lines.isEmpty() ? null : lines.get(lines.size() - 1);
            if (open && last != null && goesOn(last, line)) {
                lines.set(lines.size() - 1, new Line(last.text + " " + line.text, last.kind));
            } else if (!line.text.isBlank()) {
                lines.add(line);
            }
            open = !raw.isBlank();
        }
        return lines;
    }

    private static Line line(String raw) {
        Matcher bullet = BULLET.matcher(raw);
        if (bullet.matches()) {
            return new Line(bullet.group(1), Kind.BULLET);
        }
        Matcher headline = HEADLINE.matcher(raw);
        if (headline.matches()) {
            return new Line(headline.group(1), Kind.HEADLINE);
        }
        boolean paths = MarkedText.marks(raw) && LIST_OF_PATHS.matcher(raw).matches();
        return new Line(raw, paths ? Kind.PATHS : Kind.PROSE);
    }

    private static boolean goesOn(Line last, Line next) {
        boolean starts = next.kind == Kind.BULLET || next.kind == Kind.HEADLINE || last.kind == Kind.HEADLINE;
        if (starts || next.text.isBlank()) {
            return false;
        }
        if (OPEN_END.matcher(last.text).matches()) {
            return true;
        }
        boolean begins = Character.isUpperCase(next.text.strip().charAt(0));
        boolean listed = last.kind == Kind.PATHS && next.kind == Kind.PATHS;
        return !CLOSED_END.matcher(last.text).matches() && !begins && !listed;
    }
}
