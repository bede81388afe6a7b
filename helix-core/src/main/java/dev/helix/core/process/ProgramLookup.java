/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A utility method that finds the program an argument vector names, in the PATH the child will have rather than the
 * host's.
 */
final class ProgramLookup {
    private ProgramLookup() {}

    /**
     * Looks a program up the way {@code execvp} does.
     *
     * @return the program as it can be executed; empty when there is none
     */
    static Optional<String> find(String program, Path directory, Map<String, String> environment) {
        if (Platform.WINDOWS) {
            return Optional.of(program);
        }
        if (program.indexOf('/') >= 0) {
            return executable(directory.resolve(program)) ? Optional.of(program) : Optional.empty();
        }
        for (String entry : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            Path candidate = directory.resolve(entry).resolve(program);
            // An empty or relative entry would let the working directory supply the program.
            if (entry.startsWith("/") && executable(candidate)) {
                return Optional.of(candidate.toString());
            }
        }
        return Optional.empty();
    }

    private static boolean executable(Path candidate) {
        return Files.isRegularFile(candidate) && Files.isExecutable(candidate);
    }
}
