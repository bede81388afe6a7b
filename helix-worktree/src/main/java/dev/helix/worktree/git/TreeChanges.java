/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.git;

import dev.helix.api.worktree.FileChange;
import dev.helix.api.worktree.FileChange.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/** The differences between two trees, path by path and without looking for renames. */
final class TreeChanges {
    private static final int BEFORE = 0;
    private static final int AFTER = 1;

    private TreeChanges() {}

    static List<FileChange> between(ObjectReader reader, AnyObjectId before, AnyObjectId after) throws IOException {
        try (TreeWalk walk = new TreeWalk(reader)) {
            walk.addTree(before);
            walk.addTree(after);
            walk.setRecursive(true);
            walk.setFilter(TreeFilter.ANY_DIFF);
            List<FileChange> changes = new ArrayList<>();
            while (walk.next()) {
                changes.add(change(walk));
            }
            // Git sorts a directory as if its name ended in a slash; the contract is plain order of paths.
            changes.sort(Comparator.comparing(FileChange::path));
            return List.copyOf(changes);
        }
    }

    private static FileChange change(TreeWalk walk) {
        boolean submodule =
                FileMode.GITLINK.equals(walk.getRawMode(BEFORE)) || FileMode.GITLINK.equals(walk.getRawMode(AFTER));
        return new FileChange(PathNames.text(walk.getRawPath()), kind(walk), submodule);
    }

    private static Kind kind(TreeWalk walk) {
        if (FileMode.MISSING.equals(walk.getRawMode(BEFORE))) {
            return Kind.ADDED;
        }
        return FileMode.MISSING.equals(walk.getRawMode(AFTER)) ? Kind.DELETED : Kind.MODIFIED;
    }
}
