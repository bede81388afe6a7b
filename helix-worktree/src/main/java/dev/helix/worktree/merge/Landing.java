/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.merge;

import dev.helix.api.BlockedReason;
import dev.helix.api.worktree.MergeOutcome;
import dev.helix.worktree.git.GitCall;
import dev.helix.worktree.git.RefTransaction;
import dev.helix.worktree.repository.Checkouts;
import dev.helix.worktree.repository.Checkouts.Checkout;
import dev.helix.worktree.repository.GitRepository;
import dev.helix.worktree.repository.Repository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The move of the base branch, and the user's checkout of it, to a checked candidate.
 *
 * <p><b>Order.</b> (1) The repository's lock, which the caller takes. (2) Git's own locks on the branch and on the {@code HEAD} that follows it,
 * taken by a prepared ref transaction: from here nobody else can commit, switch or push there. (3) The checkout is
 * looked at: anything in the way, and everything is released with nothing changed. (4) The checkout is advanced. (5) The
 * transaction is committed. Only a death of the process between 4 and 5 leaves both apart: the checkout then shows the
 * merged files as staged changes and {@code git reset --hard} takes them back.
 *
 * <p>Runs on a thread that nobody interrupts.
 */
public final class Landing {
    private final GitRepository repository;
    private final List<Path> agentFolders;

    /**
     * Combines what is needed.
     *
     * @param agentFolders folders below which agents' checkouts lie
     */
    public Landing(GitRepository repository, List<Path> agentFolders) {
        this.repository = repository;
        this.agentFolders = agentFolders;
    }

    /** The result of an attempt to land. */
    public sealed interface Result permits Landed, Lost, Blocked {}

    /** The result after which branch and checkout moved. */
    public record Landed() implements Result {}

    /** The result when base branch or work moved since the candidate was built, or git pruned the candidate. */
    public record Lost() implements Result {}

    /**
     * The result when something is in the way; nothing was touched.
     *
     * @param outcome what it is and how to clear it
     */
    public record Blocked(MergeOutcome.Blocked outcome) implements Result {
        static Blocked of(BlockedReason reason, String explanation, List<String> paths) {
            return new Blocked(MergeOutcome.Blocked.of(reason, explanation, paths));
        }
    }

    /**
     * Lands a candidate; the caller holds the repository's lock.
     *
     * @throws InterruptedException if the calling thread was interrupted, which its callers prevent
     */
    public Result land(Candidate candidate) throws InterruptedException {
        if (!repository.baseTip().equals(candidate.base())) {
            return new Lost();
        }
        List<Checkout> checkouts = checkouts();
        Optional<Checkout> holder = holder(checkouts);
        Path gitDir = holder.map(Checkout::gitDir).orElse(repository.facts().commonDir());
        Optional<Blocked> busy = busy(checkouts, gitDir);
        if (busy.isPresent()) {
            return busy.get();
        }
        return transact(candidate, holder, gitDir);
    }

    /** {@return what would keep any work from landing now, and how to clear it; changes nothing} */
    public Optional<MergeOutcome.Blocked> blocked() throws InterruptedException {
        List<Checkout> checkouts = checkouts();
        Optional<Checkout> holder = holder(checkouts);
        Path gitDir = holder.map(Checkout::gitDir).orElse(repository.facts().commonDir());
        Optional<Blocked> found = busy(checkouts, gitDir);
        if (found.isEmpty() && holder.isPresent()) {
            GitCall call = repository.callIn(gitDir, holder.get().root());
            found = new CheckoutState(holder.get(), repository.facts().baseRef()).blocked(call);
        }
        return found.map(Blocked::outcome);
    }

    private Optional<Checkout> holder(List<Checkout> checkouts) {
        Optional<String> base = Optional.of(repository.facts().baseRef());
        return checkouts.stream().filter(one -> one.branch().equals(base)).findFirst();
    }

    private Optional<Blocked> busy(List<Checkout> checkouts, Path gitDir) {
        Optional<Blocked> rebasing =
                Operations.rebasing(checkouts, repository.facts().baseRef());
        if (rebasing.isEmpty() && Files.exists(gitDir.resolve("index.lock"))) {
            return Optional.of(locked(gitDir.resolve("index.lock") + " exists"));
        }
        return rebasing;
    }

    /** Usually the checkout that was bound holds the base branch still, and then no other can. */
    private List<Checkout> checkouts() throws InterruptedException {
        Repository facts = repository.facts();
        Checkout bound = new Checkout(facts.root(), facts.gitDir(), Optional.of(facts.baseRef()));
        return new CheckoutState(bound, facts.baseRef()).head().equals("ref: " + facts.baseRef())
                ? List.of(bound)
                : Checkouts.list(facts.commonDir(), repository.call(), agentFolders);
    }

    private Result transact(Candidate candidate, Optional<Checkout> holder, Path gitDir) throws InterruptedException {
        Optional<RefTransaction> prepared = RefTransaction.prepare(
                repository.callOn(gitDir),
                repository.facts().baseRef(),
                candidate.commit().value(),
                candidate.base().value());
        if (prepared.isEmpty()) {
            boolean lost = !repository.baseTip().equals(candidate.base()) || pruned(candidate);
            return lost
                    ? new Lost()
                    : locked("git could not lock " + repository.facts().baseRef());
        }
        try (RefTransaction transaction = prepared.get()) {
            if (holder.isEmpty()) {
                transaction.commit();
                return new Landed();
            }
            return advance(candidate, new BaseCheckout(repository, holder.get(), candidate), transaction);
        }
    }

    /** Nothing refers to a candidate before it lands, so a pruning at the wrong moment takes it away. */
    private boolean pruned(Candidate candidate) throws InterruptedException {
        return !repository
                .call()
                .run("cat-file", "-e", candidate.commit().value())
                .ok();
    }

    private Result advance(Candidate candidate, BaseCheckout checkout, RefTransaction transaction)
            throws InterruptedException {
        Optional<Blocked> blocked = checkout.advance();
        if (blocked.isPresent()) {
            return blocked.get();
        }
        boolean moved = false;
        try {
            transaction.commit();
            moved = true;
        } finally {
            if (!moved && !repository.baseTip().equals(candidate.commit())) {
                checkout.takeBack();
            }
        }
        return new Landed();
    }

    /** Reports a lock that others hold. */
    public Blocked locked(String what) {
        return Blocked.of(
                BlockedReason.REPOSITORY_LOCKED,
                what + "; let the git command that works in "
                        + repository.facts().root()
                        + " finish, or remove a lock file left by one that died, then try again",
                List.of());
    }
}
