/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.api.manager.Criterion;
import dev.helix.api.manager.TaskOutcome;
import dev.helix.api.session.DeliveryEvents;
import dev.helix.api.worktree.MergeOutcome;
import dev.helix.api.worktree.ReviewContext;
import dev.helix.api.worktree.ReviewSubject;
import dev.helix.api.worktree.ReviewVerdict;
import dev.helix.api.worktree.Reviewer;
import dev.helix.api.worktree.WorktreeBinding;
import dev.helix.api.worktree.WorktreeServiceFactory;
import dev.helix.core.HelixBuilder;
import dev.helix.testkit.ReplayEngines;
import dev.helix.worktree.GitWorktrees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests of what review, verification and the look for unfinished work keep from main, and of what lands without each
 * of them. The agent's words are the same in every pair.
 */
class GateBoundaryTest {
    private static final String CONNECT = "Connect the greeting.";
    private static final String SHORTEN = "Shorten the greeting.";
    private static final String GOODBYE = "Say goodbye and test it.";

    @TempDir
    Path temporary;

    private Scenario trial;
    private final RecordingHost host = new RecordingHost();

    @BeforeEach
    void layOut() throws IOException {
        trial = Scenario.in(temporary);
    }

    @Test
    void workThatAReviewerObjectsToDoesNotLand() throws Exception {
        TaskOutcome outcome = deliver(CONNECT, assembly(GitWorktrees.create()).reviewer(new NoTelnet()));

        assertSentBack(outcome, Criterion.IMPLEMENTED, "no-telnet: telnet sends everything in the clear");
        assertThat(host.bodies(DeliveryEvents.MergeAttempted.class)).isEmpty();
    }

    @Test
    void withoutTheReviewerItWouldHaveLanded() throws Exception {
        Reviewer blind = new Reviewer() {
            @Override
            public String name() {
                return "no-telnet";
            }

            @Override
            public ReviewVerdict review(ReviewSubject subject, ReviewContext context) {
                return ReviewVerdict.approve();
            }
        };

        TaskOutcome outcome = deliver(CONNECT, assembly(GitWorktrees.create()).reviewer(blind));

        assertThat(outcome).isInstanceOf(TaskOutcome.Delivered.class);
        assertThat(trial.repository.onMain("src/connect.sh")).contains("telnet");
    }

    @Test
    void workThatChangedAfterTheReviewDoesNotLand() throws Exception {
        TaskOutcome outcome = deliver(GOODBYE, assembly(DecoratedWorktrees.worktrees(committingAfterTheLook())));

        assertSentBack(outcome, Criterion.IMPLEMENTED, "review again");
        assertThat(host.bodies(DeliveryEvents.MergeAttempted.class)).isEmpty();
    }

    @Test
    void withoutTheGateWorkThatNobodyReviewedWouldHaveLanded() throws Exception {
        UnaryOperator<WorktreeBinding> open = GuardRemoved.all(GuardRemoved.reviewGate(), committingAfterTheLook());

        TaskOutcome outcome = deliver(GOODBYE, assembly(DecoratedWorktrees.worktrees(open)));

        assertThat(outcome).isInstanceOf(TaskOutcome.Delivered.class);
        assertThat(trial.repository.onMain("src/late.sh")).isEqualTo("echo late");
    }

    @Test
    void workThatFailsItsVerificationDoesNotLand() throws Exception {
        TaskOutcome outcome = deliver(SHORTEN, assembly(GitWorktrees.create()));

        assertSentBack(outcome, Criterion.IMPLEMENTED, "`sh check.sh` ended with status 1");
        assertThat(outcome.explanation()).contains("test/main.sh");
        assertThat(host.bodies(DeliveryEvents.MergeAttempted.class))
                .singleElement()
                .matches(attempt -> attempt.outcome() instanceof MergeOutcome.CheckFailed);
    }

    @Test
    void withoutTheVerificationItWouldHaveLanded() throws Exception {
        TaskOutcome outcome =
                deliver(SHORTEN, assembly(DecoratedWorktrees.worktrees(GuardRemoved.mergeCheck("verification"))));

        assertThat(trial.repository.onMain("src/greet.sh")).contains("hi $1");
        // Too late to help, but the Manager does not call it delivered.
        assertThat(outcome).isInstanceOf(TaskOutcome.SentBack.class);
    }

    @Test
    void workOfWhichAPartIsInNoCommitDoesNotLand() throws Exception {
        TaskOutcome outcome = deliver(GOODBYE, assembly(GitWorktrees.create()));

        assertSentBack(outcome, Criterion.COMMITTED, "These changes are in no commit: test/bye.sh");
        assertThat(host.bodies(DeliveryEvents.MergeAttempted.class)).isEmpty();
    }

    @Test
    void withoutTheLookForUnfinishedWorkHalfOfItWouldHaveLanded() throws Exception {
        TaskOutcome outcome =
                deliver(GOODBYE, assembly(DecoratedWorktrees.worktrees(GuardRemoved.lookAtUncommittedWork())));

        assertThat(outcome).isInstanceOf(TaskOutcome.Delivered.class);
        assertThat(trial.repository.changedSince(trial.start)).containsExactly("src/bye.sh");
    }

    private void assertSentBack(TaskOutcome outcome, Criterion criterion, String why) {
        assertThat(outcome).isInstanceOfSatisfying(TaskOutcome.SentBack.class, sentBack -> {
            assertThat(sentBack.explanation()).contains(why);
            assertThat(sentBack.criterion()).isEqualTo(criterion);
        });
        assertThat(trial.mainMoved()).isFalse();
        trial.repository.assertSound();
    }

    private HelixBuilder assembly(WorktreeServiceFactory worktrees) throws IOException {
        return trial.assemble(ReplayEngines.of(Cassettes.named("boundaries.cassette.json")), worktrees)
                .limits(Scenario.rounds(0));
    }

    private TaskOutcome deliver(String text, HelixBuilder assembly) throws InterruptedException {
        return Scenario.run(assembly, trial.task(text), host);
    }

    /** Lets another hand commit between the reviewer's look and the approval. */
    private static UnaryOperator<WorktreeBinding> committingAfterTheLook() {
        return git -> new DecoratedWorktrees.Binding(git) {
            @Override
            public ReviewSubject review() throws InterruptedException {
                git.workspace().write("test/bye.sh", "true\n".getBytes(UTF_8));
                git.commit("the rest");
                ReviewSubject seen = git.review();
                git.workspace().write("src/late.sh", "echo late\n".getBytes(UTF_8));
                git.commit("slip something in");
                return seen;
            }
        };
    }

    /** A host's own reviewer. */
    private static final class NoTelnet implements Reviewer {
        @Override
        public String name() {
            return "no-telnet";
        }

        @Override
        public ReviewVerdict review(ReviewSubject subject, ReviewContext context) {
            return subject.diff().contains("telnet")
                    ? ReviewVerdict.reject("telnet sends everything in the clear")
                    : ReviewVerdict.approve();
        }
    }
}
