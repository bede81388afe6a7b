/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.manager;

import dev.helix.api.scope.ScopeBaseline;
import dev.helix.api.worktree.CommitFact;
import dev.helix.api.worktree.FileChange;
import dev.helix.api.worktree.MergeOutcome;
import dev.helix.api.worktree.RepositoryFacts;
import dev.helix.api.worktree.WorktreeBinding;
import dev.helix.api.worktree.WorktreeStateException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A collector that reads from git what the Manager will judge. */
final class ObservationCollector {
    private static final int LOG_LENGTH = 5;

    private final InstantSource clock;

    ObservationCollector(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Observes a binding, ended or not.
     *
     * @param statusBefore the checkout's status lines before the last attempt to merge, empty when there was none
     */
    Observations observe(
            WorktreeBinding binding,
            ScopeBaseline baseline,
            Optional<MergeOutcome> merge,
            Optional<List<String>> statusBefore) {
        RepositoryFacts facts = binding.facts();
        List<String> status = facts.checkoutStatus();
        List<String> leftBehind = new ArrayList<>();
        if (facts.worktreeExists()) {
            leftBehind.add("worktree " + binding.info().worktree());
        }
        if (facts.branchExists()) {
            leftBehind.add("branch " + binding.info().branch());
        }
        return new Observations(
                baseline,
                binding.info(),
                facts.tip(),
                facts.commits(),
                uncommitted(facts),
                facts.changes(),
                facts.baseLog(LOG_LENGTH),
                mergeCommit(facts, merge),
                statusBefore.orElse(status),
                status,
                leftBehind,
                merge,
                clock.instant());
    }

    /** Asks git whether the base branch carries the merge commit, however many others came after it. */
    private static Optional<CommitFact> mergeCommit(RepositoryFacts facts, Optional<MergeOutcome> merge) {
        return merge.filter(MergeOutcome.Merged.class::isInstance)
                .map(outcome -> ((MergeOutcome.Merged) outcome).commit())
                .filter(facts::onBaseBranch)
                .map(facts::commit);
    }

    /** Lists what is in no commit; files that git refuses to look at are a finding like any other. */
    private static List<String> uncommitted(RepositoryFacts facts) {
        try {
            return facts.uncommitted().stream().map(FileChange::path).toList();
        } catch (WorktreeStateException unreadable) {
            return List.of("(" + unreadable.getMessage() + ")");
        }
    }
}
