/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The user and the variables this JVM runs with, from which programs, caches and home directories are found. Immutable.
 *
 * @param homes every home directory of the user, real paths: the variable's, the JVM's and the user database's
 */
public record HostEnvironment(Map<String, String> variables, List<Path> homes) {
    private static final Path USER_DATABASE = Path.of("/etc/passwd");

    /** Copies; homes are real paths. */
    public HostEnvironment {
        variables = Map.copyOf(variables);
        homes = List.copyOf(homes);
    }

    /** {@return what this JVM was started with} */
    public static HostEnvironment current() {
        return of(System.getenv(), System.getProperty("user.home"), USER_DATABASE);
    }

    /** Takes the variables, the home directory the JVM names and the user database from the caller. */
    static HostEnvironment of(Map<String, String> variables, @Nullable String jvmHome, Path userDatabase) {
        Stream<@Nullable String> homes =
                Stream.of(variables.get("HOME"), jvmHome, homeIn(userDatabase).orElse(null));
        return new HostEnvironment(variables, realHomes(homes.filter(Objects::nonNull)));
    }

    /** Resolves directories, without the root: hiding it would hide everything. */
    private static List<Path> realHomes(Stream<String> homes) {
        return homes.flatMap(home -> real(home).stream())
                .filter(home -> home.getNameCount() > 0)
                .distinct()
                .toList();
    }

    /** Lists the directories in which programs are looked up: those of PATH that are absolute and exist, real paths. */
    List<Path> programDirectories() {
        Set<Path> directories = new LinkedHashSet<>();
        for (String entry : variables.getOrDefault("PATH", "").split(":")) {
            if (entry.startsWith("/")) {
                real(entry).filter(Files::isDirectory).ifPresent(directories::add);
            }
        }
        return new ArrayList<>(directories);
    }

    /** Resolves the directory a variable names. */
    Optional<Path> directory(String variable) {
        return Optional.ofNullable(variables.get(variable))
                .flatMap(HostEnvironment::real)
                .filter(Files::isDirectory);
    }

    static Optional<Path> real(String path) {
        try {
            return path.startsWith("/") ? Optional.of(Path.of(path).toRealPath()) : Optional.empty();
        } catch (IOException missing) {
            return Optional.empty();
        }
    }

    /** Protocol: passwd(5), the third field is the user's number, the sixth the home directory. */
    private static Optional<String> homeIn(Path userDatabase) {
        try {
            String uid = String.valueOf(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
            try (Stream<String> lines = Files.lines(userDatabase)) {
                return lines.map(line -> line.split(":", -1))
                        .filter(fields -> fields.length > 5 && fields[2].equals(uid))
                        .map(fields -> fields[5])
                        .findFirst();
            }
        } catch (IOException | UnsupportedOperationException unknown) {
            return Optional.empty();
        }
    }
}
