/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.repository;

import dev.helix.api.worktree.CommitId;
import dev.helix.api.worktree.RepositoryUnsuitableException;
import dev.helix.api.worktree.RepositoryUnsuitableException.Reason;
import dev.helix.worktree.git.Drivers;
import dev.helix.worktree.git.Git;
import dev.helix.worktree.git.GitCall;
import dev.helix.worktree.git.GitResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Finds the repository around a directory and decides whether it can be bound; changes nothing. Thread-safe. */
public final class Inspector {
    private static final String HEADS = "refs/heads/";

    private final Git git;
    private final List<Path> forbidden;

    /**
     * Uses git, and refuses what lies in the library's own folders.
     *
     * @param git runs git
     * @param forbidden folders agents write to, where git must never look for a repository
     */
    public Inspector(Git git, List<Path> forbidden) {
        this.git = git;
        this.forbidden = List.copyOf(forbidden);
    }

    /**
     * Inspects a directory.
     *
     * @param projectRoot any directory inside a checkout
     * @return the repository
     * @throws RepositoryUnsuitableException if there is none, or it cannot be bound
     * @throws InterruptedException if the calling thread was interrupted
     */
    public Repository inspect(Path projectRoot) throws InterruptedException {
        Path directory = realDirectory(projectRoot);
        GitCall around = git.around(directory);
        requireCheckout(directory, around);
        Path root = realPath(directory, path(around, "--show-toplevel"));
        Path gitDir = realPath(directory, path(around, "--absolute-git-dir"));
        Path commonDir = realPath(directory, directory.resolve(path(around, "--git-common-dir")));
        Drivers drivers = git.drivers(gitDir);
        GitCall call = git.in(gitDir, drivers);
        new Features(root, gitDir, call).requireSupported();
        String branch = branch(root, call);
        Repository repository = new Repository(root, gitDir, commonDir, branch, head(root, branch, call), drivers);
        new Content(repository, call).requireSupported();
        return repository;
    }

    private Path realDirectory(Path projectRoot) {
        if (!Files.isDirectory(projectRoot)) {
            throw unsuitable(
                    Reason.NOT_A_REPOSITORY,
                    projectRoot + " is not a directory; name a directory inside a checkout of a git repository");
        }
        Path real = realPath(projectRoot, projectRoot);
        for (Path folder : forbidden) {
            if (real.startsWith(folder)) {
                throw unsuitable(
                        Reason.UNSUPPORTED,
                        projectRoot + " lies in Helix's own folder " + folder
                                + "; name the user's checkout, of which that is a copy");
            }
        }
        return real;
    }

    private static void requireCheckout(Path directory, GitCall around) throws InterruptedException {
        GitResult inside = around.run("rev-parse", "--is-bare-repository", "--is-inside-work-tree");
        if (!inside.ok()) {
            boolean foreign = inside.complaint().contains("dubious ownership");
            throw unsuitable(
                    foreign ? Reason.UNSUPPORTED : Reason.NOT_A_REPOSITORY,
                    foreign
                            ? directory + " belongs to another user and git does not trust it: " + inside.complaint()
                            : directory + " is in no git repository (" + inside.complaint()
                                    + "); name a directory inside a checkout, or run 'git init' and commit first");
        }
        if (inside.text().endsWith("true")) {
            return;
        }
        if (inside.text().startsWith("true")) {
            throw unsuitable(
                    Reason.BARE, directory + " is a bare repository; name a checkout, made by 'git worktree add'");
        }
        throw unsuitable(
                Reason.NOT_A_REPOSITORY, directory + " lies inside a git directory; name a directory of the checkout");
    }

    private static String path(GitCall around, String what) throws InterruptedException {
        return around.run("rev-parse", what).require("find the repository").text();
    }

    private static String branch(Path root, GitCall call) throws InterruptedException {
        GitResult head = call.run("symbolic-ref", "-q", "HEAD");
        if (!head.ok()) {
            throw unsuitable(
                    Reason.DETACHED,
                    root + " has no branch checked out (detached HEAD); run 'git switch <branch>' there, so that there"
                            + " is a branch to merge into");
        }
        if (!head.text().startsWith(HEADS)) {
            throw unsuitable(
                    Reason.UNSUPPORTED,
                    root + " has " + head.text() + " checked out, which is not a branch; run 'git switch <branch>'");
        }
        return head.text().substring(HEADS.length());
    }

    private static CommitId head(Path root, String branch, GitCall call) throws InterruptedException {
        GitResult commit = call.run("rev-parse", "--verify", "-q", HEADS + branch + "^{commit}");
        if (!commit.ok()) {
            throw unsuitable(
                    Reason.UNBORN,
                    root + " has no commit on branch " + branch + " yet; make a first commit, to which work can be"
                            + " compared");
        }
        return new CommitId(commit.text());
    }

    private static Path realPath(Path asked, Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw unsuitable(
                    Reason.NOT_A_REPOSITORY, asked + " cannot be resolved (" + e.getMessage() + "); check permissions");
        }
    }

    private static Path realPath(Path asked, String path) {
        return realPath(asked, Path.of(path));
    }

    static RepositoryUnsuitableException unsuitable(Reason reason, String message) {
        return new RepositoryUnsuitableException(reason, message);
    }
}
