/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.repository;

import dev.helix.api.worktree.CommitId;
import dev.helix.api.worktree.RepositoryUnsuitableException;
import dev.helix.api.worktree.RepositoryUnsuitableException.Reason;
import dev.helix.worktree.git.Drivers;
import dev.helix.worktree.git.Git;
import dev.helix.worktree.git.GitCall;
import dev.helix.worktree.git.RefFiles;
import dev.helix.worktree.git.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An inspector that finds the repository around a directory and decides whether it can be bound; it changes nothing.
 * Thread-safe.
 */
public final class Inspector {
    private static final String HEADS = "refs/heads/";

    private final Git git;
    private final List<Path> forbidden;
    /** The latest commit of each repository in which no submodule was found. A commit never changes. */
    private final Map<Path, CommitId> free = new ConcurrentHashMap<>();

    /**
     * Uses git, and refuses what lies in the library's own folders.
     *
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
     * @throws RepositoryUnsuitableException if there is none, or it cannot be bound
     */
    public Repository inspect(Path projectRoot) throws InterruptedException {
        Discovery found = discovered(projectRoot);
        Settings settings = supported(found);
        String branch = branch(found);
        return inspect(found, settings, branch, head(found, branch));
    }

    /**
     * Inspects a repository for work that began earlier, whatever is checked out by now.
     *
     * @param projectRoot any directory inside a checkout
     * @param baseBranch short name of the branch the work goes to
     * @param base the commit it began on
     * @return the repository as it was then
     * @throws RepositoryUnsuitableException if it is gone, or can no longer be bound
     */
    public Repository inspect(Path projectRoot, String baseBranch, CommitId base) throws InterruptedException {
        Discovery found = discovered(projectRoot);
        return inspect(found, supported(found), baseBranch, base);
    }

    private Discovery discovered(Path projectRoot) throws InterruptedException {
        Path directory = realDirectory(projectRoot);
        return Discovery.around(directory, git.around(directory));
    }

    /** Comes before any look at refs: what is not supported keeps them elsewhere. */
    private Settings supported(Discovery found) throws InterruptedException {
        Settings settings = Settings.read(git.in(found.gitDir(), Drivers.NONE));
        new Features(found.root(), found.gitDir(), settings).requireSupported();
        return settings;
    }

    private Repository inspect(Discovery found, Settings settings, String branch, CommitId head)
            throws InterruptedException {
        GitCall call = git.in(found.gitDir(), Drivers.NONE);
        Repository repository = new Repository(found.root(), found.gitDir(), found.commonDir(), branch, head, settings);
        Content content = new Content(repository, call);
        if (!repository.head().equals(free.get(repository.commonDir()))) {
            content.refuseSubmodules();
            free.put(repository.commonDir(), repository.head());
        }
        content.refuseFilters();
        requireFreeBranchNames(found);
        return repository;
    }

    private Path realDirectory(Path projectRoot) {
        if (!Files.isDirectory(projectRoot)) {
            throw unsuitable(
                    Reason.NOT_A_REPOSITORY,
                    projectRoot + " is not a directory; name a directory inside a checkout of a git repository");
        }
        Path real = real(projectRoot);
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

    private static String branch(Discovery found) {
        String head = read(found.root(), found.gitDir(), "HEAD").orElse("");
        if (!head.startsWith("ref: ")) {
            throw unsuitable(
                    Reason.DETACHED,
                    found.root()
                            + " has no branch checked out (detached HEAD); run 'git switch <branch>' there, so that"
                            + " there is a branch to merge into");
        }
        String ref = head.substring("ref: ".length());
        if (!ref.startsWith(HEADS)) {
            throw unsuitable(
                    Reason.UNSUPPORTED,
                    found.root() + " has " + ref + " checked out, which is not a branch; run 'git switch <branch>'");
        }
        return ref.substring(HEADS.length());
    }

    /** Git keeps branches as files: beside a branch of that name there can be none below it. */
    private static void requireFreeBranchNames(Discovery found) {
        if (read(found.root(), found.commonDir(), HEADS + BranchName.PREFIX).isPresent()) {
            throw unsuitable(
                    Reason.BRANCH_NAME_TAKEN,
                    "a branch named '" + BranchName.PREFIX + "' exists in " + found.root()
                            + ", so git cannot create branches below that name; rename it with 'git branch -m "
                            + BranchName.PREFIX + " <other>'");
        }
    }

    private static CommitId head(Discovery found, String branch) {
        Optional<String> commit = read(found.root(), found.commonDir(), HEADS + branch);
        if (commit.isEmpty()) {
            throw unsuitable(
                    Reason.UNBORN,
                    found.root() + " has no commit on branch " + branch + " yet; make a first commit, to which work can"
                            + " be compared");
        }
        try {
            return new CommitId(commit.get());
        } catch (IllegalArgumentException e) {
            throw unsuitable(
                    Reason.UNSUPPORTED,
                    found.root() + " has a branch " + branch + " that holds '" + commit.get()
                            + "' instead of a commit; run 'git switch' to a plain branch");
        }
    }

    private static Optional<String> read(Path root, Path gitDir, String ref) {
        try {
            return RefFiles.read(gitDir, ref);
        } catch (IOException e) {
            throw unsuitable(
                    Reason.UNSUPPORTED, root + " has a ref " + ref + " that cannot be read (" + e.getMessage() + ")");
        }
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw unsuitable(
                    Reason.NOT_A_REPOSITORY, path + " cannot be resolved (" + e.getMessage() + "); check permissions");
        }
    }

    static RepositoryUnsuitableException unsuitable(Reason reason, String message) {
        return new RepositoryUnsuitableException(reason, message);
    }
}
