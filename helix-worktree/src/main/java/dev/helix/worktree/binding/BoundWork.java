/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.binding;

import dev.helix.api.worktree.BindingInfo;
import dev.helix.api.worktree.CommitId;
import dev.helix.api.worktree.FileChange;
import dev.helix.api.worktree.SavedRef;
import dev.helix.api.worktree.WorktreeStateException;
import dev.helix.worktree.checkout.Checkout;
import dev.helix.worktree.checkout.HomeLayout;
import dev.helix.worktree.checkout.Quarantine;
import dev.helix.worktree.checkout.Quarantine.Inspection;
import dev.helix.worktree.checkout.Workspaces;
import dev.helix.worktree.repository.BranchName;
import dev.helix.worktree.repository.GitRepository;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The work of a binding on disk: its branch, its checkout and its quarantine. Callers see to it that one operation
 * runs at a time.
 *
 * @param info what hosts are told
 * @param name the branch
 * @param repository the repository
 * @param checkout where agents work
 * @param quarantine how the checkout is looked at
 * @param surroundings what the checkout is made from
 */
public record BoundWork(
        BindingInfo info,
        BranchName name,
        GitRepository repository,
        Checkout checkout,
        Quarantine quarantine,
        Environment surroundings) {
    private static final Logger LOG = LoggerFactory.getLogger(BoundWork.class);

    /**
     * The environment of a binding's work: where checkouts go and who makes their workspaces. Immutable.
     *
     * @param places the library's folders
     * @param workspaces makes guarded workspaces
     */
    public record Environment(HomeLayout places, Workspaces workspaces) {}

    HomeLayout places() {
        return surroundings.places();
    }

    Workspaces workspaces() {
        return surroundings.workspaces();
    }

    CommitId tip() throws InterruptedException {
        return repository
                .tip(name.ref())
                .orElseThrow(() -> new WorktreeStateException(
                        "the branch " + name.branch() + " is gone; find its last commit with 'git reflog' or 'git fsck'"
                                + " and create it again",
                        null));
    }

    /** Looks at the checkout; nested repositories are refused, since a commit would keep their name only. */
    Inspection look(CommitId tip) throws InterruptedException {
        Inspection look = quarantine.look(tip);
        List<String> nested = look.changes().stream()
                .filter(FileChange::submodule)
                .map(FileChange::path)
                .toList();
        if (!nested.isEmpty()) {
            quarantine.forgetIndex();
            throw new WorktreeStateException(
                    "the worktree " + checkout.root() + " holds nested repositories at " + nested
                            + ", whose files git would not commit; remove their .git folders, or move them out",
                    null);
        }
        return look;
    }

    CommitId commit(Inspection look, CommitId tip, String message) throws InterruptedException {
        quarantine.admit(look.tree(), tip);
        CommitId commit = repository.writeCommit(look.tree(), List.of(tip), message);
        repository.move(name.ref(), commit, Optional.of(tip));
        quarantine.publishIndex();
        return commit;
    }

    /** Keeps the work under a ref of its own, unless it is the base commit still. */
    SavedRef save(CommitId tip) throws InterruptedException {
        if (tip.equals(info.base())) {
            return SavedRef.nothing();
        }
        if (!repository.tip(name.savedRef()).equals(Optional.of(tip))) {
            repository.move(name.savedRef(), tip, repository.tip(name.savedRef()));
        }
        return SavedRef.of(name.savedRef(), tip);
    }

    void removeLocked(CommitId tip) throws InterruptedException {
        repository.locked(() -> {
            remove(tip);
            return tip;
        });
    }

    /** Removes checkout and branch; the repository's lock is held. What cannot be removed is logged and disturbs no one. */
    void remove(CommitId tip) {
        try {
            checkout.remove();
            quarantine.remove();
            places().removeEmptyParents(checkout.root());
            places().removeEmptyParents(quarantine.folder());
            if (!repository.delete(name.ref(), tip)) {
                LOG.warn("Branch {} was kept: it is locked or has commits after {}", name.branch(), tip);
            }
        } catch (IOException | WorktreeStateException e) {
            LOG.warn("The worktree {} could not be removed completely; delete it by hand", checkout.root(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.warn("Interrupted before branch {} was deleted; delete it by hand", name.branch());
        }
    }
}
