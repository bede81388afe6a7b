/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.binding;

import static java.util.Objects.requireNonNull;

import dev.helix.api.worktree.CommitFact;
import dev.helix.api.worktree.CommitId;
import dev.helix.api.worktree.FileChange;
import dev.helix.api.worktree.RepositoryFacts;
import dev.helix.api.worktree.RepositoryInfo;
import dev.helix.api.worktree.TreeFiles;
import dev.helix.api.worktree.TreeId;
import dev.helix.api.worktree.WorktreeStateException;
import dev.helix.worktree.git.GitCall;
import dev.helix.worktree.git.GitObjects;
import dev.helix.worktree.repository.GitRepository;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/** The facts git states about a binding. Thread-safe. */
final class GitFacts implements RepositoryFacts {
    /** Two letters and a blank come before each path (git-status, "porcelain format version 1"). */
    private static final int STATUS_LETTERS = 3;

    private final GitBinding binding;
    private final GitRepository repository;

    GitFacts(GitBinding binding, GitRepository repository) {
        this.binding = binding;
        this.repository = repository;
    }

    @Override
    public CommitId tip() {
        return uninterrupted("read the tip", binding::tip);
    }

    @Override
    public TreeId tipTree() {
        return objects().commit(tip()).tree();
    }

    @Override
    public List<CommitFact> commits() {
        return objects().commitsSince(tip(), binding.info().base());
    }

    @Override
    public List<FileChange> changes() {
        TreeId base = objects().commit(binding.info().base()).tree();
        return objects().changes(base, tipTree());
    }

    @Override
    public List<FileChange> uncommitted() {
        return uninterrupted("look at the worktree", binding::uncommitted);
    }

    @Override
    public List<CommitFact> baseLog(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1, was " + limit);
        }
        CommitId base = uninterrupted("read the base branch", repository::baseTip);
        return objects().firstParents(base, limit);
    }

    @Override
    public List<String> checkoutStatus() {
        return uninterrupted("read the status of the user's checkout", this::status);
    }

    private List<String> status() throws InterruptedException {
        Path root = repository.facts().root();
        GitCall call = repository.callIn(repository.facts().gitDir(), root);
        // The words after "git" are the arguments; nothing is abbreviated for the eye.
        String[] arguments = STATUS_COMMAND.substring("git ".length()).split(" ", -1);
        return call.run(arguments).require("read the status of " + root).entries(STATUS_LETTERS);
    }

    @Override
    public boolean worktreeExists() {
        return binding.worktreeExists();
    }

    @Override
    public boolean branchExists() {
        return uninterrupted(
                "look for the branch",
                () -> repository.tip("refs/heads/" + binding.info().branch()).isPresent());
    }

    @Override
    public boolean onBaseBranch(CommitId commit) {
        requireNonNull(commit, "commit");
        return uninterrupted("look for " + commit + " on the base branch", () -> {
            String base = repository.facts().baseRef();
            return repository
                    .call()
                    .run("merge-base", "--is-ancestor", commit.value(), base)
                    .ok();
        });
    }

    @Override
    public CommitFact commit(CommitId id) {
        return objects().commit(requireNonNull(id, "id"));
    }

    @Override
    public TreeFiles files(TreeId tree) {
        return objects().files(requireNonNull(tree, "tree"));
    }

    @Override
    public RepositoryInfo repository() {
        return repository.facts().info();
    }

    private GitObjects objects() {
        return repository.objects();
    }

    private static <T> T uninterrupted(String asked, Callable<T> reading) {
        try {
            return reading.call();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WorktreeStateException("interrupted while asked to " + asked + "; ask again", e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("a reading throws nothing else", e);
        }
    }
}
