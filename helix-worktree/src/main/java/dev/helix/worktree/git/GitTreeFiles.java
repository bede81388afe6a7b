/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.git;

import static java.util.Objects.requireNonNull;

import dev.helix.api.workspace.FileEntry;
import dev.helix.api.workspace.FileEntry.Kind;
import dev.helix.api.workspace.FileUnavailableException;
import dev.helix.api.worktree.TreeFiles;
import dev.helix.api.worktree.TreeId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.TreeWalk;

/** The files of one tree, read from the object store at each call. Thread-safe. */
record GitTreeFiles(TreeId tree, GitObjects objects) implements TreeFiles {
    @Override
    public Optional<FileEntry> stat(String path) {
        if (requireNonNull(path, "path").isEmpty()) {
            return Optional.of(new FileEntry("", Kind.DIRECTORY, 0));
        }
        Optional<TreeEntry> found = objects.find(tree, path);
        return found.map(entry ->
                objects.reading("look at " + path, reader -> describe(path, entry.mode(), entry.id(), reader)));
    }

    @Override
    public byte[] read(String path, int limitBytes) {
        TreeEntry found = objects.find(tree, requireNonNull(path, "path"))
                .filter(TreeEntry::isBlob)
                .orElseThrow(() -> new FileUnavailableException(
                        "'" + path + "' is no file of tree " + tree + "; list its directory first", null));
        return objects.reading("read " + path, reader -> {
            ObjectLoader file = reader.open(ObjectId.fromString(found.id()));
            if (file.getSize() > limitBytes || file.isLarge()) {
                throw new FileUnavailableException(
                        "'" + path + "' has " + file.getSize() + " bytes, at most "
                                + Math.min(limitBytes, CatFileReader.LARGEST_BYTES)
                                + " are read at once; read a smaller file",
                        null);
            }
            return file.getBytes();
        });
    }

    @Override
    public List<FileEntry> list(String directory) {
        return walk(directory, Integer.MAX_VALUE, false);
    }

    @Override
    public List<FileEntry> walk(String directory, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1, was " + limit);
        }
        return walk(directory, limit, true);
    }

    private List<FileEntry> walk(String directory, int limit, boolean deep) {
        String top = requireNonNull(directory, "directory").isEmpty()
                ? tree.value()
                : objects.find(tree, directory)
                        .filter(TreeEntry::isTree)
                        .orElseThrow(() -> new FileUnavailableException(
                                "'" + directory + "' is no directory of tree " + tree + "; list its parent first",
                                null))
                        .id();
        return objects.reading("list " + directory, reader -> {
            try (TreeWalk walk = new TreeWalk(reader)) {
                walk.addTree(ObjectId.fromString(top));
                walk.setRecursive(deep);
                List<FileEntry> found = new ArrayList<>();
                while (found.size() < limit && walk.next()) {
                    String name = PathNames.text(walk.getRawPath());
                    String path = directory.isEmpty() ? name : directory + "/" + name;
                    found.add(describe(
                            path, walk.getFileMode(0), walk.getObjectId(0).name(), reader));
                }
                found.sort(Comparator.comparing(FileEntry::path));
                return List.copyOf(found);
            }
        });
    }

    private static FileEntry describe(String path, FileMode mode, String id, ObjectReader reader) throws IOException {
        if (FileMode.TREE.equals(mode)) {
            return new FileEntry(path, Kind.DIRECTORY, 0);
        }
        if (FileMode.GITLINK.equals(mode)) {
            return new FileEntry(path, Kind.OTHER, 0);
        }
        return FileMode.SYMLINK.equals(mode)
                ? new FileEntry(path, Kind.LINK, 0)
                : new FileEntry(path, Kind.FILE, reader.getObjectSize(ObjectId.fromString(id), ObjectReader.OBJ_ANY));
    }
}
