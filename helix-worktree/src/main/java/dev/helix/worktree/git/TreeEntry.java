/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.git;

import dev.helix.api.worktree.TreeId;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

/** An entry of a tree. Immutable. */
record TreeEntry(String id, FileMode mode) {
    boolean isTree() {
        return FileMode.TREE.equals(mode);
    }

    boolean isBlob() {
        return !isTree() && !FileMode.GITLINK.equals(mode);
    }

    /** Walks down a path, byte for byte. */
    static Optional<TreeEntry> find(ObjectReader reader, TreeId tree, byte[] path) throws IOException {
        Optional<TreeEntry> found = Optional.empty();
        ObjectId level = ObjectId.fromString(tree.value());
        int start = 0;
        while (start < path.length) {
            int end = start;
            while (end < path.length && path[end] != '/') {
                end++;
            }
            found = child(reader, level, Arrays.copyOfRange(path, start, end));
            if (found.isEmpty() || (end < path.length && !found.get().isTree())) {
                return Optional.empty();
            }
            level = ObjectId.fromString(found.get().id());
            start = end + 1;
        }
        return found;
    }

    private static Optional<TreeEntry> child(ObjectReader reader, ObjectId tree, byte[] name) throws IOException {
        CanonicalTreeParser parser = new CanonicalTreeParser(null, reader, tree);
        for (; !parser.eof(); parser.next(1)) {
            byte[] here = new byte[parser.getNameLength()];
            parser.getName(here, 0);
            if (Arrays.equals(here, name)) {
                return Optional.of(new TreeEntry(parser.getEntryObjectId().name(), parser.getEntryFileMode()));
            }
        }
        return Optional.empty();
    }
}
