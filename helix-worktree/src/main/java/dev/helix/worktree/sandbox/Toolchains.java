/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A finder of the compilers, interpreters and build tools that lie outside the system's directories.
 *
 * <p>A directory of PATH named {@code bin} or {@code shims} belongs to the installation around it if that looks like
 * one; otherwise the directory alone is shown. Links in those directories lead to further installations. Confined to
 * one thread.
 */
final class Toolchains {
    private static final Set<String> PROGRAM_FOLDERS = Set.of("bin", "sbin", "shims", "condabin");
    /** What lies beside the programs of an installation. */
    private static final List<String> INSTALLED =
            List.of("lib", "lib64", "libexec", "jmods", "versions", "installs", "tools");
    /** Folders that hold programs beside unrelated data of the user. */
    private static final Set<String> SHARED = Set.of(".local", ".cargo", ".config", ".cache");
    /** Variables by which tools find the parts of their installation. */
    static final List<String> VARIABLES = List.of(
            "JAVA_HOME", "MAVEN_HOME", "M2_HOME", "GRADLE_HOME", "GOROOT", "PYENV_ROOT", "NVM_DIR", "SDKMAN_DIR");

    private final HostEnvironment host;
    private final List<Path> system;
    private final Set<Path> found = new TreeSet<>();

    private Toolchains(HostEnvironment host, List<Path> system) {
        this.host = host;
        this.system = system;
    }

    /** Lists files and directories to show, real paths; none lies below another, or below a directory of the system. */
    static List<Path> of(HostEnvironment host, List<Path> system) {
        Toolchains toolchains = new Toolchains(host, system);
        List<Path> directories = host.programDirectories();
        VARIABLES.forEach(name -> host.directory(name).ifPresent(toolchains::addInstallation));
        HostEnvironment.real(System.getProperty("java.home", "")).ifPresent(toolchains::addInstallation);
        directories.forEach(toolchains::addPrograms);
        directories.forEach(toolchains::followLinks);
        toolchains.addRust();
        return List.copyOf(toolchains.found);
    }

    private void addInstallation(Path directory) {
        if (isApart(directory)) {
            add(directory);
        }
    }

    private void addPrograms(Path directory) {
        add(installationAround(directory).orElse(directory));
    }

    /** A program that is a link into an installation needs the rest of it; any other target is shown alone. */
    private void followLinks(Path directory) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, Files::isSymbolicLink)) {
            for (Path link : entries) {
                HostEnvironment.real(link.toString())
                        .filter(target -> !shown(target) && Files.isRegularFile(target))
                        .ifPresent(target -> add(
                                installationAround(target.resolveSibling("")).orElse(target)));
            }
        } catch (IOException | UncheckedIOException | java.nio.file.DirectoryIteratorException unreadable) {
            // A directory this user may not list holds no program it could run by a link.
        }
    }

    /** The programs rustup puts into PATH look for the compilers in a place of their own. */
    private void addRust() {
        Stream<Path> homes = Stream.concat(
                host.directory("RUSTUP_HOME").stream(), host.homes().stream().map(home -> home.resolve(".rustup")));
        homes.flatMap(home -> Stream.of(home.resolve("toolchains"), home.resolve("settings.toml")))
                .flatMap(path -> HostEnvironment.real(path.toString()).stream())
                .forEach(this::add);
    }

    private Optional<Path> installationAround(Path programs) {
        Path around = programs.getParent();
        boolean belongs = around != null
                && PROGRAM_FOLDERS.contains(String.valueOf(programs.getFileName()))
                && isApart(around)
                && INSTALLED.stream().anyMatch(name -> Files.isDirectory(around.resolve(name)));
        return belongs ? Optional.ofNullable(around) : Optional.empty();
    }

    /** Whether a directory can be shown whole: no home, nothing around one, no folder that many programs share. */
    private boolean isApart(Path directory) {
        return directory.getNameCount() > 1
                && !SHARED.contains(String.valueOf(directory.getFileName()))
                && host.homes().stream().noneMatch(home -> home.startsWith(directory));
    }

    private void add(Path path) {
        if (!shown(path)) {
            found.removeIf(inner -> inner.startsWith(path));
            found.add(path);
        }
    }

    private boolean shown(Path path) {
        return Stream.concat(system.stream(), found.stream()).anyMatch(path::startsWith);
    }
}
