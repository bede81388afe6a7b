/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.merge;

import dev.helix.api.worktree.CheckResult;
import dev.helix.api.worktree.CommitId;
import dev.helix.api.worktree.MergeOutcome;
import dev.helix.api.worktree.MergeRequest;
import dev.helix.worktree.checkout.HomeLayout;
import dev.helix.worktree.checkout.Workspaces;
import dev.helix.worktree.repository.GitRepository;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** One attempt to merge, over all its rounds: the work, and its place in the queue. Confined to one thread. */
final class MergeAttempt implements AutoCloseable {
    private final GitRepository repository;
    private final MergeSubmission submission;
    private final MergeRequest request;
    private final MergeMessage message;
    private final CheckRunner checks;
    private final Landing landing;
    private final Semaphore queue;
    private boolean atHead;

    /** Where candidates are checked out, and who makes their workspaces. */
    record QueueSlot(HomeLayout places, Workspaces workspaces) {}

    MergeAttempt(GitRepository repository, QueueSlot room, MergeSubmission submission, MergeRequest request) {
        this.repository = repository;
        this.submission = submission;
        this.request = request;
        this.message = new MergeMessage(submission.info(), request);
        this.checks = new CheckRunner(new CandidateCheckouts(
                repository, room.places(), room.workspaces(), submission.info().session()));
        this.landing = new Landing(repository, room.places().agentFolders());
        this.queue = repository.shared().queue(repository.facts().baseBranch());
    }

    /** Builds, checks and tries to land; empty when base branch or work moved meanwhile. */
    Optional<MergeOutcome> round() throws InterruptedException {
        CommitId tip = submission.requireReady();
        CandidateDraft draft = new CandidateBuilder(repository).build(repository.baseTip(), tip, message);
        if (draft instanceof CandidateDraft.Stopped stopped) {
            return Optional.of(stopped.outcome());
        }
        Candidate candidate = (Candidate) draft;
        List<CheckResult> results = checks.run(candidate, request.checks());
        if (!CheckRunner.passed(results)) {
            return Optional.of(new MergeOutcome.CheckFailed(candidate.tree(), results));
        }
        return outcome(land(candidate), candidate, results);
    }

    private Landing.Result land(Candidate candidate) throws InterruptedException {
        if (!atHead) {
            queue.acquire();
            atHead = true;
        }
        return submission.whileShut(tip -> tip.equals(candidate.tip())
                ? UninterruptibleTask.call("helix-landing", () -> landing.land(candidate, () -> submission.landed(tip)))
                : new Landing.Lost());
    }

    private static Optional<MergeOutcome> outcome(
            Landing.Result landing, Candidate candidate, List<CheckResult> results) {
        if (landing instanceof Landing.Blocked inTheWay) {
            return Optional.of(inTheWay.pending());
        }
        if (landing instanceof Landing.Lost) {
            return Optional.empty();
        }
        List<CommitId> parents = List.of(candidate.base(), candidate.tip());
        return Optional.of(new MergeOutcome.Merged(candidate.commit(), candidate.tree(), parents, results));
    }

    /** Leaves the queue. */
    @Override
    public void close() {
        if (atHead) {
            queue.release();
            atHead = false;
        }
    }
}
