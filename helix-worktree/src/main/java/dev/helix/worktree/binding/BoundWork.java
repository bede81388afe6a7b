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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The work of a binding on disk: its branch, its checkout and its quarantine. Callers see to it that one operation
 * runs at a time.
 */
public record BoundWork(
        BindingInfo info,
        BranchName name,
        GitRepository repository,
        Checkout checkout,
        Quarantine quarantine,
        Workspaces workspaces) {
    private static final Logger LOG = LoggerFactory.getLogger(BoundWork.class);

    HomeLayout places() {
        return workspaces.places();
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
    Inspection inspect(CommitId tip) throws InterruptedException {
        Inspection inspection = quarantine.inspect(tip);
        List<String> nested = inspection.changes().stream()
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
        return inspection;
    }

    /** Writes a commit that no ref points at yet. */
    CommitId writeCommit(Inspection inspection, CommitId tip, String message) throws InterruptedException {
        quarantine.admit(inspection.tree(), tip);
        return repository.writeCommit(inspection.tree(), List.of(tip), message);
    }

    CommitId commit(Inspection inspection, CommitId tip, String message) throws InterruptedException {
        CommitId commit = writeCommit(inspection, tip, message);
        repository.move(name.ref(), commit, Optional.of(tip));
        quarantine.publishIndex();
        return commit;
    }

    /** Saves the work under a ref of its own, unless it is the base commit still. */
    SavedRef save(CommitId tip) throws InterruptedException {
        if (tip.equals(info.base())) {
            return SavedRef.nothing();
        }
        if (!repository.tip(name.savedRef()).equals(Optional.of(tip))) {
            repository.move(name.savedRef(), tip, repository.tip(name.savedRef()));
        }
        return SavedRef.of(name.savedRef(), tip);
    }

    /** Removes checkout and branch under the repository's lock; returns what could not be removed, a sentence each. */
    List<String> remove(CommitId tip, boolean files, boolean branch) throws InterruptedException {
        List<String> left = new ArrayList<>();
        try {
            if (files) {
                checkout.remove();
                places().removeEmptyParents(checkout.root());
            }
            quarantine.remove();
            places().removeEmptyParents(quarantine.folder());
        } catch (IOException | RuntimeException e) {
            LOG.debug("{} could not be removed completely", checkout.root(), e);
            left.add("the worktree " + checkout.root() + " could not be removed completely (" + e.getMessage()
                    + "); delete it by hand");
        }
        if (branch && repository.tip(name.ref()).isPresent() && !repository.delete(name.ref(), tip)) {
            left.add("the branch " + name.branch() + " was kept: it is locked or has commits after "
                    + tip.abbreviated());
        }
        return left;
    }
}
