/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.merge;

import dev.helix.api.BlockedReason;
import dev.helix.worktree.git.GitCall;
import dev.helix.worktree.git.GitResult;
import dev.helix.worktree.git.RefFiles;
import dev.helix.worktree.merge.Landing.Blocked;
import dev.helix.worktree.repository.Checkouts.Checkout;
import dev.helix.worktree.repository.GitRepository;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The user's checkout of the base branch while a candidate lands. Confined to one thread. */
final class BaseCheckout {
    /** Two letters and a blank come before each path (git-status, "porcelain format version 1"). */
    private static final int STATUS_LETTERS = 3;

    private final GitRepository repository;
    private final Checkout checkout;
    private final Candidate candidate;

    BaseCheckout(GitRepository repository, Checkout checkout, Candidate candidate) {
        this.repository = repository;
        this.checkout = checkout;
        this.candidate = candidate;
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
        if (!changed(call).isEmpty()) {
            new Restoration(repository.objects(), checkout.root(), candidate).run(call);
        }
        return Optional.of(dirty(List.of(), "git did not update it: " + updated.complaint()));
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
        Optional<Blocked> operation = Operations.in(checkout);
        if (operation.isPresent()) {
            return operation;
        }
        if (!head(checkout).equals("ref: " + repository.facts().baseRef())) {
            return Optional.of(Blocked.of(
                    BlockedReason.OPERATION_IN_PROGRESS,
                    checkout.root() + " switches branches at this moment; merge again",
                    List.of()));
        }
        List<String> changed = changed(call);
        if (!changed.isEmpty()) {
            return Optional.of(dirty(changed, "it has changes of its own"));
        }
        List<String> untracked = new UntrackedConflicts(repository.objects(), checkout.root(), candidate).inTheWay();
        return untracked.isEmpty() ? Optional.empty() : Optional.of(untracked(untracked));
    }

    /** Reads what the checkout's {@code HEAD} follows; empty when it cannot be read. */
    static String head(Checkout checkout) {
        try {
            return RefFiles.read(checkout.gitDir(), "HEAD").orElse("");
        } catch (IOException unreadable) {
            return "";
        }
    }

    /** Lists tracked files that differ from the index or whose index entry differs from the base. */
    private List<String> changed(GitCall call) throws InterruptedException {
        // Allowed to refresh the index: files touched but not changed would stop read-tree.
        return call
                .with("GIT_OPTIONAL_LOCKS", "1")
                .run("status", "--porcelain=v1", "-z", "-uno", "--no-renames")
                .require("read the status of " + checkout.root())
                .paths(STATUS_LETTERS)
                .stream()
                .sorted()
                .toList();
    }

    private Blocked dirty(List<String> paths, String why) {
        return Blocked.of(
                BlockedReason.CHECKOUT_DIRTY,
                checkout.root() + " cannot be advanced: " + why + "; commit or stash there, then merge again",
                paths);
    }

    private Blocked untracked(List<String> paths) {
        return Blocked.of(
                BlockedReason.UNTRACKED_IN_THE_WAY,
                "the merge adds " + paths.size() + " paths at which " + checkout.root()
                        + " has untracked or ignored files, which would be lost; move them away, then merge again",
                paths);
    }
}
