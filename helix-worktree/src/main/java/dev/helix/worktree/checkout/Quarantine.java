/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.checkout;

import dev.helix.api.worktree.CommitId;
import dev.helix.api.worktree.FileChange;
import dev.helix.api.worktree.TreeId;
import dev.helix.api.worktree.WorktreeStateException;
import dev.helix.core.process.ProcessResult;
import dev.helix.worktree.git.Fields;
import dev.helix.worktree.git.PathNames;
import dev.helix.worktree.repository.GitRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * A quarantine that looks at a checkout an agent has written to, without trusting anything in it.
 *
 * <p>Git stages the checkout inside the sandbox: checkout and git directories are read-only there, index and new
 * objects go to a folder of their own. What shall become part of the repository comes out as one pack and is checked
 * object by object on the way in, as a server checks a push. The private index is kept between looks, so that git
 * compares time stamps instead of reading every file again.
 *
 * <p>Confined to whoever holds the binding's lock.
 */
public final class Quarantine {
    /** Git gives up on a file that shrinks while it is read; other agents may be writing. */
    private static final int PATIENCE = 2;
    /**
     * $1 is git, $2 the commit to compare with, $3 its tree. Prints the tree and a line feed, then, unless it is the
     * same tree, the raw difference. Git reads its own files without a look at what they are, and would wait for ever
     * for somebody to write into a pipe.
     */
    private static final String INSPECT =
            "odd=$(find . -name '.git*' ! -type f ! -type d ! -type l -print -quit 2>/dev/null);"
                    + " test -z \"$odd\" || { echo \"$odd is a pipe, socket or device\" >&2; exit 1; };"
                    + " \"$1\" add -A && tree=$(\"$1\" write-tree) && echo \"$tree\" || exit 1;"
                    + " test \"$tree\" = \"$3\" || exec \"$1\" diff-index --cached --raw -z --no-renames --no-abbrev"
                    + " --ignore-submodules=none \"$2\"";
    /** $1 is git. */
    private static final String IGNORED = "exec \"$1\" ls-files -z --others --ignored --exclude-standard --directory";

    private static final int IGNORED_SHOWN = 10;
    /** $1 is git, $2 the tree, $3 the commit whose objects are known, $4 the file for the pack. */
    private static final String PACK =
            "printf '%s\\n^%s\\n' \"$2\" \"$3\"" + " | \"$1\" pack-objects --revs --local --stdout -q >\"$4\"";

    private final GitRepository repository;
    private final Checkout checkout;
    private final ConfinedGit git;
    private final Path folder;

    /**
     * Combines what is needed; touches nothing yet.
     *
     * @param repository where admitted objects go
     * @param means how git is held meanwhile
     * @param folder the quarantine's own folder
     */
    public Quarantine(GitRepository repository, Checkout checkout, ConfinedGit.Means means, Path folder) {
        this.repository = repository;
        this.checkout = checkout;
        this.git = new ConfinedGit(repository, checkout, means, folder);
        this.folder = folder;
    }

    /**
     * The result of a look at a checkout. Immutable.
     *
     * @param tree the tree a commit would have
     * @param changes how it differs from the tip, sorted by path
     */
    public record Inspection(TreeId tree, List<FileChange> changes) {}

    /**
     * Creates the folder, or takes the one an earlier process left, with the index of the last commit.
     *
     * @throws WorktreeStateException if it cannot be created
     */
    public void open() {
        HomeLayout.ownFolder(folder);
        try {
            Files.createDirectories(folder.resolve("objects"));
            adoptIndex();
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /**
     * Stages the whole checkout and compares it with the tip.
     *
     * @param tip the commit to compare with
     * @throws WorktreeStateException if git cannot stage it
     */
    public Inspection inspect(CommitId tip) throws InterruptedException {
        String known = repository.objects().commit(tip).tree().value();
        ProcessResult result = git.run(INSPECT, tip.value(), known);
        for (int again = 0; again < PATIENCE && !result.succeeded(); again++) {
            result = git.run(INSPECT, tip.value(), known);
        }
        if (!result.succeeded()) {
            forgetIndex();
            throw new WorktreeStateException(
                    "the worktree " + checkout.root() + " cannot be staged: "
                            + result.stderr().text().strip()
                            + "; remove what git objects to, a nested repository for example, and try again",
                    null);
        }
        return RawDiff.parse(result.stdout().bytes());
    }

    /** {@return files that no commit picks up because git ignores them, folders as one, at most {@value #IGNORED_SHOWN}} */
    public List<String> ignored() throws InterruptedException {
        ProcessResult result = git.run(IGNORED);
        return result.succeeded()
                ? Fields.of(result.stdout().bytes()).stream()
                        .map(PathNames::text)
                        .limit(IGNORED_SHOWN)
                        .toList()
                : List.of();
    }

    /**
     * Brings the objects of a tree into the repository, checking each.
     *
     * @param tip a commit whose objects the repository has
     * @throws WorktreeStateException if git objects to one of them
     */
    public void admit(TreeId tree, CommitId tip) throws InterruptedException {
        Path pack = folder.resolve("objects/new.pack");
        ProcessResult result = git.run(PACK, tree.value(), tip.value(), pack.toString());
        if (!result.succeeded()) {
            throw refused(tree, result.stderr().text().strip());
        }
        new PackImport(repository).admit(pack, tree, tip);
        emptyObjects();
    }

    /**
     * Shows agents' own {@code git status} what was committed: their index is read-only to them.
     *
     * @throws WorktreeStateException if the index cannot be written
     */
    public void publishIndex() {
        Path target = checkout.registration().resolve("index");
        try {
            Path next = Files.createTempFile(checkout.registration(), "index", ".helix");
            Files.copy(folder.resolve("index"), next, StandardCopyOption.REPLACE_EXISTING, LinkOption.NOFOLLOW_LINKS);
            Files.move(next, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /**
     * Starts over from the index of the last commit, after a look that must leave no trace.
     *
     * @throws WorktreeStateException if the index cannot be written
     */
    public void forgetIndex() {
        try {
            adoptIndex();
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** {@return the quarantine's own folder} */
    public Path folder() {
        return folder;
    }

    /** Removes the folder. */
    public void remove() throws IOException {
        Deletion.of(folder);
    }

    private void adoptIndex() throws IOException {
        Files.deleteIfExists(folder.resolve("index.lock"));
        Files.copy(
                checkout.registration().resolve("index"),
                folder.resolve("index"),
                StandardCopyOption.REPLACE_EXISTING,
                LinkOption.NOFOLLOW_LINKS);
    }

    private void emptyObjects() {
        try {
            Deletion.of(folder.resolve("objects"));
            Files.createDirectories(folder.resolve("objects"));
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private WorktreeStateException refused(TreeId tree, String complaint) {
        return new WorktreeStateException(
                "the objects of tree " + tree + " could not be packed: " + complaint + "; try again", null);
    }

    private WorktreeStateException unusable(IOException cause) {
        return new WorktreeStateException(
                "the folder " + folder + " cannot be used: " + cause.getMessage() + "; check disk and permissions",
                cause);
    }
}
