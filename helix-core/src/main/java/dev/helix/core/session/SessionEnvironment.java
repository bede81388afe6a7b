/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.session;

import dev.helix.api.Limits;
import dev.helix.api.SessionId;
import dev.helix.api.TaskId;
import dev.helix.api.journal.Journal;
import dev.helix.api.journal.JournalStore;
import dev.helix.api.session.AgentSettings;
import dev.helix.api.tool.Tool;
import dev.helix.api.worktree.Reviewer;
import dev.helix.core.agent.AgentEnvironment;
import dev.helix.core.agent.ModelRoutes;
import dev.helix.core.agent.Scheduler;
import dev.helix.core.delivery.WorkArea;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The collaborators that all sessions of one Helix instance share.
 *
 * @param engines opens engines by model id
 * @param tools read and change files and run commands; made once, since their schemas cost time
 * @param journals where events are kept
 * @param timers runs out of time on behalf of turns and tasks
 * @param routes which models answer other calls than the user's, and which stand in
 */
public record SessionEnvironment(
        Engines engines,
        AgentEnvironment agents,
        WorkArea.Shared work,
        List<Tool> tools,
        JournalStore journals,
        Supplier<SessionId> ids,
        Scheduler timers,
        ModelRoutes routes) {
    /** {@return the environment of one session, with reviewers, limits and routing of its own} */
    public SessionEnvironment with(AgentSettings own) {
        Limits limits = own.limits().orElse(agents.limits());
        List<Reviewer> reviewers = new ArrayList<>(work.reviewers());
        reviewers.addAll(own.reviewers());
        return new SessionEnvironment(
                engines,
                new AgentEnvironment(agents.executor(), agents.clock(), limits),
                new WorkArea.Shared(work.worktrees(), reviewers, limits, work.clock()),
                own.limits().map(StandardTools::work).orElse(tools),
                journals,
                ids,
                timers,
                own.routing().map(engines::routes).orElse(routes));
    }

    /** Opens the log of a new session. */
    public EventLog openLog(SessionId session, Optional<TaskId> task) {
        return log(new SessionState(), task, journals.open(session));
    }

    /** Goes on with the log of a session; the journal is closed with it. */
    public EventLog log(SessionState soFar, Optional<TaskId> task, Journal journal) {
        ListenerQueue listeners = new ListenerQueue(agents.executor(), timers);
        return new EventLog(soFar, journal.session(), task, journal, agents.clock(), listeners);
    }
}
