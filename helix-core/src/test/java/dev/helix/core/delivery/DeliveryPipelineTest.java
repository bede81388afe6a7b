/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.api.AgentName;
import dev.helix.api.BlockedReason;
import dev.helix.api.Limits;
import dev.helix.api.ModelCallId;
import dev.helix.api.SessionId;
import dev.helix.api.manager.Criterion;
import dev.helix.api.session.EventBody;
import dev.helix.api.session.Progress;
import dev.helix.api.worktree.CheckResult;
import dev.helix.api.worktree.Finding;
import dev.helix.api.worktree.MergeCandidate;
import dev.helix.api.worktree.MergeCheck;
import dev.helix.api.worktree.MergeOutcome;
import dev.helix.api.worktree.ReviewContext;
import dev.helix.api.worktree.ReviewSubject;
import dev.helix.api.worktree.ReviewVerdict;
import dev.helix.api.worktree.Reviewer;
import dev.helix.core.agent.EventSink;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeliveryPipelineTest {
    private final FakeBinding binding = new FakeBinding();
    private final List<Reviewer> reviewers = new ArrayList<>();
    private final List<MergeCheck> checks = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();

    @Test
    void reviewersAreNotAskedWhenThereIsNoCommit() throws Exception {
        binding.commits = List.of();
        reviewers.add(reviewer("host", ReviewVerdict.approve()));

        DeliveryAttempt attempt = attempt();

        assertThat(attempt)
                .isInstanceOfSatisfying(
                        DeliveryAttempt.Gap.class,
                        gap -> assertThat(gap.criterion()).isEqualTo(Criterion.COMMITTED));
        assertThat(asked).isEmpty();
    }

    @Test
    void aHostsReviewerNamedScopeDoesNotDecideTheCriterion() throws Exception {
        reviewers.add(reviewer("scope", ReviewVerdict.reject("too clever")));

        assertThat(attempt())
                .isInstanceOfSatisfying(
                        DeliveryAttempt.Gap.class,
                        gap -> assertThat(gap.criterion()).isEqualTo(Criterion.IMPLEMENTED));
    }

    @Test
    void aHostsCheckNamedScopeDoesNotDecideTheCriterion() throws Exception {
        checks.add(check("scope"));
        binding.outcome = MergeOutcome.CheckFailed.of(
                FakeBinding.TREE, List.of(CheckResult.failed("scope", FakeBinding.TREE, "no")));

        assertThat(attempt())
                .isInstanceOfSatisfying(
                        DeliveryAttempt.Gap.class,
                        gap -> assertThat(gap.criterion()).isEqualTo(Criterion.IMPLEMENTED));
    }

    @Test
    void aFindingThatIsNoErrorIsShownAndDoesNotKeepTheWorkFromLanding() throws Exception {
        reviewers.add(reviewer(
                "style",
                ReviewVerdict.of(List.of(Finding.builder("long line")
                        .file("a.txt")
                        .line(3)
                        .severity(Finding.Severity.NOTE)
                        .build()))));

        assertThat(attempt()).isInstanceOf(DeliveryAttempt.Landed.class);
        assertThat(pipeline().review(binding))
                .extracting(Finding::describe)
                .containsExactly("style: a.txt:3: long line");
    }

    @Test
    void aReviewerIsToldTheSessionAndTheFilesBeforeAndAfter() throws Exception {
        List<ReviewContext> contexts = new ArrayList<>();
        reviewers.add(new Reviewer() {
            @Override
            public String name() {
                return "context";
            }

            @Override
            public ReviewVerdict review(ReviewSubject subject, ReviewContext context) {
                contexts.add(context);
                return ReviewVerdict.approve();
            }
        });

        attempt();

        ReviewContext context = contexts.get(0);
        assertThat(context.session()).isEqualTo(new SessionId("abc"));
        assertThat(context.agent()).contains(AgentName.CODER);
        assertThat(context.files().tree()).isEqualTo(FakeBinding.TREE);
        assertThat(context.baseFiles().tree()).isEqualTo(FakeBinding.BASE_TREE);
    }

    @Test
    @SuppressWarnings("NullAway") // what a host written without null checks may do
    void aReviewerThatReturnsNullHasNotApproved() throws Exception {
        reviewers.add(reviewer("host", null));

        assertThat(attempt())
                .isInstanceOfSatisfying(
                        DeliveryAttempt.Gap.class, gap -> assertThat(gap.text()).contains("could not review"));
        assertThat(binding.requested).isEmpty();
    }

    @Test
    void aDeletedBranchBlocksInsteadOfSendingTheAgentsBack() throws Exception {
        binding.branchExists = false;

        assertThat(attempt())
                .isInstanceOfSatisfying(
                        DeliveryAttempt.Blocked.class,
                        blocked -> assertThat(blocked.outcome().reason()).isEqualTo(BlockedReason.BRANCH_GONE));
    }

    @Test
    void theMergeIsNamedAfterTheUsersRequest() throws Exception {
        attempt();

        assertThat(binding.requested)
                .singleElement()
                .satisfies(request -> assertThat(request.subject()).isEqualTo("the user's own words"));
    }

    @Test
    void anOutcomeOfALaterReleaseIsTakenAsNotMerged() throws Exception {
        binding.outcome = new MergeOutcome() {};

        assertThat(attempt()).isInstanceOf(DeliveryAttempt.Gap.class);
    }

    private DeliveryAttempt attempt() throws InterruptedException {
        return pipeline().attempt(AgentName.CODER, "done");
    }

    private DeliveryPipeline pipeline() throws InterruptedException {
        List<Reviewer> all = new ArrayList<>(reviewers);
        all.add(reviewer("agrees", ReviewVerdict.approve()));
        DeliveryPolicy policy =
                new DeliveryPolicy(all, checks, Map.of(), Optional.empty(), Optional::empty, InstantSource.system());
        WorkArea.Shared shared = new WorkArea.Shared(
                Optional.of(binding.service()), reviewers, Limits.defaults(), InstantSource.system());
        SessionBinding bindings = new SessionBinding(
                new SessionId("abc"), Path.of("/repo"), shared, () -> Optional.of("the user's own words"));
        bindings.bind(".", "title");
        return new DeliveryPipeline(bindings, policy, AgentName.CODER, new SilentSink());
    }

    private Reviewer reviewer(String name, ReviewVerdict verdict) {
        return new Reviewer() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public ReviewVerdict review(ReviewSubject subject, ReviewContext context) {
                asked.add(name);
                return verdict;
            }
        };
    }

    private static MergeCheck check(String name) {
        return new MergeCheck() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public CheckResult run(MergeCandidate candidate) {
                return CheckResult.passed(name, candidate.tree(), "fine");
            }
        };
    }

    /** A sink that keeps nothing. */
    private static final class SilentSink implements EventSink {
        @Override
        public void event(AgentName agent, EventBody body) {}

        @Override
        public ModelCallId nextModelCall() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void progress(Progress progress) {}

        @Override
        public void force() {}
    }
}
