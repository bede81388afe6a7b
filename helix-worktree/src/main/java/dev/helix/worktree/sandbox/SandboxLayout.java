/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.sandbox;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The parts of the file system a sandboxed command sees, and how. Immutable.
 *
 * <p>Everything not named here is read-only, apart from private temporary directories. Where named paths lie in each
 * other the deepest one wins; the same path named twice is read-only before writable before hidden. Paths are real: no
 * component is a symbolic link, and each exists when a command is wrapped.
 *
 * @param workingDirectory where the command starts; visible, so usually one of the writable paths
 * @param writable files and directories the command may change
 * @param readOnly files and directories the command may only read, above all inside writable ones
 * @param hidden files and directories that look empty
 * @param environment variables added to the minimal environment
 */
public record SandboxLayout(
        Path workingDirectory,
        List<Path> writable,
        List<Path> readOnly,
        List<Path> hidden,
        Map<String, String> environment) {
    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if a path is relative or not normalised, or a variable cannot be named so
     */
    public SandboxLayout {
        writable = List.copyOf(writable);
        readOnly = List.copyOf(readOnly);
        hidden = List.copyOf(hidden);
        environment = Map.copyOf(environment);
        requireAbsolute(workingDirectory);
        writable.forEach(SandboxLayout::requireAbsolute);
        readOnly.forEach(SandboxLayout::requireAbsolute);
        hidden.forEach(SandboxLayout::requireAbsolute);
        environment.forEach(SandboxLayout::requireVariable);
    }

    /** {@return a layout with more variables, replacing those of the same name} */
    public SandboxLayout withEnvironment(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(more);
        return new SandboxLayout(workingDirectory, writable, readOnly, hidden, all);
    }

    private static void requireAbsolute(Path path) {
        if (!path.isAbsolute() || !path.equals(path.normalize())) {
            throw new IllegalArgumentException("a sandbox path must be absolute and normalised, was " + path);
        }
    }

    private static void requireVariable(String name, String value) {
        if (name.isEmpty() || name.indexOf('=') >= 0 || (name + value).indexOf('\0') >= 0) {
            throw new IllegalArgumentException("no environment variable can be named or filled like " + name);
        }
    }
}
