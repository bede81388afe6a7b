/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.testkit;

import static java.util.Objects.requireNonNull;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The values of one conversation that differ from run to run, and the placeholders they have in a cassette. Confined
 * to one thread.
 *
 * <p>Values are met in the order in which the conversation brings them ({@link #learn}), so the same conversation in
 * another home, repository or session gives the same placeholders:
 *
 * <ul>
 *   <li>a value that the test named: its name
 *   <li>a worktree, {@code .../worktree/SESSION/KEY}: {@code worktree}, {@code worktree:2} and so on; the directory above
 *       is {@code home}, SESSION is {@code session}
 *   <li>another absolute path of at least two components, the first of which is a directory of this machine that is not
 *       the system's: {@code path:1} and so on; a path below a known one is that one and the rest
 *   <li>a word of 7 to 12, 40 or 64 hexadecimal digits: {@code hash:1} and so on
 *   <li>a date, a time of day, a duration, the number of a SubAgent: {@code time}, {@code subagent}; these are only
 *       hidden, since nothing in a reply can depend on them
 *   <li>two opening braces: {@code open}
 * </ul>
 */
final class RunValues {
    private static final Pattern NAME = Pattern.compile(
            "(?!(?:session|home|worktree|path|hash|time|subagent|ignored|open)$)[A-Za-z][A-Za-z0-9_-]*");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([A-Za-z][A-Za-z0-9_-]*)(?::(\\d{1,4}))?}}");

    private static final String NO_BLANK = "\\s'\"`<>|:;,(){}\\[\\]*?=&$\\\\#!";

    /** The answer of the tool that binds a worktree, to the end of the line, and any such path without blanks. */
    private static final Pattern WORKTREE = Pattern.compile("(?m)(?:^worktree: (?<bound>/.+)|(?<![\\w./])(?<home>/[^"
            + NO_BLANK + "]+?))/worktree/(?<session>[a-z2-7]{1,16})/[^/" + NO_BLANK + "]+");

    private static final String DAY = "(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? )?";
    private static final String MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)";
    private static final String CLOCK = "\\d\\d:\\d\\d(?::\\d\\d)?(?:[.,]\\d+)?(?: [AP]M)?";
    private static final String ZONE = "(?: ?(?:Z|[+-]\\d\\d:?\\d\\d)| [A-Z]{3,4})?";

    /** As ISO 8601, git, date, ls and build tools write them: a date with a time, a date, a time of day, a duration. */
    private static final String TIME = "(?<![\\w.:-])(?:\\d{4}-\\d\\d-\\d\\d(?:[T ]" + CLOCK + ZONE + ")?"
            + "|" + DAY + MONTH + " +\\d{1,2} (?:" + CLOCK + ZONE + "(?: \\d{4}" + ZONE + ")?|\\d{4})"
            + "|" + DAY + "\\d{1,2} " + MONTH + " \\d{4}(?: " + CLOCK + ZONE + ")?"
            + "|\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d+)?|\\d+(?:[.,]\\d+)? ?(?:ms|s|sec|seconds?|minutes?))(?![\\w-])";

    private static final String SUBAGENT = "(?<![\\w-])subagent-\\d+(?![\\w-])";
    private static final String HASH = "(?<![0-9A-Za-z])(?:[0-9a-f]{64}|[0-9a-f]{40}|[0-9a-f]{7,12})(?![0-9A-Za-z])";
    private static final String PATH =
            "(?<![\\w./~@*})-])/[^/" + NO_BLANK + "]+/[^/" + NO_BLANK + "][^" + NO_BLANK + "]*";
    private static final String VARYING =
            "(?<time>" + TIME + ")|(?<subagent>" + SUBAGENT + ")|(?<hash>" + HASH + ")|(?<path>" + PATH + ")";

    /** Where a known value ends: not inside of a word, and {@code /a/b} not inside of {@code /a/b-2}. */
    private static final String END = "(?![0-9A-Za-z_-]|\\.[0-9A-Za-z])";

    /** A shorter id is likely to be a word of the conversation; real ones have 16 characters. */
    private static final int SHORTEST_HIDDEN_ID = 8;

    /** Directories that mean the same on every machine. */
    private static final Set<String> SYSTEM =
            Set.of("bin", "boot", "dev", "etc", "lib", "lib32", "lib64", "proc", "run", "sbin", "sys", "usr");

    private final List<Pattern> ignored;
    private final Map<String, String> valuesByPlaceholder = new LinkedHashMap<>();
    private final Map<String, String> placeholdersByValue = new LinkedHashMap<>();

    /**
     * @param named what the test named
     * @param session the id of the session, empty when only the conversation tells it
     * @param ignored what never counts
     */
    RunValues(Map<String, String> named, Optional<String> session, List<Pattern> ignored) {
        this.ignored = ignored;
        valuesByPlaceholder.put("{{open}}", "{{");
        placeholdersByValue.put("{{", "{{open}}");
        named.forEach((name, value) -> put("{{" + name + "}}", value));
        session.ifPresent(id -> put("{{session}}", id));
    }

    /**
     * {@return the named values and one more}
     *
     * @throws IllegalArgumentException if the name has another form or is taken by the kit, or the value is empty
     */
    static Map<String, String> named(Map<String, String> before, String name, String value) {
        if (!NAME.matcher(requireNonNull(name, "name")).matches()
                || requireNonNull(value, "value").isEmpty()) {
            throw new IllegalArgumentException(
                    "'" + value + "' cannot be named '" + name + "': a name is a letter followed"
                            + " by letters, digits, _ or -, and none of session, home, worktree, path, hash, time, subagent,"
                            + " ignored, open; and the value is not empty");
        }
        Map<String, String> more = new LinkedHashMap<>(before);
        more.put(name, value);
        return more;
    }

    /** Hides the values of the next text of the conversation; what it brings is known from then on. */
    String learn(String text) {
        Matcher worktree = WORKTREE.matcher(text);
        while (worktree.find()) {
            putIfNew("{{session}}", worktree.group("session"));
            numbered("worktree", worktree.group().replaceFirst("^worktree: ", ""));
            putIfNew("{{home}}", Optional.ofNullable(worktree.group("bound")).orElseGet(() -> worktree.group("home")));
        }
        Matcher varying = Pattern.compile(known() + "|" + VARYING).matcher(text);
        StringBuilder hidden = new StringBuilder();
        while (varying.find()) {
            varying.appendReplacement(hidden, Matcher.quoteReplacement(placeholder(varying)));
        }
        return ignore(varying.appendTail(hidden).toString());
    }

    /** {@return a hidden text without what never counts} */
    String ignore(String hidden) {
        String shown = hidden;
        for (Pattern pattern : ignored) {
            shown = pattern.matcher(shown).replaceAll(Matcher.quoteReplacement("{{ignored}}"));
        }
        return shown;
    }

    /** Hides the values known so far; a value that a reply brings itself stays, since no later run could know it. */
    String hide(String text) {
        return Pattern.compile(known())
                .matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(placeholdersByValue.get(match.group())));
    }

    /**
     * Puts the values of this run into a text.
     *
     * @throws UnknownValueException if a placeholder has no value in this run
     */
    String reveal(String template) throws UnknownValueException {
        return reveal(template, value -> value);
    }

    /** As {@link #reveal}, for JSON text, whose strings are escaped. */
    String revealInJson(String template) throws UnknownValueException {
        return reveal(template, JsonText::escaped);
    }

    private String reveal(String template, Function<String, String> writing) throws UnknownValueException {
        Matcher matcher = PLACEHOLDER.matcher(template);
        StringBuilder text = new StringBuilder();
        while (matcher.find()) {
            String placeholder = matcher.group().replace(":1}}", "}}");
            String value = valuesByPlaceholder.get(placeholder);
            if (value == null) {
                throw new UnknownValueException(matcher.group(), String.join(", ", valuesByPlaceholder.keySet()));
            }
            matcher.appendReplacement(text, Matcher.quoteReplacement(writing.apply(value)));
        }
        return matcher.appendTail(text).toString();
    }

    private String placeholder(Matcher found) {
        String text = found.group();
        if (placeholdersByValue.containsKey(text)) {
            return placeholdersByValue.get(text);
        }
        if (found.group("path") != null) {
            return path(text);
        }
        if (found.group("hash") != null) {
            return numbered("hash", text);
        }
        return found.group("time") != null ? "{{time}}" : "{{subagent}}";
    }

    private String path(String found) {
        String path = found.replaceFirst("\\.+$", "");
        String first = path.substring(1, path.indexOf('/', 1));
        boolean varies = !SYSTEM.contains(first) && Files.isDirectory(Path.of("/", first));
        return varies ? numbered("path", path) + found.substring(path.length()) : found;
    }

    /** {@return the placeholder of a value, a new one when it is new; the first of its kind has no number} */
    private String numbered(String kind, String value) {
        String known = placeholdersByValue.get(value);
        if (known != null) {
            return known;
        }
        int number = 1;
        while (valuesByPlaceholder.containsKey(placeholder(kind, number))) {
            number++;
        }
        put(placeholder(kind, number), value);
        return placeholder(kind, number);
    }

    private static String placeholder(String kind, int number) {
        return number == 1 ? "{{" + kind + "}}" : "{{" + kind + ":" + number + "}}";
    }

    private void putIfNew(String placeholder, String value) {
        if (!valuesByPlaceholder.containsKey(placeholder)) {
            put(placeholder, value);
        }
    }

    private void put(String placeholder, String value) {
        valuesByPlaceholder.put(placeholder, value);
        if (placeholder.equals("{{session}}") && value.length() < SHORTEST_HIDDEN_ID) {
            return;
        }
        placeholdersByValue.putIfAbsent(value, placeholder);
        placeholdersByValue.putIfAbsent(JsonText.escaped(value), placeholder);
    }

    /** The known values, longest first; as words, so that a short id is not found inside of another word. */
    private String known() {
        return placeholdersByValue.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(value -> value.equals("{{") ? "\\{\\{" : "(?<![0-9A-Za-z])" + Pattern.quote(value) + END)
                .collect(Collectors.joining("|"));
    }

    /** Thrown when a placeholder has no value in this run; the message says which values there are. */
    static final class UnknownValueException extends Exception {
        private static final long serialVersionUID = 1L;

        UnknownValueException(String placeholder, String known) {
            super(placeholder + " has no value in this run; known are " + known
                    + ". Name it with ReplayEngines.with, or let the conversation bring it first");
        }
    }
}
