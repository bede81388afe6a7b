/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The search for programs in PATH, in which only absolute entries count. */
public final class ProgramLookup {
    private ProgramLookup() {}

    /**
     * Finds a program once and for all, so that no later change of PATH or of a working directory supplies another.
     *
     * @param program a name, or a path, which is answered as it is
     * @return the absolute path of the program; the name itself when PATH has none
     */
    public static String resolve(String program) {
        return program.indexOf('/') >= 0
                ? program
                : find(program, Path.of("/"), CleanEnvironment.with(System.getenv(), Map.of()))
                        .orElse(program);
    }

    /**
     * Looks a program up the way {@code execvp} does, in the PATH the child will have rather than the host's.
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
