/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.workspace;

import dev.helix.api.workspace.FileEntry;
import dev.helix.api.workspace.FileEntry.Kind;
import java.io.IOException;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A walk that collects files and links below a directory in the order of their paths, up to a limit. Confined to one
 * thread.
 */
final class TreeWalk {
    /** Each level holds a descriptor open; real trees stay far below. */
    private static final int DEEPEST = 100;
    /** More names than this in one directory are refused: the list alone would fill the memory. */
    private static final int LARGEST_DIRECTORY = 200_000;
    /** Where a directory's files sort as if its name ended with a slash, depth first gives the order of paths. */
    private static final Comparator<FileEntry> BY_PATH =
            Comparator.comparing(entry -> entry.kind() == Kind.DIRECTORY ? entry.path() + "/" : entry.path());

    private final int limit;
    private final List<FileEntry> found = new ArrayList<>();

    TreeWalk(int limit) {
        this.limit = limit;
    }

    List<FileEntry> found() {
        return List.copyOf(found);
    }

    void visit(DirectoryHandle directory, RelativePath path) throws IOException {
        List<FileEntry> entries = entries(directory, path);
        entries.sort(BY_PATH);
        for (FileEntry entry : entries) {
            if (found.size() == limit) {
                return;
            }
            if (entry.kind() == Kind.FILE || entry.kind() == Kind.LINK) {
                found.add(entry);
            } else if (entry.kind() == Kind.DIRECTORY && path.components().size() < DEEPEST) {
                descend(
                        directory,
                        path.child(entry.path().substring(entry.path().lastIndexOf('/') + 1)));
            }
        }
    }

    private void descend(DirectoryHandle directory, RelativePath path) {
        try (DirectoryHandle below = directory.enter(path.name())) {
            visit(below, path);
        } catch (IOException unreadable) {
            // One directory that may not be read, or was replaced meanwhile, must not hide all the others.
        }
    }

    /** Lists a directory without what belongs to git; what vanishes meanwhile is left out. */
    static List<FileEntry> entries(DirectoryHandle directory, RelativePath path) throws IOException {
        List<FileEntry> entries = new ArrayList<>();
        for (String name : directory.names(LARGEST_DIRECTORY)) {
            if (!FileNames.isGit(name)) {
                directory.look(name).ifPresent(attributes -> entries.add(describe(path.child(name), attributes)));
            }
        }
        return entries;
    }

    static FileEntry describe(RelativePath path, BasicFileAttributes attributes) {
        Kind kind = kind(attributes);
        return new FileEntry(path.toString(), kind, kind == Kind.FILE ? attributes.size() : 0);
    }

    private static Kind kind(BasicFileAttributes attributes) {
        if (attributes.isSymbolicLink()) {
            return Kind.LINK;
        }
        if (attributes.isDirectory()) {
            return Kind.DIRECTORY;
        }
        return attributes.isRegularFile() ? Kind.FILE : Kind.OTHER;
    }
}
