/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * The folders in which one Helix instance keeps its state. Immutable; creates nothing.
 *
 * @param root absolute, normalised directory
 */
public record HelixHome(Path root) {

    /** Makes the path absolute and normalised. */
    public HelixHome {
        root = requireNonNull(root, "root").toAbsolutePath().normalize();
    }

    /** Creates a home at a directory, relative or absolute, which need not exist. */
    public static HelixHome at(Path directory) {
        return new HelixHome(requireNonNull(directory, "directory"));
    }

    /** Creates the default home, {@code .aiagent} below the given user directory. */
    public static HelixHome below(Path userHome) {
        return new HelixHome(requireNonNull(userHome, "userHome").resolve(".aiagent"));
    }

    /** {@return where the worktrees of a session live, one folder per repository: {@code worktree/{session}} below the root} */
    public Path worktrees(SessionId session) {
        return root.resolve("worktree")
                .resolve(requireNonNull(session, "session").value());
    }

    /** {@return where the journal of a session lives: {@code sessions/{session}} below the root} */
    public Path session(SessionId session) {
        return root.resolve("sessions")
                .resolve(requireNonNull(session, "session").value());
    }
}
