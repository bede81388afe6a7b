/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** A finder of programs where the system keeps them; not in PATH, which others may have changed. */
final class HostPrograms {
    private HostPrograms() {}

    static Optional<Path> find(String name) {
        return Stream.of("/usr/bin", "/bin", "/usr/local/bin", "/run/current-system/sw/bin")
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
