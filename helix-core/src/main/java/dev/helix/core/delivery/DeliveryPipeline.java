/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.delivery;

import dev.helix.api.AgentName;
import dev.helix.api.BlockedReason;
import dev.helix.api.HelixException;
import dev.helix.api.journal.JournalException;
import dev.helix.api.manager.Criterion;
import dev.helix.api.session.DeliveryEvents;
import dev.helix.api.worktree.Approval;
import dev.helix.api.worktree.CommitFact;
import dev.helix.api.worktree.CommitId;
import dev.helix.api.worktree.Finding;
import dev.helix.api.worktree.MergeOutcome;
import dev.helix.api.worktree.MergeRequest;
import dev.helix.api.worktree.PreparedMerge;
import dev.helix.api.worktree.ReviewContext;
import dev.helix.api.worktree.ReviewRequiredException;
import dev.helix.api.worktree.ReviewSubject;
import dev.helix.api.worktree.ReviewVerdict;
import dev.helix.api.worktree.Reviewer;
import dev.helix.api.worktree.UncommittedChangesException;
import dev.helix.api.worktree.WorktreeBinding;
import dev.helix.api.worktree.WorktreeStateException;
import dev.helix.core.agent.EventSink;
import dev.helix.core.scope.ScopeReviewer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pipeline that takes work from "I am done" to the base branch, in an order no agent can change.
 *
 * <p><b>States.</b> completion claimed → committed → reviewed → summed up → merged. Each step needs the one before;
 * whatever is missing sends the work back with that one gap named, and the next attempt starts from the top.
 *
 * <p><b>Threads.</b> Used by one agent's turn at a time.
 */
