/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.merge;

import dev.helix.api.BlockedReason;
import dev.helix.api.worktree.MergeOutcome;
import dev.helix.api.worktree.MergeRequest;
import dev.helix.worktree.checkout.HomeLayout;
import dev.helix.worktree.checkout.Workspaces;
import dev.helix.worktree.repository.GitRepository;
import java.util.List;
import java.util.Optional;

/**
 * The state machine that takes reviewed work to the base branch.
 *
 * <p><b>States.</b> Ready (reviewed, committed) → built (merge commit beside the base) → checked (with no lock held) →
 * landed. Conflict, failed check and obstacle end the attempt with nothing moved.
 *
 * <p><b>Races.</b> The first round is optimistic. Whoever wants to land queues, first come first served, for the branch;
 * whoever finds the base moved builds and checks again while keeping its place at the head, so that other work of this
 * service cannot overtake it twice. Commits from outside can; after {@link #ROUNDS} rounds the answer is "pending".
 *
 * <p>Thread-safe.
 */
public final class MergeMachine {
    /** Rounds of building and checking before giving up on a base branch that keeps moving. */
    static final int ROUNDS = 4;

    private final GitRepository repository;
    private final HomeLayout places;
    private final Workspaces workspaces;

    /**
     * Combines what is needed.
     *
     * @param repository the repository
     * @param places where candidates are checked out
     * @param workspaces makes the workspaces of candidates
     */
    public MergeMachine(GitRepository repository, HomeLayout places, Workspaces workspaces) {
        this.repository = repository;
        this.places = places;
        this.workspaces = workspaces;
    }

    /**
     * Merges.
     *
     * @param submission the work
     * @param request task, trailers and checks
     * @return how it ended
     * @throws InterruptedException if the calling thread was interrupted before anything moved
     */
    public MergeOutcome merge(MergeSubmission submission, MergeRequest request) throws InterruptedException {
        MergeAttempt.QueueSlot room = new MergeAttempt.QueueSlot(places, workspaces);
        try (MergeAttempt attempt = new MergeAttempt(repository, room, submission, request)) {
            for (int round = 1; round <= ROUNDS; round++) {
                Optional<MergeOutcome> outcome = attempt.round();
                if (outcome.isPresent()) {
                    return outcome.get();
                }
            }
            return keepsMoving();
        }
    }

    private MergeOutcome keepsMoving() {
        return new MergeOutcome.Blocked(
                BlockedReason.BASE_KEEPS_MOVING,
                "branch " + repository.facts().baseBranch() + " of "
                        + repository.facts().root() + " moved during each of " + ROUNDS
                        + " attempts; merge again when it is quieter",
                List.of());
    }
}
