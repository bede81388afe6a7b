/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.scope;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request taken apart into sentences, items of lists, headings and blocks of code, in one pass.
 *
 * <p>Wrapped lines are joined, so that no sentence is read by half: in doubt two lines are one sentence. An item, and a
 * line of a block, knows the sentence or heading it stands under.
 */
final class RequestText {
    private static final Set<String> OPEN_ENDS = ScopeWords.set("open end");
    private static final Set<String> ABBREVIATIONS = ScopeWords.set("abbreviation");
    private static final Pattern BULLET =
            Pattern.compile("(?:[-*+\u2022\u2013\u25e6]|\\d{1,4}[.)]) +(?:\\[[ xX]] )?(?=.)");
    /** Lines that programs print: levels and times of logs, stack frames, errors of compilers and interpreters. */
    private static final Pattern PRINTED = Pattern.compile("\\[(ERROR|WARN|WARNING|INFO|DEBUG|TRACE|FATAL)]\\s.*"
            + "|\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d.*"
            + "|at [\\w.$<>/ ]{1,200}\\([^()\\s]{1,300}:\\d+\\)"
            + "|File \"[^\"]{1,300}\", line \\d+.*"
            + "|(Exception in thread \"[^\"]{1,100}\" |Caused by: )?[\\w.$]*[A-Za-z](Error|Exception): .*");

    private final List<Part> parts = new ArrayList<>();
    private final StringBuilder paragraph = new StringBuilder();
    private final boolean fences;
    private int startedAt;
    private boolean item;
    private Optional<Part> heading = Optional.empty();
    private Optional<Part> lead = Optional.empty();
    private String fence = "";
    private boolean blank = true;
    private boolean listed;

    private RequestText(boolean fences) {
        this.fences = fences;
    }

    /** What a part of the text is. */
    enum Kind {
        SENTENCE,
        ITEM,
        HEADING,
        CODE
    }

    /**
     * A part of the text that says one thing.
     *
     * @param index its place among the parts, counted from 0
     * @param text its words, wrapped lines separated by line breaks
     * @param line where it starts, counted from 1
     * @param lead the sentence an item or line of code stands under
     * @param heading the heading all of it stands under
     */
    record Part(int index, String text, int line, Kind kind, Optional<Part> lead, Optional<Part> heading) {}

    /** {@return the parts of a text, in order} */
    static List<Part> of(String text) {
        String[] lines = text.split("\\R", -1);
        // A fence that is never closed must not swallow the rest of the request.
        long marks = Arrays.stream(lines).filter(line -> isFence(line.strip())).count();
        RequestText request = new RequestText(marks % 2 == 0);
        for (int i = 0; i < lines.length; i++) {
            request.line(plain(lines[i]), i + 1);
        }
        request.flush();
        return request.parts;
    }

    /** Writes quotes, blanks and invisible characters in one way. */
    private static String plain(String line) {
        StringBuilder text = new StringBuilder(line.length());
        line.codePoints().forEach(c -> {
            switch (c) {
                case '\u2018', '\u2019', '\u02bc' -> text.append('\'');
                case '\u201c', '\u201d', '\u201e', '\u00ab', '\u00bb' -> text.append('"');
                case '\u00a0', '\u202f', '\u2007', '\t' -> text.append(c == '\t' ? "    " : " ");
                default -> {
                    if (Character.getType(c) != Character.FORMAT) {
                        text.appendCodePoint(c);
                    }
                }
            }
        });
        return text.toString();
    }

    private void line(String raw, int number) {
        String text = raw.strip();
        if (!fence.isEmpty() || (fences && isFence(text))) {
            fenced(text, number);
            return;
        }
        int indent = raw.length() - raw.stripLeading().length();
        if (text.isEmpty()) {
            flush();
            blank = true;
            return;
        }
        String unquoted = text.startsWith(">") ? text.replaceFirst("^[> ]+", "") : text;
        if (PRINTED.matcher(unquoted).matches()) {
            flush();
            add(unquoted, number, Kind.CODE);
        } else if (indent >= 4 && (blank || lastIsCode()) && !listed && looksLikeCode(text)) {
            add(text, number, Kind.CODE);
        } else {
            prose(unquoted, number);
        }
        blank = false;
    }

    private void fenced(String text, int number) {
        if (fence.isEmpty()) {
            flush();
            fence = text.substring(0, 3);
        } else if (text.startsWith(fence)) {
            fence = "";
            lead = Optional.empty();
        } else if (!text.isEmpty()) {
            add(text, number, Kind.CODE);
        }
        blank = false;
    }

