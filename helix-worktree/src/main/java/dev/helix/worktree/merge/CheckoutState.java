/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.merge;

import dev.helix.api.BlockedReason;
import dev.helix.worktree.git.GitCall;
import dev.helix.worktree.git.RefFiles;
import dev.helix.worktree.merge.Landing.Blocked;
import dev.helix.worktree.repository.Checkouts.Checkout;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The state of a user's checkout, whatever is to be merged into it.
 *
 * @param baseRef full name of the branch it should hold
 */
record CheckoutState(Checkout checkout, String baseRef) {
    /** Two letters and a blank come before each path (git-status, "porcelain format version 1"). */
    private static final int STATUS_LETTERS = 3;

    /** {@return what keeps any merge from landing here; empty when nothing does} */
    Optional<Blocked> blocked(GitCall call) throws InterruptedException {
        Optional<Blocked> operation = Operations.in(checkout);
        if (operation.isPresent()) {
            return operation;
        }
        if (!head().equals("ref: " + baseRef)) {
            return Optional.of(Blocked.of(
                    BlockedReason.OPERATION_IN_PROGRESS,
                    checkout.root() + " switches branches at this moment; try again",
                    List.of()));
        }
        List<String> changed = changed(call);
        return changed.isEmpty() ? Optional.empty() : Optional.of(dirty(changed, "it has changes of its own"));
    }

    /** Reads what the checkout's {@code HEAD} follows; empty when it cannot be read. */
    String head() {
        try {
            return RefFiles.read(checkout.gitDir(), "HEAD").orElse("");
        } catch (IOException unreadable) {
            return "";
        }
    }

    /** Lists tracked files that differ from the index or whose index entry differs from the base. */
    List<String> changed(GitCall call) throws InterruptedException {
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

    Blocked dirty(List<String> paths, String why) {
        return Blocked.of(
                BlockedReason.CHECKOUT_DIRTY,
                checkout.root() + " cannot be advanced: " + why + "; commit or stash there, then try again",
                paths);
    }
}
