/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.manager;

import dev.helix.api.AgentName;
import dev.helix.api.SessionId;
import dev.helix.api.TaskId;
import dev.helix.api.manager.TaskContext;
import dev.helix.api.manager.TaskHost;
import dev.helix.api.model.ModelId;
import dev.helix.api.scope.ScopeBaseline;
import dev.helix.api.tool.Tool;
import dev.helix.api.worktree.RepositoryInfo;
import dev.helix.core.session.SessionEnvironment;
import java.util.List;
import java.util.Optional;

/** A task that passed all checks and may start. */
record TaskPlan(
        TaskId id,
        SessionId session,
        RepositoryInfo repository,
        ScopeBaseline baseline,
        ModelId model,
        TaskHost host,
        List<Tool> tools,
        SessionEnvironment environment) {
    /** {@return what the host is told when it is asked something on behalf of this task} */
    TaskContext context(Optional<AgentName> agent) {
        return new PlannedTask(id, session, repository, agent);
    }
}
