/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.delivery;

import dev.helix.api.AgentName;
import dev.helix.api.HelixException;
import dev.helix.api.manager.Criterion;
import dev.helix.api.session.SessionEvents;
import dev.helix.api.worktree.Approval;
import dev.helix.api.worktree.CommitId;
import dev.helix.api.worktree.MergeOutcome;
import dev.helix.api.worktree.MergeRequest;
import dev.helix.api.worktree.ReviewRequiredException;
import dev.helix.api.worktree.ReviewSubject;
import dev.helix.api.worktree.ReviewVerdict;
import dev.helix.api.worktree.Reviewer;
import dev.helix.api.worktree.UncommittedChangesException;
import dev.helix.api.worktree.WorktreeBinding;
import dev.helix.api.worktree.WorktreeStateException;
import dev.helix.core.agent.EventSink;
import dev.helix.core.agent.Excerpt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    private final SessionBinding slot;
    private final DeliveryPolicy terms;
    private final AgentName agent;
    private final EventSink sink;

    /** Opens a desk whose steps are reported in the name of an agent. */
    DeliveryPipeline(SessionBinding slot, DeliveryPolicy terms, AgentName agent, EventSink sink) {
        this.slot = slot;
        this.terms = terms;
        this.agent = agent;
        this.sink = sink;
    }

    /** Commits everything in the worktree. */
    public CommitId commit(WorktreeBinding binding, AgentName committer, String message) throws InterruptedException {
        CommitId commit = binding.commit(message);
        sink.event(committer, new SessionEvents.Committed(commit, Excerpt.firstLine(message, 120)));
        return commit;
    }

    /**
     * Has the committed tree reviewed and opens the gate for it when nobody objects.
     *
     * @return the findings, each with its reviewer's name; empty when the gate is open
     * @throws UncommittedChangesException if the worktree holds work the branch does not
     */
    public List<String> review(WorktreeBinding binding) throws InterruptedException {
        ReviewSubject subject = binding.review();
        List<String> findings = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Reviewer reviewer : terms.reviewers()) {
            names.add(reviewer.name());
            verdict(reviewer, subject).findings().forEach(text -> findings.add(reviewer.name() + ": " + text));
        }
        if (findings.isEmpty()) {
            binding.approve(subject.tree(), new Approval(names, terms.clock().instant()));
        }
        sink.event(agent, new SessionEvents.Reviewed(subject.tree(), names, List.copyOf(findings)));
        return findings;
    }

    /** Tries to deliver what the agent says is done. */
    public DeliveryAttempt attempt(AgentName claimant, String summary) throws InterruptedException {
        sink.event(claimant, new SessionEvents.CompletionClaimed(summary));
        Optional<WorktreeBinding> binding = slot.current();
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
        List<String> findings = review(binding);
        if (binding.facts().commits().isEmpty()) {
            return new DeliveryAttempt.Gap(
                    Criterion.COMMITTED, "The branch has no commit of yours: nothing was done, or nothing committed.");
        }
        if (!findings.isEmpty()) {
            boolean scope = findings.stream().anyMatch(text -> text.startsWith(ScopeReviewer.NAME + ": "));
            return new DeliveryAttempt.Gap(
                    scope ? Criterion.CLEAN : Criterion.IMPLEMENTED,
                    "The review did not pass:\n- " + String.join("\n- ", findings));
        }
        sink.event(agent, new SessionEvents.ChangesSummarised(binding.facts().changes()));
        sink.force();
        MergeOutcome outcome = binding.merge(new MergeRequest(binding.info().task(), terms.trailers(), terms.checks()));
        sink.event(agent, new SessionEvents.MergeAttempted(outcome));
        return MergeOutcomeMapper.read(outcome, binding.info().baseBranch());
    }

    /** Asks one reviewer; one that fails has not approved. */
    private static ReviewVerdict verdict(Reviewer reviewer, ReviewSubject subject) throws InterruptedException {
        try {
            return reviewer.review(subject);
        } catch (HelixException failure) {
            return new ReviewVerdict(List.of("could not review: " + failure.getMessage()));
        } catch (RuntimeException | Error defect) {
            LOG.warn("reviewer {} failed unexpectedly", reviewer.name(), defect);
            return new ReviewVerdict(
                    List.of("could not review: " + defect.getClass().getSimpleName()));
        }
    }
}
