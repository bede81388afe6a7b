/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import dev.helix.api.model.ModelId;
import java.io.Serial;
import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The options of the command line, {@code --name value} or {@code --name=value}, checked. Immutable once read. */
final class Options {
    private static final Set<String> FLAGS = Set.of("go-on", "unsandboxed", "help", "version");
    private static final Set<String> REPEATABLE = Set.of("verify", "only", "not");
    private static final Set<String> SINGLE =
            Set.of("repo", "task", "model", "scope-answer", "report", "time-limit", "home", "into", "cassette");
    private static final Map<String, String> SHORT = Map.of("-h", "--help", "-V", "--version");
    private static final Duration DEFAULT_TIME_LIMIT = Duration.ofMinutes(30);
    private static final BigDecimal MOST_MINUTES = BigDecimal.valueOf(7 * 24 * 60);

    private final Map<String, List<String>> given = new HashMap<>();

    /** The ways to answer agents that ask for more scope. */
    enum ScopeAnswer {
        ASK,
        YES,
        NO,
        DEFER
    }

    /** Thrown when a command line makes no sense; the message says how to correct it. */
    static final class UsageException extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1L;

        UsageException(String message) {
            super(message);
        }
    }

    private Options() {}

    /**
     * Reads the arguments.
     *
     * @throws UsageException if they make no sense
     */
    static Options read(String... args) {
        Options options = new Options();
        Iterator<String> words = Arrays.asList(args).iterator();
        while (words.hasNext()) {
            options.take(words.next(), words);
        }
        if (!options.help() && !options.version()) {
            options.requireSense();
        }
        return options;
    }

    // What each option means stands in help.txt; an empty one was not given.

    Optional<Path> repository() {
        return path("repo");
    }

    Optional<String> task() {
        return first("task");
    }

    Optional<String> model() {
        return first("model").map(Options::model);
    }

    List<String> verify() {
        return all("verify");
    }

    List<String> only() {
        return all("only");
    }

    List<String> not() {
        return all("not");
    }

    Optional<ScopeAnswer> scopeAnswer() {
        return first("scope-answer").map(Options::scopeAnswer);
    }

    Optional<Path> report() {
        return path("report");
    }

    Duration timeLimit() {
        return first("time-limit").map(Options::minutes).orElse(DEFAULT_TIME_LIMIT);
    }

    Optional<Path> home() {
        return path("home");
    }

    Optional<Path> into() {
        return path("into");
    }

    Optional<Path> cassette() {
        return path("cassette");
    }

    boolean goOn() {
        return given.containsKey("go-on");
    }

    boolean unsandboxed() {
        return given.containsKey("unsandboxed");
    }

    boolean help() {
        return given.containsKey("help");
    }

    boolean version() {
        return given.containsKey("version");
    }

    private void take(String shortOrLong, Iterator<String> rest) {
        String word = SHORT.getOrDefault(shortOrLong, shortOrLong);
        if (!word.startsWith("--")) {
            throw new UsageException("'" + word + "' is not understood; options start with --");
        }
        int equals = word.indexOf('=');
        String name = word.substring(2, equals < 0 ? word.length() : equals);
        if (FLAGS.contains(name)) {
            if (equals >= 0) {
                throw new UsageException("--" + name + " takes no value");
            }
            add(name, "");
        } else if (SINGLE.contains(name) || REPEATABLE.contains(name)) {
            add(name, equals < 0 ? value(name, rest) : word.substring(equals + 1));
        } else {
            throw new UsageException("there is no option --" + name);
        }
    }

    private static String value(String name, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new UsageException("--" + name + " needs a value");
        }
        String value = rest.next();
        if (value.startsWith("--")) {
            throw new UsageException("--" + name + " needs a value, not " + value + "; a value that starts with -- is"
                    + " written --" + name + "=VALUE");
        }
        return value;
    }

    private void add(String name, String value) {
        if (SINGLE.contains(name) && given.containsKey(name)) {
            throw new UsageException("--" + name + " was given twice");
        }
        if (!FLAGS.contains(name) && value.isBlank()) {
            throw new UsageException("--" + name + " has an empty value");
        }
        given.computeIfAbsent(name, unused -> new ArrayList<>()).add(value);
    }

    private void requireSense() {
        if (model().isPresent() && cassette().isPresent()) {
            throw new UsageException(
                    "--model and --cassette exclude each other: a cassette answers instead of a model");
        }
        if (repository().isPresent()) {
            requireOwnRepository();
        } else if (task().isPresent() || !verify().isEmpty() || !only().isEmpty() || !not().isEmpty()) {
            throw new UsageException(
                    "--task, --verify, --only and --not need --repo PATH: the sample project brings its own task");
        }
        // Read once for what they refuse.
        scopeAnswer();
        report();
        timeLimit();
        home();
    }

    private void requireOwnRepository() {
        if (task().isEmpty()) {
            throw new UsageException("--repo needs --task TEXT, which says what is to be done");
        }
        if (model().isEmpty() && cassette().isEmpty()) {
            throw new UsageException("--repo needs --model ID, for example --model anthropic:claude-sonnet-4-5");
        }
        if (verify().isEmpty()) {
            throw new UsageException("--repo needs at least one --verify CMD: without a command that proves the work,"
                    + " nothing could ever count as done. For example --verify 'mvn -q test'");
        }
        if (into().isPresent()) {
            throw new UsageException("--into is for the sample project and means nothing with --repo");
        }
    }

    private Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    private List<String> all(String name) {
        return List.copyOf(given.getOrDefault(name, List.of()));
    }

    private Optional<Path> path(String name) {
        try {
            return first(name).map(text -> Path.of(text).toAbsolutePath().normalize());
        } catch (InvalidPathException malformed) {
            throw new UsageException("--" + name + ": '" + malformed.getInput() + "' is no path");
        }
    }

    private static String model(String text) {
        try {
            return ModelId.parse(text).toString();
        } catch (IllegalArgumentException malformed) {
            throw new UsageException("--model: " + malformed.getMessage());
        }
    }

    private static ScopeAnswer scopeAnswer(String word) {
        try {
            return ScopeAnswer.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new UsageException("--scope-answer is ask, yes, no or defer, not '" + word + "'");
        }
    }

    private static Duration minutes(String text) {
        try {
            BigDecimal minutes = new BigDecimal(text);
            if (minutes.signum() > 0 && minutes.compareTo(MOST_MINUTES) <= 0) {
                return Duration.ofMillis(
                        Math.max(1, minutes.multiply(BigDecimal.valueOf(60_000)).longValue()));
            }
        } catch (NumberFormatException malformed) {
            // Falls through: a number out of range gets the same answer.
        }
        throw new UsageException(
                "--time-limit is a number of minutes, more than 0 and at most a week, not '" + text + "'");
    }
}
