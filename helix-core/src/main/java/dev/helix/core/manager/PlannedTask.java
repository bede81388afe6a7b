/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.manager;

import dev.helix.api.AgentName;
import dev.helix.api.SessionId;
import dev.helix.api.TaskId;
import dev.helix.api.manager.TaskContext;
import dev.helix.api.worktree.RepositoryInfo;
import java.util.Optional;

/**
 * The circumstances in which a task's host is asked.
 *
 * @param id the task
 * @param session the task's session
 * @param repository where it works
 * @param agent who asks
 */
record PlannedTask(TaskId id, SessionId session, RepositoryInfo repository, Optional<AgentName> agent)
        implements TaskContext {
    @Override
    public Optional<TaskId> task() {
        return Optional.of(id);
    }
}
