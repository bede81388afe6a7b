/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.git;

import dev.helix.api.worktree.CommitFact;
import dev.helix.api.worktree.CommitId;
import dev.helix.api.worktree.FileChange;
import dev.helix.api.worktree.TreeFiles;
import dev.helix.api.worktree.TreeId;
import dev.helix.api.worktree.WorktreeStateException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * The commits and trees of one repository, read through one {@link CatFile}; JGit only parses what it brings.
 * Thread-safe.
 */
public final class GitObjects implements AutoCloseable {
    private static final int PIECE_BYTES = 64 * 1024;

    private final CatFile git;
    private final Path shallow;

    /** Prepares reading; nothing is started yet. */
    public GitObjects(GitCall call, Path commonDir) {
        this.git = new CatFile(() -> call.stream("cat-file", "--batch-command"));
        this.shallow = commonDir.resolve("shallow");
    }

    private ObjectReader reader() {
        return new CatFileReader(git, shallow);
    }

    /** Reads one commit. */
    public CommitFact commit(CommitId id) {
        try (RevWalk walk = new RevWalk(reader())) {
            return fact(walk.parseCommit(object(id.value())));
        } catch (IOException e) {
            throw unreadable("read commit " + id, e);
        }
    }

    /**
     * Reads commits that one commit reaches and another does not.
     *
     * @param until a commit that, with all its ancestors, is left out
     */
    public List<CommitFact> commitsSince(CommitId from, CommitId until) {
        try (RevWalk walk = new RevWalk(reader())) {
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

    /** {@return a commit and its ancestors along the first parents, newest first, at most {@code limit}} */
    public List<CommitFact> firstParents(CommitId from, int limit) {
        try (RevWalk walk = new RevWalk(reader())) {
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

    /** {@return whether one commit is reached by another, or is the same} */
    public boolean reaches(CommitId ancestor, CommitId descendant) {
        try (RevWalk walk = new RevWalk(reader())) {
            return walk.isMergedInto(
                    walk.parseCommit(object(ancestor.value())), walk.parseCommit(object(descendant.value())));
        } catch (IOException e) {
            throw unreadable("compare " + ancestor + " with " + descendant, e);
        }
    }

    /** {@return how two trees differ, sorted by path} */
    public List<FileChange> changes(TreeId before, TreeId after) {
        try (ObjectReader reader = reader()) {
            return TreeChanges.between(reader, object(before.value()), object(after.value()));
        } catch (IOException e) {
            throw unreadable("compare tree " + before + " with " + after, e);
        }
    }

    /** {@return the difference of two trees as unified text, cut at {@link UnifiedDiff#LIMIT_BYTES} with a note} */
    public String diff(TreeId before, TreeId after) {
        try (ObjectReader reader = reader()) {
            return UnifiedDiff.between(reader, object(before.value()), object(after.value()));
        } catch (IOException e) {
            throw unreadable("compare tree " + before + " with " + after, e);
        }
    }

    /** Opens a tree for reading. */
    public TreeFiles files(TreeId tree) {
        return new GitTreeFiles(tree, this);
    }

    /** {@return whether a tree has a file, link or directory at a path, {@code /} between its components} */
    public boolean contains(TreeId tree, String path) {
        return find(tree, path).isPresent();
    }

    /**
     * {@return whether a stream holds the beginning of a file of a tree, or all of it; false when the bytes differ, go on
     * longer, or the tree has no such file}
     */
    public boolean beginsWith(TreeId tree, String path, InputStream found) throws IOException {
        Optional<TreeEntry> file = find(tree, path);
        if (file.isEmpty()) {
            return false;
        }
        return git.contents(file.get().id(), (header, wanted) -> {
                    byte[] piece = new byte[PIECE_BYTES];
                    for (int n = found.readNBytes(piece, 0, PIECE_BYTES);
                            n > 0;
                            n = found.readNBytes(piece, 0, PIECE_BYTES)) {
                        if (!Arrays.equals(wanted.readNBytes(n), Arrays.copyOf(piece, n))) {
                            return false;
                        }
                    }
                    return true;
                })
                .orElse(false);
    }

    /** Looks up what a tree has at a path; empty for the root, which is no entry. */
    Optional<TreeEntry> find(TreeId tree, String path) {
        try (ObjectReader reader = reader()) {
            return TreeEntry.find(reader, tree, PathNames.bytes(path));
        } catch (IOException e) {
            throw unreadable("look for " + path + " in tree " + tree, e);
        }
    }

    /** Does something with a reader. */
    <T> T reading(String asked, Reading<T> reading) {
        try (ObjectReader reader = reader()) {
            return reading.read(reader);
        } catch (IOException e) {
            throw unreadable(asked, e);
        }
    }

    /** A reading of several objects. */
    interface Reading<T> {
        T read(ObjectReader reader) throws IOException;
    }

    @Override
    public void close() {
        git.close();
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
