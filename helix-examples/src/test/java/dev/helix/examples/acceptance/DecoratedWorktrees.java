/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.acceptance;

import dev.helix.api.workspace.Workspace;
import dev.helix.api.worktree.Approval;
import dev.helix.api.worktree.BindRequest;
import dev.helix.api.worktree.BindingInfo;
import dev.helix.api.worktree.CommitId;
import dev.helix.api.worktree.MergeOutcome;
import dev.helix.api.worktree.MergeRequest;
import dev.helix.api.worktree.PreparedMerge;
import dev.helix.api.worktree.RepositoryFacts;
import dev.helix.api.worktree.RepositoryInfo;
import dev.helix.api.worktree.ReviewSubject;
import dev.helix.api.worktree.SavedRef;
import dev.helix.api.worktree.TreeId;
import dev.helix.api.worktree.WorktreeBinding;
import dev.helix.api.worktree.WorktreeService;
import dev.helix.api.worktree.WorktreeServiceFactory;
import dev.helix.worktree.GitWorktrees;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A decorator factory that puts a layer of a test's own around every binding of git worktrees: the only way to take a
 * check away.
 */
final class DecoratedWorktrees {
    private DecoratedWorktrees() {}

    static WorktreeServiceFactory worktrees(UnaryOperator<WorktreeBinding> layer) {
        WorktreeServiceFactory git = GitWorktrees.create();
        return (home, clock) -> new Service(git.open(home, clock), layer);
    }

    private record Service(WorktreeService git, UnaryOperator<WorktreeBinding> layer) implements WorktreeService {
        @Override
        public RepositoryInfo inspect(Path projectRoot) {
            return git.inspect(projectRoot);
        }

        @Override
        public WorktreeBinding bind(BindRequest request) throws InterruptedException {
            return layer.apply(git.bind(request));
        }

        @Override
        public List<WorktreeBinding> bindings(dev.helix.api.SessionId session) {
            return git.bindings(session).stream().map(layer).toList();
        }

        @Override
        public void close() {
            git.close();
        }
    }

    /** A binding that passes everything on; a test overrides what it wants changed. */
    static class Binding implements WorktreeBinding {
        final WorktreeBinding git;

        Binding(WorktreeBinding git) {
            this.git = git;
        }

        @Override
        public BindingInfo info() {
            return git.info();
        }

        @Override
        public Workspace workspace() {
            return git.workspace();
        }

        @Override
        public boolean ended() {
            return git.ended();
        }

        @Override
        public CommitId commit(String message) throws InterruptedException {
            return git.commit(message);
        }

        @Override
        public ReviewSubject review() throws InterruptedException {
            return git.review();
        }

        @Override
        public void approve(TreeId reviewed, Approval approval) {
            git.approve(reviewed, approval);
        }

        @Override
        public PreparedMerge prepare(MergeRequest request) throws InterruptedException {
            return git.prepare(request);
        }

        @Override
        public Optional<MergeOutcome.Merged> merged() {
            return git.merged();
        }

        @Override
        public RepositoryFacts facts() {
            return git.facts();
        }

        @Override
        public SavedRef abandon() throws InterruptedException {
            return git.abandon();
        }
    }
}
