/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.binding;

import dev.helix.api.worktree.Approval;
import dev.helix.api.worktree.ReviewRequiredException;
import dev.helix.api.worktree.TreeId;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A gate that remembers the one tree that was approved; any other tree finds the gate closed. Thread-safe. */
final class ReviewGate {
    private final AtomicReference<@Nullable Approved> approved = new AtomicReference<>();

    /** A tree and who approved it. */
    record Approved(TreeId tree, Approval approval) {}

    void open(TreeId reviewed, TreeId tip, Approval approval) {
        if (!reviewed.equals(tip)) {
            throw new ReviewRequiredException("tree " + reviewed + " was approved, but the branch's tip has tree " + tip
                    + " by now; review again");
        }
        approved.set(new Approved(reviewed, approval));
    }

    void requireOpenFor(TreeId tip) {
        Approved last = approved.get();
        if (last == null) {
            throw new ReviewRequiredException(
                    "tree " + tip + " was never approved; call review(), look at it, then approve(tree, approval)");
        }
        if (!last.tree().equals(tip)) {
            throw new ReviewRequiredException(
                    "tree " + tip + " was not approved: " + last.approval().reviewers() + " approved " + last.tree()
                            + ", and the branch changed since; review again");
        }
    }
}
