/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.delivery;

import dev.helix.api.AgentName;
import dev.helix.api.SessionId;
import dev.helix.api.TaskId;
import dev.helix.api.scope.ScopeBaseline;
import dev.helix.api.worktree.BindingInfo;
import dev.helix.api.worktree.RepositoryInfo;
import dev.helix.api.worktree.ReviewContext;
import dev.helix.api.worktree.ReviewSubject;
import dev.helix.api.worktree.TreeFiles;
import dev.helix.api.worktree.WorktreeBinding;
import java.util.Optional;

/** The circumstances of one review of one binding. Thread-safe. */
record DeliveryContext(WorktreeBinding worktree, ReviewSubject subject, DeliveryPolicy policy, AgentName deliverer)
        implements ReviewContext {
    @Override
    public SessionId session() {
        return binding().session();
    }

    @Override
    public Optional<TaskId> task() {
        return policy.task();
    }

    @Override
    public Optional<AgentName> agent() {
        return Optional.of(deliverer);
    }

    @Override
    public RepositoryInfo repository() {
        return worktree.facts().repository();
    }

    @Override
    public BindingInfo binding() {
        return worktree.info();
    }

    @Override
    public Optional<ScopeBaseline> baseline() {
        return policy.baseline().get();
    }

    @Override
    public TreeFiles files() {
        return worktree.facts().files(subject.tree());
    }

    @Override
    public TreeFiles baseFiles() {
        return worktree.facts().files(subject.baseTree());
    }
}
