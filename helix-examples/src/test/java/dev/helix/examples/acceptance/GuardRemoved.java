/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.acceptance;

import dev.helix.api.scope.PathRules;
import dev.helix.api.worktree.Approval;
import dev.helix.api.worktree.FileChange;
import dev.helix.api.worktree.MergeCheck;
import dev.helix.api.worktree.MergeRequest;
import dev.helix.api.worktree.PreparedMerge;
import dev.helix.api.worktree.ReviewSubject;
import dev.helix.api.worktree.TreeId;
import dev.helix.api.worktree.WorktreeBinding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.function.UnaryOperator;

/** Decorators that take single checks away from bindings, to show what they keep from happening. */
final class GuardRemoved {
    private GuardRemoved() {}

    /** Drops a merge check by its name. */
    static UnaryOperator<WorktreeBinding> mergeCheck(String name) {
        return git -> new DecoratedWorktrees.Binding(git) {
            @Override
            public PreparedMerge prepare(MergeRequest request) throws InterruptedException {
                List<MergeCheck> rest = request.checks().stream()
                        .filter(check -> !check.name().equals(name))
                        .toList();
                return git.prepare(request.toBuilder().checks(rest).build());
            }
        };
    }

    /** Shows reviewers only what is in scope. */
    static UnaryOperator<WorktreeBinding> outOfScopeChangesInReview(PathRules scope) {
        return git -> new DecoratedWorktrees.Binding(git) {
            @Override
            public ReviewSubject review() throws InterruptedException {
                ReviewSubject all = git.review();
                List<FileChange> shown = all.changes().stream()
                        .filter(change -> scope.allows(change.path()))
                        .toList();
                return all.toBuilder().changes(shown).build();
            }
        };
    }

    /** Opens the gate for whatever the tip is, not for what was looked at. */
    static UnaryOperator<WorktreeBinding> reviewGate() {
        return git -> new DecoratedWorktrees.Binding(git) {
            @Override
            public void approve(TreeId reviewed, Approval approval) {
                git.approve(git.facts().tipTree(), approval);
            }
        };
    }

    /** Overlooks what is in no commit, as a merge without that check would: the files go with the worktree. */
    static UnaryOperator<WorktreeBinding> lookAtUncommittedWork() {
        return git -> new DecoratedWorktrees.Binding(git) {
            @Override
            public ReviewSubject review() throws InterruptedException {
                git.facts().uncommitted().forEach(this::lose);
                return git.review();
            }

            private void lose(FileChange change) {
                try {
                    Files.delete(info().worktree().resolve(change.path()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    /** Takes several checks away. */
    static UnaryOperator<WorktreeBinding> all(
            UnaryOperator<WorktreeBinding> one, UnaryOperator<WorktreeBinding> other) {
        return git -> other.apply(one.apply(git));
    }
}
