/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.repository;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.helix.api.worktree.CommitId;
import dev.helix.api.worktree.TreeId;
import dev.helix.api.worktree.WorktreeStateException;
import dev.helix.worktree.git.Drivers;
import dev.helix.worktree.git.Git;
import dev.helix.worktree.git.GitCall;
import dev.helix.worktree.git.GitObjects;
import dev.helix.worktree.git.GitResult;
import dev.helix.worktree.git.RefFiles;
import dev.helix.worktree.git.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One repository, with operations that read and move its refs and write its commits. Works on the object store and
 * refs only, never in a checkout. Thread-safe.
 */
public final class GitRepository {
    /** A checkout of a very large tree is made under the lock. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Pattern OBJECT_ID = Pattern.compile("[0-9a-f]{40}");

    private final Repository facts;
    private final Git git;
    private final SharedRepository shared;
    private final Identity identity;
    private final InstantSource clock;
    private final RepositoryView view;

    /**
     * Combines what is known of a repository with the means to work on it.
     *
     * @param shared what all bindings of the repository share
     */
    public GitRepository(Repository facts, Git git, SharedRepository shared, Identity identity, InstantSource clock) {
        this.facts = facts;
        this.git = git;
        this.shared = shared;
        this.identity = identity;
        this.clock = clock;
        this.view = RepositoryView.of(facts, Path.of(System.getenv().getOrDefault("HOME", "/")));
    }

    /** {@return what inspection found} */
    public Repository facts() {
        return facts;
    }

    /** {@return what sandboxed commands see of the repository and of the user's git configuration} */
    public RepositoryView view() {
        return view;
    }

    /** {@return what all bindings of the repository share, locks} */
    public SharedRepository shared() {
        return shared;
    }

    /** {@return the commits and trees} */
    public GitObjects objects() {
        return shared.objects();
    }

    /** {@return a call on the common git directory, without a work tree} */
    public GitCall call() {
        return git.in(facts.commonDir(), facts.drivers());
    }

    /** {@return a call on a git directory with a {@code HEAD} of its own, without its checkout} */
    public GitCall callOn(Path gitDir) {
        return git.in(gitDir, facts.drivers());
    }

    /** {@return a call on a checkout of the user, with the drivers configured by now switched off} */
    public GitCall callIn(Path gitDir, Path root) throws InterruptedException {
        Drivers current = Settings.read(git.in(gitDir, Drivers.NONE)).drivers();
        return git.in(gitDir, current).workTree(root);
    }

    /**
     * Does something while no other Helix changes worktrees or branches of the repository.
     *
     * @return the action's result
     * @throws WorktreeStateException if another Helix keeps the lock for minutes
     */
    public <T> T locked(RepositoryLock.Action<T> action) throws InterruptedException {
        return shared.lock()
                .hold(PATIENCE, action)
                .orElseThrow(() -> new WorktreeStateException(
                        "another Helix holds the lock of " + facts.commonDir() + " for " + PATIENCE.toMinutes()
                                + " minutes; look for a process that hangs, then ask again",
                        null));
    }

    /** {@return where a ref points; empty when there is no such ref} */
    public Optional<CommitId> tip(String ref) throws InterruptedException {
        try {
            Optional<String> stored = RefFiles.read(facts.commonDir(), ref);
            if (stored.isEmpty() || OBJECT_ID.matcher(stored.get()).matches()) {
                return stored.map(CommitId::new);
            }
        } catch (IOException unreadable) {
            // Git says it better.
        }
        GitResult result = call().run("rev-parse", "--verify", "-q", ref + "^{commit}");
        return result.ok() ? Optional.of(new CommitId(result.text())) : Optional.empty();
    }

    /**
     * Looks up where the base branch points.
     *
     * @throws WorktreeStateException if the branch is gone
     */
    public CommitId baseTip() throws InterruptedException {
        return tip(facts.baseRef())
                .orElseThrow(() -> new WorktreeStateException(
                        "the base branch " + facts.baseBranch() + " of " + facts.root()
                                + " is gone; create it again, or abandon the work",
                        null));
    }

    /** Writes a commit that no ref points at yet. */
    public CommitId writeCommit(TreeId tree, List<CommitId> parents, String message) throws InterruptedException {
        List<String> line = new ArrayList<>(List.of("commit-tree", tree.value()));
        for (CommitId parent : parents) {
            line.add("-p");
            line.add(parent.value());
        }
        GitCall call = identity.sign(call(), clock.instant()).input(message.getBytes(UTF_8));
        return new CommitId(call.run(line.toArray(String[]::new))
                .require("write a commit of tree " + tree)
                .text());
    }

    /**
     * Creates a ref, or moves it if it still points where expected.
     *
     * @param from where it must point now; empty when it must not exist
     * @throws WorktreeStateException if it points elsewhere or is locked
     */
    public void move(String ref, CommitId to, Optional<CommitId> from) throws InterruptedException {
        String old = from.map(CommitId::value).orElse("0".repeat(to.value().length()));
        call().run("update-ref", "--no-deref", "--create-reflog", "-m", "helix", ref, to.value(), old)
                .require("move " + ref + " to " + to);
    }

    /** Deletes a ref if it still points where expected; false when it does not, or is locked. */
    public boolean delete(String ref, CommitId from) throws InterruptedException {
        return call().run("update-ref", "--no-deref", "-d", ref, from.value()).ok();
    }
}
