/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The git program, run in one directory. */
final class GitProgram {
    private static final Map<String, String> QUIET =
            Map.of("GIT_TERMINAL_PROMPT", "0", "GIT_OPTIONAL_LOCKS", "0", "GIT_PAGER", "cat", "LC_ALL", "C.UTF-8");
    private static final Map<String, String> ISOLATED =
            Map.of("GIT_CONFIG_GLOBAL", "/dev/null", "GIT_CONFIG_NOSYSTEM", "1");

    private final Path directory;
    private final Map<String, String> configuration;

    private GitProgram(Path directory, Map<String, String> configuration) {
        this.directory = directory;
        this.configuration = configuration;
    }

    /** Runs git as the user would. */
    static GitProgram in(Path directory) {
        return new GitProgram(directory, Map.of());
    }

    /** Runs git deaf to the user's and the system's configuration: the same everywhere, and leaving it alone. */
    static GitProgram isolatedIn(Path directory) {
        return new GitProgram(directory, ISOLATED);
    }

    /**
     * Runs git and returns what it printed.
     *
     * @throws IOException if git could not be started or failed; the message holds what it printed
     */
    String run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
        builder.environment().putAll(QUIET);
        builder.environment().putAll(configuration);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        if (status != 0) {
            throw new IOException(String.join(" ", command) + " ended with status " + status + ": " + output.strip());
        }
        return output;
    }
}