    private static boolean isFence(String line) {
        return line.startsWith("```") || line.startsWith("~~~");
    }

    private boolean lastIsCode() {
        return paragraph.length() == 0
                && !parts.isEmpty()
                && parts.get(parts.size() - 1).kind() == Kind.CODE;
    }

    /** {@return whether an indented line is clearly no prose} */
    private static boolean looksLikeCode(String text) {
        return text.chars().anyMatch(c -> "{};=<>|()[]$".indexOf(c) >= 0)
                || text.startsWith("at ")
                || Character.isDigit(text.charAt(0))
                || text.startsWith("#");
    }

    private void prose(String text, int number) {
        if (text.startsWith("#") && text.matches("#{1,6}\\s.{0,300}")) {
            flush();
            lead = Optional.empty();
            listed = false;
            heading = Optional.empty();
            heading = Optional.of(add(text.replaceFirst("^#+\\s+", ""), number, Kind.HEADING));
            return;
        }
        int bullet = bullet(text);
        boolean starts = bullet > 0 || text.startsWith("|") || ScopeLine.isOne(text);
        if (!starts && paragraph.length() > 0 && goesOn(text)) {
            paragraph.append('\n').append(text);
            return;
        }
        flush();
        paragraph.append(text.substring(bullet));
        startedAt = number;
        item = bullet > 0;
        listed = item || (listed && text.startsWith("|"));
    }

    /** {@return the length of the bullet, number or box a line begins with, 0 when it has none} */
    private static int bullet(String text) {
        Matcher bullet = BULLET.matcher(text);
        return bullet.lookingAt() ? bullet.end() : 0;
    }

    private boolean goesOn(String next) {
        int end = withoutClosing(paragraph, 0, paragraph.length());
        char last = end == 0 ? ' ' : paragraph.charAt(end - 1);
        if (".!?:".indexOf(last) >= 0) {
            return false;
        }
        int word = end;
        while (word > 0 && Character.isLetter(paragraph.charAt(word - 1))) {
            word--;
        }
        boolean open =
                last == ',' || OPEN_ENDS.contains(paragraph.substring(word, end).toLowerCase(Locale.ROOT));
        return open || !Character.isUpperCase(next.charAt(0)) || next.indexOf(' ') < 0;
    }

    /** Takes the sentences of the paragraph so far. */
    private void flush() {
        if (paragraph.length() == 0) {
            return;
        }
        String text = paragraph.toString();
        paragraph.setLength(0);
        int line = startedAt;
        int from = 0;
        boolean whole = ScopeLine.isOne(text) || text.startsWith("|");
        for (int i = 0; i < text.length(); i++) {
            if (!whole && endsSentence(text, i, from)) {
                sentence(text.substring(from, i + 1), line);
                line += (int) text.substring(from, i + 1)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
                from = i + 1;
            }
        }
        sentence(text.substring(from), line);
    }

    /** {@return the end without quotes, brackets and emphasis that close there} */
    private static int withoutClosing(CharSequence text, int from, int to) {
        int end = to;
        while (end > from && "\"')*_`".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return end;
    }

    private static boolean endsSentence(String text, int at, int from) {
        char c = text.charAt(at);
        if (c == '\u3002' || c == '\uff01' || c == '\uff1f') {
            return true;
        }
        if (!Character.isWhitespace(c) || at == from) {
            return false;
        }
        int end = withoutClosing(text, from, at);
        if (end == from || ".!?".indexOf(text.charAt(end - 1)) < 0) {
            return false;
        }
        int word = end - 1;
        while (word > from
                && end - word < 12
                && !Character.isWhitespace(text.charAt(word - 1))
                && text.charAt(word - 1) != '(') {
            word--;
        }
        return !ABBREVIATIONS.contains(text.substring(word, end - 1).toLowerCase(Locale.ROOT));
    }

    private void sentence(String text, int line) {
        if (text.isBlank()) {
            return;
        }
        int skipped = (int) text.chars()
                .takeWhile(Character::isWhitespace)
                .filter(c -> c == '\n')
                .count();
        add(text.strip(), line + skipped, item ? Kind.ITEM : Kind.SENTENCE);
    }

    private Part add(String text, int line, Kind kind) {
        Part made = new Part(parts.size(), text, line, kind, lead, heading);
        parts.add(made);
        lead = kind == Kind.SENTENCE ? Optional.of(made) : lead;
        return made;
    }
}
