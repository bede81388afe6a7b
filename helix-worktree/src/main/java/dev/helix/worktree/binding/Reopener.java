/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.binding;

import dev.helix.api.Limits;
import dev.helix.api.worktree.BindingInfo;
import dev.helix.api.worktree.CommitId;
import dev.helix.api.worktree.MergeOutcome;
import dev.helix.api.worktree.WorktreeStateException;
import dev.helix.worktree.checkout.Checkout;
import dev.helix.worktree.checkout.ConfinedGit;
import dev.helix.worktree.checkout.Quarantine;
import dev.helix.worktree.checkout.Workspaces;
import dev.helix.worktree.merge.LandedWork;
import dev.helix.worktree.repository.BranchName;
import dev.helix.worktree.repository.GitRepository;
import dev.helix.worktree.repository.RepositoryKey;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A reader that takes up bindings of earlier processes. The record is believed in nothing: its names must be those the
 * library would give, and git decides what became of the work.
 *
 * <p>Nothing is created, repaired or removed but the private quarantine, whose index starts anew. Thread-safe.
 */
public final class Reopener {
    private final Workspaces workspaces;
    private final ConfinedGit.Means means;

    /**
     * Combines what is needed.
     *
     * @param workspaces makes the workspaces of checkouts
     * @param means how git is held while it looks at them
     */
    public Reopener(Workspaces workspaces, ConfinedGit.Means means) {
        this.workspaces = workspaces;
        this.means = means;
    }

    /**
     * Refuses a record whose names are not those the library gives; looks at nothing outside it.
     *
     * @throws WorktreeStateException if it is such a record
     */
    public void requireOurs(BindingInfo info) {
        BranchName name = name(info);
        require(info, name.branch().equals(info.branch()), "the branch " + info.branch(), name.branch());
        Path worktree = workspaces.places().worktree(info.session(), RepositoryKey.of(info.repository()));
        require(info, worktree.equals(info.worktree()), "the worktree " + info.worktree(), worktree);
        boolean mergeable = org.eclipse.jgit.lib.Repository.isValidRefName("refs/heads/" + info.baseBranch())
                && !info.baseBranch().equals(info.branch());
        require(info, mergeable, "the base branch '" + info.baseBranch() + "'", "another branch");
    }

    private static void require(BindingInfo info, boolean ours, String recorded, Object expected) {
        if (!ours) {
            throw new WorktreeStateException(
                    "the record of binding " + info.id() + " of session " + info.session() + " names " + recorded
                            + ", where Helix would have " + expected + "; nothing was opened",
                    null);
        }
    }

    private static BranchName name(BindingInfo info) {
        return new BranchName(info.session(), info.id().value());
    }

    /**
     * Takes up a binding.
     *
     * @param info a record that {@link #requireOurs} let pass
     * @param limits on the commands in the worktree
     * @param repository its repository
     * @return the binding; it has ended when the base branch holds its work
     * @throws WorktreeStateException if branch or worktree are not there, or not as the library made them
     */
    public GitBinding reopen(BindingInfo info, Limits limits, GitRepository repository) throws InterruptedException {
        Path root = repository.facts().root();
        require(info, root.equals(info.repository()), "the checkout " + info.repository(), root);
        Optional<CommitId> tip = repository.tip(name(info).ref());
        Optional<MergeOutcome.Merged> merged = new LandedWork(repository, info).merge(tip);
        if (merged.isPresent()) {
            Checkout former = Checkout.former(repository, info.worktree());
            BoundWork work = work(info, limits, repository, former);
            return GitBinding.landed(work, work.workspaces().of(repository, former), merged.get());
        }
        requireNotAbandoned(info, repository);
        CommitId commit = tip.orElseThrow(() -> branchGone(info));
        Checkout checkout = Checkout.find(repository, info.worktree(), info.branch());
        BoundWork work = work(info, limits, repository, checkout);
        work.quarantine().open();
        return new GitBinding(work, work.workspaces().of(repository, checkout), commit);
    }

    private BoundWork work(BindingInfo info, Limits limits, GitRepository repository, Checkout checkout) {
        Path folder = workspaces.places().quarantine(info.session(), RepositoryKey.of(info.repository()));
        Quarantine quarantine = new Quarantine(repository, checkout, means, folder);
        return new BoundWork(info, name(info), repository, checkout, quarantine, workspaces.within(limits));
    }

    /** A saved ref is written by abandoning only, after which files and branch go, perhaps not all of them. */
    private static void requireNotAbandoned(BindingInfo info, GitRepository repository) throws InterruptedException {
        String saved = name(info).savedRef();
        if (repository.tip(saved).isPresent()) {
            throw new WorktreeStateException(
                    "the work of " + info.branch() + " was abandoned; it is kept under " + saved
                            + ", from which 'git branch <name> " + saved + "' brings it back",
                    null);
        }
    }

    private static WorktreeStateException branchGone(BindingInfo info) {
        return new WorktreeStateException(
                "the branch " + info.branch() + " is gone and no merge of it is on " + info.baseBranch()
                        + "; look for its last commit with 'git fsck --lost-found', and for files in "
                        + info.worktree(),
                null);
    }
}
