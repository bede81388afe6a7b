/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.sandbox;

import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** A writer of the arguments of bubblewrap, see bwrap(1). Confined to one thread. */
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
            "--clearenv",
            "--dev",
            "/dev",
            "--proc",
            "/proc",
            // Kernel settings below it ask for the user id alone: the JVM of root would leave them open.
            "--remount-ro",
            "/proc");

    private final List<String> line = new ArrayList<>(BOUNDARY);
    private final List<String> seals = new ArrayList<>();
    private final Path emptyFile;
    private final OptionalLong privateBytes;

    /**
     * Starts with the boundary alone, around an empty root.
     *
     * @param emptyFile what hidden files show
     * @param privateBytes what each private directory holds at most; empty for whatever the kernel allows
     */
    BubblewrapArguments(Path emptyFile, OptionalLong privateBytes) {
        this.emptyFile = emptyFile;
        this.privateBytes = privateBytes;
    }

    void link(Path path, Path target) {
        add("--symlink", target.toString(), path.toString());
    }

    void mount(Mount mount) {
        String path = mount.path().toString();
        switch (mount.view()) {
            case PRIVATE -> {
                privateBytes.ifPresent(bytes -> add("--size", Long.toString(bytes)));
                add("--tmpfs", path);
            }
            case HIDDEN -> hide(mount.path());
            case WRITABLE -> add("--bind", mount.source().toString(), path);
            case READ_ONLY -> add("--ro-bind", mount.source().toString(), path);
        }
    }

    void environment(Map<String, String> variables) {
        variables.forEach((name, value) -> add("--setenv", name, value));
    }

    void workingDirectory(Path directory) {
        add("--chdir", directory.toString());
    }

    /** {@return the arguments as a file holds them, each ended by a NUL} */
    byte[] bytes() {
        List<String> all = new ArrayList<>(line);
        all.addAll(seals);
        // Later than every mount, for which places are made in both.
        all.addAll(List.of("--remount-ro", "/dev", "--remount-ro", "/"));
        // As the JVM writes paths and command lines.
        return (String.join("\0", all) + '\0')
                .getBytes(Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8")));
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
