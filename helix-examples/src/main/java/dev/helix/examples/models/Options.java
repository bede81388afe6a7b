/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.models;

import dev.helix.api.HelixHome;
import java.io.Serial;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The options of the command line, checked. Immutable.
 *
 * @param model the first model, empty for the recorded conversation
 * @param fallbacks who stands in for a model that is out of order, in order
 * @param directory what the models may read
 * @param home where Helix keeps its journals
 * @param help whether to print what is possible and do nothing else
 */
record Options(Optional<String> model, List<String> fallbacks, Path directory, HelixHome home, boolean help) {
    /** Thrown when a command line makes no sense; the message says how to correct it. */
    static final class UsageException extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1L;

        UsageException(String message) {
            super(message);
        }
    }

    /** {@return what the recorded conversation begins with} */
    static Options recorded(Path directory, Path home) {
        String model = "anthropic:claude-haiku-4-5";
        return new Options(Optional.of(model), List.of(model), directory, HelixHome.at(home), false);
    }

    /**
     * Reads the arguments.
     *
     * @throws UsageException if they make no sense
     */
    static Options read(String... args) {
        Map<String, String> single = new HashMap<>();
        List<String> fallbacks = new ArrayList<>();
        boolean help = false;
        Iterator<String> words = List.of(args).iterator();
        while (words.hasNext()) {
            String word = words.next();
            switch (word) {
                case "-h", "--help" -> help = true;
                case "--fallback" -> fallbacks.add(value(word, words));
                case "--model", "--dir", "--home" -> {
                    if (single.put(word, value(word, words)) != null) {
                        throw new UsageException(word + " was given twice");
                    }
                }
                default -> throw new UsageException("there is no option " + word);
            }
        }
        Optional<String> model = Optional.ofNullable(single.get("--model"));
        if (model.isEmpty() && !help && !(single.isEmpty() && fallbacks.isEmpty())) {
            throw new UsageException(
                    "--fallback, --dir and --home need --model NAME: the recorded conversation brings its own");
        }
        Path directory = path("--dir", single.getOrDefault("--dir", "."));
        if (!Files.isDirectory(directory)) {
            throw new UsageException("--dir: '" + directory + "' is no directory");
        }
        HelixHome home = Optional.ofNullable(single.get("--home"))
                .map(text -> HelixHome.at(path("--home", text)))
                .orElseGet(() -> HelixHome.below(Path.of(System.getProperty("user.home"))));
        return new Options(model, List.copyOf(fallbacks), directory, home, help);
    }

    private static String value(String name, Iterator<String> rest) {
        String value = rest.hasNext() ? rest.next() : "";
        if (value.isBlank() || value.startsWith("--")) {
            throw new UsageException(name + " needs a value");
        }
        return value;
    }

    private static Path path(String name, String text) {
        try {
            return Path.of(text).toAbsolutePath().normalize();
        } catch (InvalidPathException malformed) {
            throw new UsageException(name + ": '" + text + "' is no path");
        }
    }
}
