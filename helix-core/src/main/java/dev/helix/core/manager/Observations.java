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
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The observations that the library itself made at the end of a task; the Manager judges these and nothing else.
 *
 * @param baseline what was asked, with the scope in force
 * @param tip the branch's last commit
 * @param commits the branch's commits, newest first
 * @param changes what the branch changes
 * @param baseLog the base branch's newest commits along first parents
 * @param mergeCommit the merge commit as git records it, when the base branch carries it
 * @param statusBefore entries of the user's checkout's status before the attempt to merge
 * @param status its entries now
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
        Optional<CommitFact> mergeCommit,
        List<String> statusBefore,
        List<String> status,
        List<String> leftBehind,
        Optional<MergeOutcome> merge,
        Instant at) {

    /** Two letters and a blank come before the path of a status entry. */
    private static final int STATUS_LETTERS = 3;

    /**
     * {@return the entries of the status that were not there before and are about paths the merge touched; what the user
     * does elsewhere in the checkout meanwhile is the user's own business}
     */
    List<String> disturbed() {
        Set<String> touched = changes.stream().map(FileChange::path).collect(Collectors.toSet());
        return status.stream()
                .filter(entry -> !statusBefore.contains(entry))
                .filter(entry -> touched.contains(entry.substring(STATUS_LETTERS)))
                .toList();
    }

    Optional<MergeOutcome.Merged> merged() {
        return merge.filter(MergeOutcome.Merged.class::isInstance).map(MergeOutcome.Merged.class::cast);
    }
}
