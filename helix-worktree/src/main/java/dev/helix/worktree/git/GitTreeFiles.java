/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.git;

import dev.helix.api.workspace.FileEntry;
import dev.helix.api.workspace.FileEntry.Kind;
import dev.helix.api.workspace.FileUnavailableException;
import dev.helix.api.worktree.TreeFiles;
import dev.helix.api.worktree.TreeId;
import dev.helix.api.worktree.WorktreeStateException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.TreeWalk;

/** The files of one tree, read from the object store at each call. Thread-safe. */
record GitTreeFiles(TreeId tree, Supplier<ObjectReader> readers) implements TreeFiles {
    @Override
    public Optional<FileEntry> stat(String path) {
        if (isRoot(path)) {
            return Optional.of(new FileEntry("", Kind.DIRECTORY, 0));
        }
        return reading(path, reader -> {
            try (TreeWalk walk = TreeWalk.forPath(reader, path, root())) {
                return walk == null ? Optional.empty() : Optional.of(entry(walk, reader, path));
            }
        });
    }

    @Override
    public byte[] read(String path, int limitBytes) {
        return reading(path, reader -> {
            try (TreeWalk walk = isRoot(path) ? null : TreeWalk.forPath(reader, path, root())) {
                if (walk == null || walk.getFileMode(0).getObjectType() != org.eclipse.jgit.lib.Constants.OBJ_BLOB) {
                    throw new FileUnavailableException(
                            "'" + path + "' is no file of tree " + tree + "; list its directory first", null);
                }
                ObjectLoader file = reader.open(walk.getObjectId(0));
                if (file.getSize() > limitBytes) {
                    throw new FileUnavailableException(
                            "'" + path + "' has " + file.getSize() + " bytes, at most " + limitBytes
                                    + " are read at once; ask for a smaller file",
                            null);
                }
                return file.getCachedBytes(limitBytes);
            }
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
        return reading(directory, reader -> {
            try (TreeWalk walk = new TreeWalk(reader)) {
                walk.addTree(subtree(directory, reader));
                walk.setRecursive(deep);
                String prefix = isRoot(directory) ? "" : directory + "/";
                List<FileEntry> found = new ArrayList<>();
                while (found.size() < limit && walk.next()) {
                    found.add(entry(walk, reader, prefix + walk.getPathString()));
                }
                found.sort(Comparator.comparing(FileEntry::path));
                return List.copyOf(found);
            }
        });
    }

    private ObjectId subtree(String directory, ObjectReader reader) throws IOException {
        if (isRoot(directory)) {
            return root();
        }
        try (TreeWalk walk = TreeWalk.forPath(reader, directory, root())) {
            if (walk == null || !walk.isSubtree()) {
                throw new FileUnavailableException(
                        "'" + directory + "' is no directory of tree " + tree + "; list its parent first", null);
            }
            return walk.getObjectId(0);
        }
    }

    private static FileEntry entry(TreeWalk walk, ObjectReader reader, String path) throws IOException {
        FileMode mode = walk.getFileMode(0);
        if (FileMode.TREE.equals(mode)) {
            return new FileEntry(path, Kind.DIRECTORY, 0);
        }
        if (FileMode.GITLINK.equals(mode)) {
            return new FileEntry(path, Kind.OTHER, 0);
        }
        return FileMode.SYMLINK.equals(mode)
                ? new FileEntry(path, Kind.LINK, 0)
                : new FileEntry(path, Kind.FILE, reader.getObjectSize(walk.getObjectId(0), ObjectReader.OBJ_ANY));
    }

    private static boolean isRoot(String path) {
        return path.isEmpty() || path.equals(".");
    }

    private ObjectId root() {
        return ObjectId.fromString(tree.value());
    }

    /** A reading of the object store. */
    private interface Reading<T> {
        T read(ObjectReader reader) throws IOException;
    }

    private <T> T reading(String path, Reading<T> reading) {
        try (ObjectReader reader = readers.get()) {
            return reading.read(reader);
        } catch (IOException e) {
            throw new WorktreeStateException(
                    "cannot read '" + path + "' of tree " + tree + ": " + e.getMessage()
                            + "; run 'git fsck' in the repository",
                    e);
        }
    }
}