public final class DeliveryPipeline {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryPipeline.class);

    private final SessionBinding bindings;
    private final DeliveryPolicy policy;
    private final AgentName agent;
    private final EventSink sink;

    /** Opens a pipeline whose steps are reported in the name of an agent. */
    DeliveryPipeline(SessionBinding bindings, DeliveryPolicy policy, AgentName agent, EventSink sink) {
        this.bindings = bindings;
        this.policy = policy;
        this.agent = agent;
        this.sink = sink;
    }

    /** Commits everything in the worktree. */
    public CommitId commit(WorktreeBinding binding, AgentName committer, String message) throws InterruptedException {
        CommitId commit = binding.commit(message);
        // As git tells it: the library may have worded the subject, and git joins its lines.
        String subject = binding.facts().commits().stream()
                .filter(fact -> fact.id().equals(commit))
                .map(CommitFact::subject)
                .findFirst()
                .orElse("");
        sink.event(committer, DeliveryEvents.Committed.of(commit, subject));
        return commit;
    }

    /**
     * Has the committed tree reviewed and opens the gate for it when nobody objects.
     *
     * @return what was noticed; the gate is open when nothing of it is an error
     * @throws UncommittedChangesException if the worktree holds work the branch does not
     */
    public List<Finding> review(WorktreeBinding binding) throws InterruptedException {
        return reviewed(binding).stream().map(Reviewed::finding).toList();
    }

    /** A finding and the reviewer that made it. */
    private record Reviewed(Reviewer reviewer, Finding finding) {
        boolean blocks() {
            return finding.severity() == Finding.Severity.ERROR;
        }
    }

    private List<Reviewed> reviewed(WorktreeBinding binding) throws InterruptedException {
        ReviewSubject subject = binding.review();
        ReviewContext context = new DeliveryContext(binding, subject, policy, agent);
        List<Reviewed> all = new ArrayList<>();
        for (Reviewer reviewer : policy.reviewers()) {
            for (Finding finding : verdict(reviewer, subject, context).findings()) {
                all.add(new Reviewed(
                        reviewer, finding.toBuilder().reviewer(reviewer.name()).build()));
            }
        }
        List<String> names = policy.reviewers().stream().map(Reviewer::name).toList();
        if (all.stream().noneMatch(Reviewed::blocks)) {
            binding.approve(subject.tree(), new Approval(names, policy.clock().instant()));
        }
        List<Finding> findings = all.stream().map(Reviewed::finding).toList();
        sink.event(agent, DeliveryEvents.Reviewed.of(subject.tree(), names, findings));
        return all;
    }

    /** Records that an agent says it is done, and tries to deliver its work. */
    public DeliveryAttempt attempt(AgentName claimant, String summary) throws InterruptedException {
        sink.event(claimant, DeliveryEvents.CompletionClaimed.of(summary));
        return attempt();
    }

    /** Tries to deliver work whose completion was claimed. */
    public DeliveryAttempt attempt() throws InterruptedException {
        Optional<WorktreeBinding> binding = bindings.current();
        if (binding.isEmpty()) {
            return new DeliveryAttempt.Gap(
                    Criterion.IMPLEMENTED,
                    "No worktree is bound, so nothing can have been changed. Call create_worktree_binding, do the work,"
                            + " commit it and complete again.");
        }
        try {
            return deliver(binding.get());
        } catch (UncommittedChangesException uncommitted) {
            return new DeliveryAttempt.Gap(
                    Criterion.COMMITTED,
                    "These changes are in no commit: " + String.join(", ", uncommitted.paths())
                            + ". Commit what belongs to the task, remove the rest.");
        } catch (ReviewRequiredException changed) {
            return new DeliveryAttempt.Gap(
                    Criterion.IMPLEMENTED,
                    "The work changed while it was reviewed: " + changed.getMessage()
                            + ". Let nothing change it any more and complete again.");
        } catch (WorktreeStateException state) {
            return new DeliveryAttempt.Gap(Criterion.COMMITTED, String.valueOf(state.getMessage()));
        }
    }

    private DeliveryAttempt deliver(WorktreeBinding binding) throws InterruptedException {
        // No round of the agents can bring back a branch that somebody deleted.
        if (!binding.facts().branchExists()) {
            return new DeliveryAttempt.Blocked(branchGone(binding));
        }
        if (binding.facts().commits().isEmpty()) {
            // Uncommitted work has a better answer, with its paths.
            binding.review();
            return new DeliveryAttempt.Gap(
                    Criterion.COMMITTED, "The branch has no commit of yours: nothing was done, or nothing committed.");
        }
        List<Reviewed> objections =
                reviewed(binding).stream().filter(Reviewed::blocks).toList();
        if (!objections.isEmpty()) {
            return rejected(objections);
        }
        sink.event(agent, DeliveryEvents.ChangesSummarised.of(binding.facts().changes()));
        MergeOutcome outcome = merge(binding);
        record(outcome);
        return new MergeOutcomeMapper(binding.info().baseBranch(), policy.checks()).read(outcome);
    }

    /** Merges; that a merge is about to land is on disk before it does. */
    private MergeOutcome merge(WorktreeBinding binding) throws InterruptedException {
        try (PreparedMerge prepared = binding.prepare(request(binding))) {
            if (prepared.stopped().isEmpty()) {
                sink.event(
                        agent,
                        DeliveryEvents.MergePrepared.of(
                                prepared.checks(), binding.facts().checkoutStatus()));
                sink.force();
            }
            return prepared.land();
        }
    }

    /** Records how a merge ended; one that landed did so whether or not it can be recorded. */
    private void record(MergeOutcome outcome) {
        try {
            sink.event(agent, DeliveryEvents.MergeAttempted.of(outcome));
        } catch (JournalException unwritten) {
            if (!(outcome instanceof MergeOutcome.Merged merged)) {
                throw unwritten;
            }
            LOG.warn("the merge {} landed and could not be journalled", merged.commit(), unwritten);
        }
    }

    private static DeliveryAttempt rejected(List<Reviewed> objections) {
        boolean scope = objections.stream().anyMatch(objection -> objection.reviewer() instanceof ScopeReviewer);
        return new DeliveryAttempt.Gap(
                scope ? Criterion.CLEAN : Criterion.IMPLEMENTED,
                "The review did not pass:\n- "
                        + objections.stream()
                                .map(objection -> objection.finding().describe())
                                .collect(Collectors.joining("\n- ")));
    }

    private MergeRequest request(WorktreeBinding binding) {
        MergeRequest.Builder request = MergeRequest.builder(
                        bindings.request().orElse(binding.info().title()))
                .checks(policy.checks())
                .agent(agent);
        policy.trailers().forEach(request::trailer);
        policy.task().ifPresent(request::task);
        return request.build();
    }

    private static MergeOutcome.Blocked branchGone(WorktreeBinding binding) {
        return MergeOutcome.Blocked.of(
                BlockedReason.BRANCH_GONE,
                "the branch " + binding.info().branch() + " was deleted; find its last commit with 'git reflog' or 'git"
                        + " fsck --lost-found', create the branch again and retry, or abandon the work",
                List.of());
    }

    /** Asks one reviewer; one that fails has not approved. */
    private static ReviewVerdict verdict(Reviewer reviewer, ReviewSubject subject, ReviewContext context)
            throws InterruptedException {
        try {
            return Objects.requireNonNull(reviewer.review(subject, context), "the reviewer returned null");
        } catch (HelixException failure) {
            return ReviewVerdict.reject("could not review: " + failure.getMessage());
        } catch (RuntimeException | Error defect) {
            LOG.warn("reviewer {} failed unexpectedly", reviewer.name(), defect);
            return ReviewVerdict.reject("could not review: " + defect.getClass().getSimpleName());
        }
    }
}
