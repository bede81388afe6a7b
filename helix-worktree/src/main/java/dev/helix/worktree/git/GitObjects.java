/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.git;

import dev.helix.api.worktree.CommitFact;
import dev.helix.api.worktree.CommitId;
import dev.helix.api.worktree.FileChange;
import dev.helix.api.worktree.TreeFiles;
import dev.helix.api.worktree.TreeId;
import dev.helix.api.worktree.WorktreeStateException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.internal.storage.file.ObjectDirectory;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.util.FS;

/**
 * A reader of the commits and trees of one repository in this process, through JGit's object store alone.
 * Thread-safe.
 *
 * <p>A JGit {@code Repository} is deliberately not opened: it would read configuration files, look for git programs and
 * know hooks and filters. The object store knows none of that.
 */
public final class GitObjects implements AutoCloseable {
    private final ObjectDirectory store;

    /**
     * Opens the object store of a repository.
     *
     * @param commonDir the common git directory
     * @param scratch an existing directory of the library on the same file system, where JGit may measure how finely
     *     that file system stamps time
     * @throws WorktreeStateException if the store cannot be read
     */
    public GitObjects(Path commonDir, Path scratch) {
        FS.getFileStoreAttributes(scratch);
        try {
            store = new ObjectDirectory(
                    new Config(),
                    commonDir.resolve("objects").toFile(),
                    null,
                    FS.DETECTED,
                    commonDir.resolve("shallow").toFile());
        } catch (IOException e) {
            throw unreadable("open " + commonDir.resolve("objects"), e);
        }
    }

    /**
     * Reads one commit.
     *
     * @param id the commit
     * @return what git records of it
     */
    public CommitFact commit(CommitId id) {
        try (RevWalk walk = new RevWalk(store.newReader())) {
            return fact(walk.parseCommit(object(id.value())));
        } catch (IOException e) {
            throw unreadable("read commit " + id, e);
        }
    }

    /**
     * Reads commits that one commit reaches and another does not.
     *
     * @param from where the walk starts
     * @param until a commit that, with all its ancestors, is left out
     * @return newest first
     */
    public List<CommitFact> commitsSince(CommitId from, CommitId until) {
        try (RevWalk walk = new RevWalk(store.newReader())) {
            walk.markStart(walk.parseCommit(object(from.value())));
            walk.markUninteresting(walk.parseCommit(object(until.value())));
            List<CommitFact> commits = new ArrayList<>();
            for (RevCommit commit = walk.next(); commit != null; commit = walk.next()) {
                commits.add(fact(commit));
            }
            return commits;
        } catch (IOException e) {
            throw unreadable("list the commits of " + from, e);
        }
    }

    /**
     * Reads a commit and its ancestors along the first parents.
     *
     * @param from the newest commit
     * @param limit at least 1
     * @return newest first, at most {@code limit}
     */
    public List<CommitFact> firstParents(CommitId from, int limit) {
        try (RevWalk walk = new RevWalk(store.newReader())) {
            List<CommitFact> commits = new ArrayList<>();
            RevCommit commit = walk.parseCommit(object(from.value()));
            commits.add(fact(commit));
            while (commits.size() < limit && commit.getParentCount() > 0) {
                commit = walk.parseCommit(commit.getParent(0));
                commits.add(fact(commit));
            }
            return commits;
        } catch (IOException e) {
            throw unreadable("list the first parents of " + from, e);
        }
    }

    /**
     * Tells whether one commit is reached by another.
     *
     * @param ancestor the older commit
     * @param descendant the newer commit
     * @return true also when both are the same
     */
    public boolean reaches(CommitId ancestor, CommitId descendant) {
        try (RevWalk walk = new RevWalk(store.newReader())) {
            return walk.isMergedInto(
                    walk.parseCommit(object(ancestor.value())), walk.parseCommit(object(descendant.value())));
        } catch (IOException e) {
            throw unreadable("compare " + ancestor + " with " + descendant, e);
        }
    }

    /**
     * Compares two trees.
     *
     * @param before the older tree
     * @param after the newer tree
     * @return how paths differ, sorted by path
     */
    public List<FileChange> changes(TreeId before, TreeId after) {
        try (ObjectReader reader = store.newReader()) {
            return TreeChanges.between(reader, object(before.value()), object(after.value()));
        } catch (IOException e) {
            throw unreadable("compare tree " + before + " with " + after, e);
        }
    }

    /**
     * Writes the difference of two trees as unified text.
     *
     * @param before the older tree
     * @param after the newer tree
     * @return the text, cut at {@link UnifiedDiff#LIMIT_BYTES} with a note that says so
     */
    public String diff(TreeId before, TreeId after) {
        try (ObjectReader reader = store.newReader()) {
            return UnifiedDiff.between(reader, object(before.value()), object(after.value()));
        } catch (IOException e) {
            throw unreadable("compare tree " + before + " with " + after, e);
        }
    }

    /**
     * Tells whether a tree has something at a path.
     *
     * @param tree the tree
     * @param path {@code /} between components
     * @return true for a file, link or directory
     */
    public boolean contains(TreeId tree, String path) {
        try (ObjectReader reader = store.newReader();
                TreeWalk walk = TreeWalk.forPath(reader, path, object(tree.value()))) {
            return walk != null;
        } catch (IOException e) {
            throw unreadable("look for " + path + " in tree " + tree, e);
        }
    }

    /**
     * Reads a file of a tree.
     *
     * @param tree the tree
     * @param path a file's or link's path in it
     * @return its bytes; empty when there is no such file
     */
    public byte[] content(TreeId tree, String path) {
        try (ObjectReader reader = store.newReader();
                TreeWalk walk = TreeWalk.forPath(reader, path, object(tree.value()))) {
            return walk == null ? new byte[0] : reader.open(walk.getObjectId(0)).getBytes();
        } catch (IOException e) {
            throw unreadable("read " + path + " of tree " + tree, e);
        }
    }

    /**
     * Opens a tree for reading.
     *
     * @param tree the tree
     * @return its files
     */
    public TreeFiles files(TreeId tree) {
        return new GitTreeFiles(tree, store::newReader);
    }

    @Override
    public void close() {
        store.close();
    }

    private static CommitFact fact(RevCommit commit) {
        List<CommitId> parents = new ArrayList<>();
        for (RevCommit parent : commit.getParents()) {
            parents.add(new CommitId(parent.name()));
        }
        return CommitFact.builder(
                        new CommitId(commit.name()), new TreeId(commit.getTree().name()))
                .parents(parents)
                .message(commit.getFullMessage())
                .committedAt(commit.getCommitterIdent().getWhenAsInstant())
                .build();
    }

    private static AnyObjectId object(String id) {
        return ObjectId.fromString(id);
    }

    private static WorktreeStateException unreadable(String asked, IOException cause) {
        return new WorktreeStateException(
                "could not " + asked + ": " + cause.getMessage() + "; run 'git fsck' in the repository", cause);
    }
}
