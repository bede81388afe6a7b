/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A builder of the arguments of bubblewrap, see bwrap(1). Confined to one thread. */
final class BubblewrapArguments {
    /** Own namespaces of every kind, no capability, no terminal, and the end of all with the end of the first. */
    private static final List<String> BOUNDARY = List.of(
            "--unshare-all",
            "--die-with-parent",
            "--new-session",
            "--cap-drop",
            "ALL",
            "--hostname",
            "agent",
            "--ro-bind",
            "/",
            "/",
            "--dev",
            "/dev",
            "--proc",
            "/proc",
            // Kernel settings below it ask for the user id alone: the JVM of root would leave them open.
            "--remount-ro",
            "/proc",
            "--tmpfs",
            "/dev/shm");

    private final List<String> line = new ArrayList<>(BOUNDARY);
    private final List<String> seals = new ArrayList<>();
    private final Path emptyFile;

    /**
     * Starts with the boundary alone.
     *
     * @param emptyFile what hidden files show
     */
    BubblewrapArguments(Path emptyFile) {
        this.emptyFile = emptyFile;
    }

    void mount(Mount mount) {
        String path = mount.path().toString();
        switch (mount.view()) {
            case PRIVATE -> add("--tmpfs", path);
            case HIDDEN -> hide(mount.path());
            case WRITABLE -> add("--bind", path, path);
            case READ_ONLY -> add("--ro-bind", path, path);
        }
    }

    void environment(Map<String, String> variables) {
        variables.forEach((name, value) -> add("--setenv", name, value));
    }

    void workingDirectory(Path directory) {
        add("--chdir", directory.toString());
    }

    /** {@return the arguments, up to and including the command} */
    List<String> running(List<String> argv) {
        List<String> all = new ArrayList<>(line);
        all.addAll(seals);
        all.add("--");
        all.addAll(argv);
        return all;
    }

    /** What is hidden also takes no writes, so that nobody believes to have stored something there. */
    private void hide(Path path) {
        if (Files.isDirectory(path)) {
            add("--tmpfs", path.toString());
            // Later, since the places for mounts below it are still to be made.
            seals.addAll(List.of("--remount-ro", path.toString()));
        } else {
            add("--ro-bind", emptyFile.toString(), path.toString());
        }
    }

    private void add(String... arguments) {
        line.addAll(List.of(arguments));
    }
}
