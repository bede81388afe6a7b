/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.manager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.api.scope.ScopeBaseline;
import dev.helix.api.worktree.CommitFact;
import dev.helix.api.worktree.CommitId;
import dev.helix.api.worktree.MergeOutcome;
import dev.helix.api.worktree.TreeId;
import dev.helix.core.delivery.FakeBinding;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ObservationCollectorTest {
    private static final CommitId MERGE = new CommitId("c".repeat(40));

    private final FakeBinding binding = new FakeBinding();

    @Test
    void aMergeIsSeenThoughTheNewestCommitsOfTheBaseBranchAreOthers() {
        binding.onBaseBranch.add(MERGE);

        assertThat(binding.baseLog(5)).isEmpty();
        assertThat(mergeCommit()).map(CommitFact::id).contains(MERGE);
    }

    @Test
    void aMergeThatTheBaseBranchLostIsNotSeen() {
        assertThat(mergeCommit()).isEmpty();
    }

    private Optional<CommitFact> mergeCommit() {
        MergeOutcome merged = MergeOutcome.Merged.of(MERGE, new TreeId("d".repeat(40)), List.of(), List.of());
        ScopeBaseline baseline = ScopeBaseline.builder("do it", "f".repeat(64)).build();
        return new ObservationCollector(InstantSource.system())
                .observe(binding, baseline, Optional.of(merged), Optional.of(List.of()))
                .mergeCommit();
    }
}
