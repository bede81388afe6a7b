/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.manager;

import dev.helix.api.AgentName;
import dev.helix.api.SessionId;
import dev.helix.api.TaskId;
import dev.helix.api.manager.TaskContext;
import dev.helix.api.worktree.RepositoryInfo;
import java.util.Optional;

/** The circumstances in which a task's host is asked. */
record PlannedTask(TaskId id, SessionId session, RepositoryInfo repository, Optional<AgentName> agent)
        implements TaskContext {
    @Override
    public Optional<TaskId> task() {
        return Optional.of(id);
    }
}
