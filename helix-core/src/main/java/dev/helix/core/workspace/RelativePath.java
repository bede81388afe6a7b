/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.workspace;

import dev.helix.api.workspace.PathOutsideWorkspaceException;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A path below a workspace root, held as its components. Immutable.
 *
 * @param components names without {@code /}; none is empty, {@code .} or {@code ..}; no component means the root
 */
public record RelativePath(List<String> components) {
    private static final boolean WINDOWS = File.separatorChar == '\\';
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:[/\\\\]");

    public RelativePath {
        components = List.copyOf(components);
    }

    /**
     * Reads a path as agents write it; {@code .}, doubled and trailing slashes are dropped.
     *
     * @param path components separated by {@code /}; empty for the root
     * @throws PathOutsideWorkspaceException if it is absolute, climbs with {@code ..}, holds a NUL character or, on
     *     Windows, a name that means something else there
     */
    public static RelativePath parse(String path) {
        if (path.indexOf('\0') >= 0) {
            throw refused(path.replace('\0', '?'), "holds a NUL character");
        }
        if (path.startsWith("/") || path.startsWith("\\") || DRIVE.matcher(path).lookingAt()) {
            throw refused(path, "is absolute");
        }
        List<String> components = new ArrayList<>();
        for (String name : path.split("/", -1)) {
            if (name.equals("..")) {
                throw refused(path, "climbs with ..");
            }
            if (WINDOWS && FileNames.notPortable(name).isPresent()) {
                throw refused(path, FileNames.notPortable(name).get());
            }
            if (!name.isEmpty() && !name.equals(".")) {
                components.add(name);
            }
        }
        return new RelativePath(components);
    }

    /** {@return whether this is the root itself; true if there is no component} */
    public boolean isRoot() {
        return components.isEmpty();
    }

    /**
     * Returns the last component.
     *
     * @return the name of the file or directory
     * @throws IndexOutOfBoundsException if this is the root
     */
    public String name() {
        return components.get(components.size() - 1);
    }

    /**
     * Returns the directory this path lies in.
     *
     * @return the path without its last component
     * @throws IllegalArgumentException if this is the root
     */
    public RelativePath parent() {
        return new RelativePath(components.subList(0, components.size() - 1));
    }

    /** Appends a name. */
    public RelativePath child(String name) {
        List<String> longer = new ArrayList<>(components);
        longer.add(name);
        return new RelativePath(longer);
    }

    /** {@return the path with {@code /} between its components} */
    @Override
    public String toString() {
        return String.join("/", components);
    }

    private static PathOutsideWorkspaceException refused(String path, String why) {
        return new PathOutsideWorkspaceException(
                "path \"" + path + "\" " + why + "; name a path relative to the workspace root, like src/Main.java");
    }
}
