/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.repository;

import dev.helix.worktree.git.Settings;
import dev.helix.worktree.sandbox.SandboxLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The part of a repository, and of the user's git configuration, that sandboxed commands see. Immutable.
 *
 * <p>The configuration itself, which may hold tokens, stays out of sight: the settings that decide what a file's content
 * is, and which files are ignored, are passed on one by one.
 *
 * @param readOnly checkout, git directory, object stores it borrows from, files with names to ignore; real paths
 * @param hidden what the library locks
 */
public record RepositoryView(List<Path> readOnly, List<Path> hidden, Map<String, String> settings) {
    private static final List<String> PASSED_ON = List.of(
            "core.autocrlf", "core.eol", "core.safecrlf", "core.checkroundtripencoding", "user.name", "user.email");
    /** Settings that name a file, and where git looks when they name none. */
    private static final Map<String, String> FILES =
            Map.of("core.excludesfile", ".config/git/ignore", "core.attributesfile", ".config/git/attributes");
    /** Git gives up on chains of object stores longer than this. */
    private static final int LONGEST_CHAIN = 5;

    public RepositoryView {
        readOnly = List.copyOf(readOnly);
        hidden = List.copyOf(hidden);
        settings = Map.copyOf(settings);
    }

    /** {@return what is shown of a repository} */
    public static RepositoryView of(Repository repository, Path home) {
        Set<Path> shown = new LinkedHashSet<>(List.of(repository.root(), repository.commonDir()));
        addBorrowed(repository.commonDir().resolve("objects"), LONGEST_CHAIN, shown);
        Settings configured = repository.settings();
        Map<String, String> settings = new LinkedHashMap<>();
        PASSED_ON.forEach(key -> configured.value(key).ifPresent(value -> settings.put(key, value)));
        FILES.forEach((key, usual) -> file(configured, key, home.resolve(usual), home)
                .ifPresent(file -> {
                    settings.put(key, file.toString());
                    shown.add(file);
                }));
        return new RepositoryView(new ArrayList<>(shown), List.of(repository.shared()), settings);
    }

    /** Describes the view from a directory with further paths. */
    public SandboxLayout around(
            Path directory, List<Path> writable, List<Path> readOnly, Map<String, String> environment) {
        List<Path> all = Stream.concat(this.readOnly.stream(), readOnly.stream())
                .filter(path -> !writable.contains(path))
                .toList();
        return new SandboxLayout(directory, writable, all, hidden, environment);
    }

    private static Optional<Path> file(Settings settings, String key, Path usual, Path home) {
        Path named = settings.value(key)
                .map(value -> value.startsWith("~/") ? home.resolve(value.substring(2)) : Path.of(value))
                .orElse(usual);
        return named.isAbsolute() ? real(named).filter(Files::isRegularFile) : Optional.empty();
    }

    /** Protocol: gitrepository-layout(5), objects/info/alternates. */
    private static void addBorrowed(Path objects, int depth, Set<Path> shown) {
        try (Stream<String> lines = depth == 0 ? Stream.empty() : Files.lines(objects.resolve("info/alternates"))) {
            lines.filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .flatMap(line -> real(objects.resolve(line)).stream())
                    .filter(shown::add)
                    .forEach(store -> addBorrowed(store, depth - 1, shown));
        } catch (IOException | java.io.UncheckedIOException none) {
            // Most repositories borrow nothing; what cannot be read here, git cannot read either.
        }
    }

    private static Optional<Path> real(Path path) {
        try {
            return Optional.of(path.toRealPath());
        } catch (IOException missing) {
            return Optional.empty();
        }
    }
}
