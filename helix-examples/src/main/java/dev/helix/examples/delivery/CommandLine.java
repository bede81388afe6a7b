/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import dev.helix.api.model.ModelId;
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

/** A parser for a command line of {@code --name value} and {@code --name=value} pairs. Confined to one thread. */
final class CommandLine {
    private static final Set<String> FLAGS = Set.of("unsandboxed", "help");
    private static final Set<String> REPEATABLE = Set.of("verify", "only", "not");
    private static final Set<String> SINGLE =
            Set.of("repo", "task", "model", "scope-answer", "report", "time-limit", "home", "into", "cassette");
    private static final Duration DEFAULT_TIME_LIMIT = Duration.ofMinutes(30);
    private static final BigDecimal MOST_MINUTES = BigDecimal.valueOf(7 * 24 * 60);

    private final Map<String, List<String>> given = new HashMap<>();

    private CommandLine() {}

    /**
     * Reads the arguments.
     *
     * @throws UsageException if they make no sense
     */
    static Options read(String... args) {
        CommandLine line = new CommandLine();
        Iterator<String> words = Arrays.asList(args).iterator();
        while (words.hasNext()) {
            line.take(words.next(), words);
        }
        Options options = line.options();
        if (!options.help()) {
            requireSense(options);
        }
        return options;
    }

    private void take(String word, Iterator<String> rest) {
        if (word.equals("-h")) {
            add("help", "");
            return;
        }
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

    private Options options() {
        return new Options(
                path("repo"),
                first("task"),
                first("model").map(CommandLine::model),
                all("verify"),
                all("only"),
                all("not"),
                first("scope-answer").map(CommandLine::scopeAnswer),
                path("report"),
                first("time-limit").map(CommandLine::minutes).orElse(DEFAULT_TIME_LIMIT),
                path("home"),
                path("into"),
                path("cassette"),
                given.containsKey("unsandboxed"),
                given.containsKey("help"));
    }

    private static void requireSense(Options options) {
        if (options.model().isPresent() && options.cassette().isPresent()) {
            throw new UsageException(
                    "--model and --cassette exclude each other: a cassette answers instead of a model");
        }
        if (options.repository().isPresent()) {
            requireOwnRepository(options);
        } else {
            requireSample(options);
        }
    }

    private static void requireOwnRepository(Options options) {
        if (options.task().isEmpty()) {
            throw new UsageException("--repo needs --task TEXT, which says what is to be done");
        }
        if (options.model().isEmpty() && options.cassette().isEmpty()) {
            throw new UsageException("--repo needs --model ID, for example --model anthropic:claude-sonnet-4-5");
        }
        if (options.verify().isEmpty()) {
            throw new UsageException("--repo needs at least one --verify CMD: without a command that proves the work,"
                    + " nothing could ever count as done. For example --verify 'mvn -q test'");
        }
        if (options.into().isPresent()) {
            throw new UsageException("--into is for the sample project and means nothing with --repo");
        }
    }

    private static void requireSample(Options options) {
        boolean own = options.task().isPresent()
                || !options.verify().isEmpty()
                || !options.only().isEmpty()
                || !options.not().isEmpty();
        if (own) {
            throw new UsageException(
                    "--task, --verify, --only and --not need --repo PATH: the sample project brings" + " its own task");
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
