/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.merge;

import dev.helix.api.BlockedReason;
import dev.helix.worktree.git.GitCall;
import dev.helix.worktree.git.GitResult;
import dev.helix.worktree.merge.Landing.Blocked;
import dev.helix.worktree.repository.Checkouts.Checkout;
import dev.helix.worktree.repository.GitRepository;
import java.util.List;
import java.util.Optional;

/** The user's checkout of the base branch while a candidate lands. Confined to one thread. */
final class BaseCheckout {
    private final GitRepository repository;
    private final Checkout checkout;
    private final Candidate candidate;
    private final CheckoutState state;

    BaseCheckout(GitRepository repository, Checkout checkout, Candidate candidate) {
        this.repository = repository;
        this.checkout = checkout;
        this.candidate = candidate;
        this.state = new CheckoutState(checkout, repository.facts().baseRef());
    }

    /** Advances index and files to the candidate, or says what is in the way with nothing changed. */
    Optional<Blocked> advance() throws InterruptedException {
        GitCall call = repository.callIn(checkout.gitDir(), checkout.root());
        Optional<Blocked> blocked = inTheWay(call);
        if (blocked.isPresent()) {
            return blocked;
        }
        // Looks at everything before it writes anything, so a refusal leaves all as it was.
        GitResult updated = call.run(
                "read-tree",
                "-m",
                "-u",
                candidate.base().value(),
                candidate.commit().value());
        if (updated.ok()) {
            return Optional.empty();
        }
        if (!state.changed(call).isEmpty()) {
            new Restoration(repository.objects(), checkout.root(), candidate).run(call);
        }
        return Optional.of(state.dirty(List.of(), "git did not update it: " + updated.complaint()));
    }

    /** Takes the checkout back to the base after a move of the branch that failed. */
    void takeBack() throws InterruptedException {
        GitCall call = repository.callIn(checkout.gitDir(), checkout.root());
        call.run(
                        "read-tree",
                        "-m",
                        "-u",
                        candidate.commit().value(),
                        candidate.base().value())
                .require("take the checkout " + checkout.root() + " back to " + candidate.base());
    }

    private Optional<Blocked> inTheWay(GitCall call) throws InterruptedException {
        Optional<Blocked> blocked = state.blocked(call);
        if (blocked.isPresent()) {
            return blocked;
        }
        List<String> untracked = new UntrackedConflicts(repository.objects(), checkout.root(), candidate).inTheWay();
        return untracked.isEmpty() ? Optional.empty() : Optional.of(untracked(untracked));
    }

    private Blocked untracked(List<String> paths) {
        return Blocked.of(
                BlockedReason.UNTRACKED_IN_THE_WAY,
                "the merge adds " + paths.size() + (paths.size() == 1 ? " path" : " paths") + " at which "
                        + checkout.root()
                        + " has untracked or ignored files, which would be lost; move them away, then try again",
                paths);
    }
}
