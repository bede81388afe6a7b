/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.api.manager.Criterion;
import dev.helix.api.manager.TaskOutcome;
import dev.helix.api.scope.PathRules;
import dev.helix.api.session.CallEvents;
import dev.helix.api.session.DeliveryEvents;
import dev.helix.api.workspace.WriteRefusedException;
import dev.helix.api.worktree.MergeOutcome;
import dev.helix.api.worktree.WorktreeServiceFactory;
import dev.helix.testkit.ReplayEngines;
import dev.helix.worktree.GitWorktrees;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests of the three places that hold a task to its scope, each by itself, and of what lands without them. The
 * agent's words are the same in every pair.
 */
class ScopeBoundaryTest {
    private static final PathRules SCOPE = PathRules.only("src/");
    private static final String BY_TOOL = "Shout in the greeting by tool.";
    private static final String BY_SHELL = "Shout in the greeting by shell.";

    @TempDir
    Path temporary;

    private Scenario trial;
    private final RecordingHost host = new RecordingHost();

    @BeforeEach
    void layOut() throws IOException {
        trial = Scenario.in(temporary);
    }

    @Test
    void guardRefusesTheToolsWriteAndTheRestLands() throws Exception {
        TaskOutcome outcome = deliver(BY_TOOL, SCOPE, GitWorktrees.create());

        assertThat(outcome).isInstanceOf(TaskOutcome.Delivered.class);
        assertThat(host.bodies(CallEvents.WriteRefused.class))
                .singleElement()
                .matches(refused -> refused.reason() == WriteRefusedException.Reason.OUT_OF_SCOPE);
        assertThat(trial.repository.changedSince(trial.start)).containsExactly("src/shout.sh");
        trial.repository.assertNothingLeft();
    }

    @Test
    void withoutAScopeTheToolsWriteWouldHaveLanded() throws Exception {
        TaskOutcome outcome = deliver(BY_TOOL, PathRules.EVERYTHING, GitWorktrees.create());

        assertThat(outcome).isInstanceOf(TaskOutcome.Delivered.class);
        assertThat(trial.repository.onMain("docs/guide.md")).isEqualTo("Everything is better loud.");
    }

    @Test
    void reviewObjectsToWhatAShellChanged() throws Exception {
        TaskOutcome outcome = deliver(BY_SHELL, SCOPE, GitWorktrees.create());

        assertThat(outcome).isInstanceOfSatisfying(TaskOutcome.SentBack.class, sentBack -> {
            assertThat(sentBack.criterion()).isEqualTo(Criterion.CLEAN);
            assertThat(sentBack.explanation()).contains("docs/guide.md: is outside the scope");
        });
        assertThat(host.bodies(DeliveryEvents.MergeAttempted.class)).isEmpty();
        assertThat(trial.mainMoved()).isFalse();
        trial.repository.assertSound();
    }

    @Test
    void candidateCheckCatchesWhatTheReviewWasNotShown() throws Exception {
        TaskOutcome outcome =
                deliver(BY_SHELL, SCOPE, DecoratedWorktrees.worktrees(GuardRemoved.outOfScopeChangesInReview(SCOPE)));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        TaskOutcome.SentBack.class,
                        sentBack -> assertThat(sentBack.criterion()).isEqualTo(Criterion.CLEAN));
        assertThat(host.bodies(DeliveryEvents.Reviewed.class))
                .allMatch(reviewed -> reviewed.findings().isEmpty());
        assertThat(host.bodies(DeliveryEvents.MergeAttempted.class))
                .singleElement()
                .matches(attempt -> attempt.outcome() instanceof MergeOutcome.CheckFailed);
        assertThat(trial.mainMoved()).isFalse();
        trial.repository.assertSound();
    }

    @Test
    void withoutReviewAndCandidateCheckTheShellsChangeWouldHaveLanded() throws Exception {
        WorktreeServiceFactory unguarded = DecoratedWorktrees.worktrees(
                GuardRemoved.all(GuardRemoved.outOfScopeChangesInReview(SCOPE), GuardRemoved.mergeCheck("scope")));

        TaskOutcome outcome = deliver(BY_SHELL, SCOPE, unguarded);

        assertThat(trial.repository.onMain("docs/guide.md")).isEqualTo("SHOUT src/main.sh.");
        // Too late to help, but the Manager does not call it delivered.
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        TaskOutcome.SentBack.class,
                        sentBack -> assertThat(sentBack.explanation())
                                .isEqualTo("merged, but: out of scope: docs/guide.md"));
    }

    @Test
    void withoutAScopeTheShellsChangeWouldHaveLanded() throws Exception {
        TaskOutcome outcome = deliver(BY_SHELL, PathRules.EVERYTHING, GitWorktrees.create());

        assertThat(outcome).isInstanceOf(TaskOutcome.Delivered.class);
        assertThat(trial.repository.onMain("docs/guide.md")).isEqualTo("SHOUT src/main.sh.");
    }

    private TaskOutcome deliver(String text, PathRules scope, WorktreeServiceFactory worktrees) throws Exception {
        return Scenario.run(
                trial.assemble(ReplayEngines.of(Cassettes.named("boundaries.cassette.json")), worktrees)
                        .limits(Scenario.rounds(0)),
                trial.task(text).toBuilder().scope(scope).build(),
                host);
    }
}
