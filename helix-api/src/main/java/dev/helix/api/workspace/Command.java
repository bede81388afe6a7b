/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.workspace;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A command to run in a workspace, as an argument vector, never as a line to be parsed. Immutable.
 *
 * @param argv program and arguments, not empty
 * @param environment variables added to the cleaned environment
 * @param timeLimit after which the whole process tree is ended
 * @param outputLimitBytes how much of the combined output is kept, head and tail; the rest is counted and dropped
 */
public record Command(List<String> argv, Map<String, String> environment, Duration timeLimit, int outputLimitBytes) {
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_@%+=:,./-]+");

    /** Kept output unless stated otherwise: 256 KiB, far more than a model should read. */
    public static final int DEFAULT_OUTPUT_LIMIT_BYTES = 256 * 1024;

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if a value is out of range
     */
    public Command {
        requireNonNull(timeLimit, "timeLimit");
        argv = List.copyOf(requireNonNull(argv, "argv"));
        environment = Map.copyOf(requireNonNull(environment, "environment"));
        if (argv.isEmpty() || argv.get(0).isEmpty() || argv.stream().anyMatch(a -> a.indexOf('\0') >= 0)) {
            throw new IllegalArgumentException("a command needs a program, and no argument may hold a NUL character");
        }
        if (timeLimit.isNegative() || timeLimit.isZero()) {
            throw new IllegalArgumentException("timeLimit must be positive, was " + timeLimit);
        }
        if (outputLimitBytes < 1024) {
            throw new IllegalArgumentException("outputLimitBytes must be at least 1024, was " + outputLimitBytes);
        }
    }

    /** Describes a command that is ended after a time, with no extra environment and the default output limit. */
    public static Command of(Duration timeLimit, String... argv) {
        return new Command(
                List.of(requireNonNull(argv, "argv")),
                Map.of(),
                requireNonNull(timeLimit, "timeLimit"),
                DEFAULT_OUTPUT_LIMIT_BYTES);
    }

    /** {@return an argument vector as one line that a shell reads back as the same vector} */
    public static String line(List<String> argv) {
        return requireNonNull(argv, "argv").stream()
                .map(word -> PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }

    /** Describes a line for {@code sh -c}, ended after a time, without extra environment, with the default output limit. */
    public static Command shell(Duration timeLimit, String line) {
        return of(requireNonNull(timeLimit, "timeLimit"), "/bin/sh", "-c", requireNonNull(line, "line"));
    }
}
