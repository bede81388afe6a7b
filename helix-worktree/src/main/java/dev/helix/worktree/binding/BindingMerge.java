/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.binding;

import dev.helix.api.BlockedReason;
import dev.helix.api.worktree.BindingInfo;
import dev.helix.api.worktree.CheckResult;
import dev.helix.api.worktree.CommitId;
import dev.helix.api.worktree.FileChange;
import dev.helix.api.worktree.MergeOutcome;
import dev.helix.api.worktree.MergeRequest;
import dev.helix.api.worktree.PreparedMerge;
import dev.helix.worktree.merge.Candidate;
import dev.helix.worktree.merge.CandidateBuilder;
import dev.helix.worktree.merge.CandidateCheckouts;
import dev.helix.worktree.merge.CandidateDraft;
import dev.helix.worktree.merge.CheckRunner;
import dev.helix.worktree.merge.Landing;
import dev.helix.worktree.merge.MergeMessage;
import dev.helix.worktree.repository.GitRepository;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * The way of reviewed work to the base branch: build, check, land.
 *
 * <p><b>States.</b> Built (merge commit beside the base) → checked (with no lock held) → landed. A conflict, a failed
 * check and whatever is in the way end it with nothing moved.
 *
 * <p><b>Races.</b> The first round is optimistic. Whoever wants to land queues, first come first served, for the branch;
 * whoever finds the base moved builds and checks again while keeping its place at the head, so that other work of this
 * service cannot overtake it twice. Commits from outside can; after {@link #ROUNDS} rounds the answer is blocked.
 *
 * <p>Confined to one thread.
 */
final class BindingMerge implements PreparedMerge {
    /** Rounds of building and checking before giving up on a base branch that keeps moving. */
    static final int ROUNDS = 4;

    private final GitBinding binding;
    private final GitRepository repository;
    private final MergeMessage message;
    private final CandidateBuilder builder;
    private final CheckRunner checks;
    private final Landing landing;
    private final Semaphore queue;
    private boolean atHead;
    private boolean closed;

    private CommitId base;
    private @Nullable Candidate candidate;
    private List<CheckResult> results = List.of();
    private Optional<MergeOutcome> stopped = Optional.empty();

    BindingMerge(GitBinding binding, BoundWork work, MergeRequest request) {
        this.binding = binding;
        this.repository = work.repository();
        this.message = new MergeMessage(work.info(), request);
        this.builder = new CandidateBuilder(repository);
        CandidateCheckouts checkouts = new CandidateCheckouts(
                repository, work.places(), work.workspaces(), work.info().session());
        this.checks = new CheckRunner(checkouts, work.info(), request);
        this.landing = new Landing(repository, work.places().agentFolders());
        this.queue = repository.shared().queue(repository.facts().baseBranch());
        this.base = work.info().base();
    }

    /** Builds the merge on the base branch as it is now and runs the checks on it. */
    void prepare() throws InterruptedException {
        candidate = null;
        results = List.of();
        CommitId tip = binding.requireReady();
        base = repository.baseTip();
        stopped = rewritten();
        if (stopped.isPresent()) {
            return;
        }
        CandidateDraft draft = builder.build(base, tip, message);
        if (draft instanceof CandidateDraft.Stopped none) {
            stopped = Optional.of(none.outcome());
            return;
        }
        Candidate built = (Candidate) draft;
        candidate = built;
        results = checks.run(built);
        if (!results.stream().allMatch(CheckResult::passed)) {
            stopped = Optional.of(MergeOutcome.CheckFailed.of(built.tree(), results));
        }
    }

    @Override
    public MergeOutcome land() throws InterruptedException {
        for (int round = 1; ; round++) {
            if (stopped.isPresent()) {
                return stopped.get();
            }
            Candidate checked = candidate;
            if (closed || checked == null) {
                throw new IllegalStateException("this merge was landed or closed; prepare another one");
            }
            queueUp();
            Landing.Result result = binding.land(checked, landing);
            if (result instanceof Landing.Landed) {
                return landed(checked);
            }
            if (result instanceof Landing.Blocked blocked) {
                return blocked.outcome();
            }
            if (round == ROUNDS) {
                return keepsMoving();
            }
            prepare();
        }
    }

    private void queueUp() throws InterruptedException {
        if (!atHead) {
            queue.acquire();
            atHead = true;
        }
    }

    private MergeOutcome landed(Candidate landed) {
        MergeOutcome.Merged outcome =
                MergeOutcome.Merged.of(landed.commit(), landed.tree(), List.of(landed.base(), landed.tip()), results);
        binding.merged(outcome);
        close();
        return outcome;
    }

    /** Refuses to bring back a commit that somebody took off the base branch after the work began on it. */
    private Optional<MergeOutcome> rewritten() {
        CommitId start = binding.info().base();
        if (repository.objects().reaches(start, base)) {
            return Optional.empty();
        }
        String branch = repository.facts().baseBranch();
        return Optional.of(MergeOutcome.Blocked.of(
                BlockedReason.BASE_REWRITTEN,
                branch + " no longer holds " + start.abbreviated() + ", the commit the work of "
                        + binding.info().branch()
                        + " started from, so merging would bring it back; put it back with 'git"
                        + " merge " + start.abbreviated() + "' and merge again, or abandon the work and cherry-pick it",
                List.of()));
    }

    private MergeOutcome keepsMoving() {
        return MergeOutcome.Blocked.of(
                BlockedReason.BASE_KEEPS_MOVING,
                "branch " + repository.facts().baseBranch() + " of "
                        + repository.facts().root() + " moved, or git pruned what was not merged yet, during each of "
                        + ROUNDS + " attempts; merge again when it is quieter",
                List.of());
    }

    @Override
    public BindingInfo binding() {
        return binding.info();
    }

    @Override
    public Optional<MergeOutcome> stopped() {
        return stopped;
    }

    @Override
    public Optional<CommitId> commit() {
        return Optional.ofNullable(candidate).map(Candidate::commit);
    }

    @Override
    public CommitId base() {
        return base;
    }

    @Override
    public List<FileChange> changes() {
        return candidate == null ? List.of() : candidate.changes();
    }

    @Override
    public List<CheckResult> checks() {
        return results;
    }

    @Override
    public void close() {
        closed = true;
        if (atHead) {
            queue.release();
            atHead = false;
        }
    }
}
