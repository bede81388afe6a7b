/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.manager;

import dev.helix.api.scope.ScopeBaseline;
import dev.helix.api.worktree.BindingInfo;
import dev.helix.api.worktree.CommitFact;
import dev.helix.api.worktree.CommitId;
import dev.helix.api.worktree.FileChange;
import dev.helix.api.worktree.MergeOutcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The observations that the library itself made at the end of a task; the Manager judges these and nothing else.
 *
 * @param baseline what was asked, with the scope in force
 * @param binding where the work was done
 * @param tip the branch's last commit
 * @param commits the branch's commits, newest first
 * @param uncommitted paths in no commit
 * @param changes what the branch changes
 * @param baseLog the base branch's newest commits along first parents
 * @param newInCheckout status lines of the user's checkout that were not there before the merge
 * @param leftBehind what should be gone and is not: worktree or branch
 * @param merge how the last attempt to merge ended
 * @param at when this was observed
 */
record Observations(
        ScopeBaseline baseline,
        BindingInfo binding,
        CommitId tip,
        List<CommitFact> commits,
        List<String> uncommitted,
        List<FileChange> changes,
        List<CommitFact> baseLog,
        List<String> newInCheckout,
        List<String> leftBehind,
        Optional<MergeOutcome> merge,
        Instant at) {

    Optional<MergeOutcome.Merged> merged() {
        return merge.filter(MergeOutcome.Merged.class::isInstance).map(MergeOutcome.Merged.class::cast);
    }
}
