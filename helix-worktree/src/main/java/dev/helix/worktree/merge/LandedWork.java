/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.merge;

import dev.helix.api.worktree.BindingInfo;
import dev.helix.api.worktree.CommitFact;
import dev.helix.api.worktree.CommitId;
import dev.helix.api.worktree.MergeOutcome;
import dev.helix.worktree.repository.GitRepository;
import java.util.List;
import java.util.Optional;

/**
 * The search for the merge of a binding's work in the history of its base branch: whether it landed is what git says,
 * not what was written down about it. Immutable.
 */
public final class LandedWork {
    private final GitRepository repository;
    private final BindingInfo info;

    /** Searches one repository for the work of one binding. */
    public LandedWork(GitRepository repository, BindingInfo info) {
        this.repository = repository;
        this.info = info;
    }

    /**
     * Finds the merge, however many commits came after it.
     *
     * @param tip where the branch points, empty when it is gone; with commits after those merged it has not landed
     * @return how it ended, without the results of checks, which are in no commit
     */
    public Optional<MergeOutcome.Merged> merge(Optional<CommitId> tip) throws InterruptedException {
        Optional<CommitId> base = repository.tip("refs/heads/" + info.baseBranch());
        if (base.isEmpty()) {
            return Optional.empty();
        }
        return named(base.get()).stream()
                .map(id -> repository.objects().commit(id))
                .filter(commit -> MergeMessage.names(commit, info))
                .filter(commit -> tip.map(commit.parents().get(1)::equals).orElse(true))
                .findFirst()
                .map(LandedWork::outcome);
    }

    /** Lets git look through what may be a long history for commits that mention the branch. */
    private List<CommitId> named(CommitId base) throws InterruptedException {
        return repository
                .call()
                .run(
                        "rev-list",
                        "--min-parents=2",
                        "--max-parents=2",
                        "--fixed-strings",
                        "--grep=" + info.branch(),
                        base.value(),
                        "^" + info.base())
                .require("search " + info.baseBranch() + " for the merge of " + info.branch())
                .text()
                .lines()
                .map(CommitId::new)
                .toList();
    }

    private static MergeOutcome.Merged outcome(CommitFact merge) {
        return MergeOutcome.Merged.of(merge.id(), merge.tree(), merge.parents(), List.of());
    }
}
