/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.session;

import dev.helix.api.SessionId;
import dev.helix.api.journal.JournalStore;
import dev.helix.core.agent.AgentEnvironment;
import dev.helix.core.agent.Scheduler;
import dev.helix.core.delivery.WorkArea;
import java.util.function.Supplier;

/**
 * The environment that all sessions of one Helix instance share.
 *
 * @param engines opens engines by model id
 * @param agents what agents share
 * @param work what work areas share
 * @param journals where events are kept
 * @param ids makes session ids
 * @param timers runs out of time on behalf of turns and tasks
 */
public record SessionEnvironment(
        Engines engines,
        AgentEnvironment agents,
        WorkArea.Shared work,
        JournalStore journals,
        Supplier<SessionId> ids,
        Scheduler timers) {
    /** Opens the log of a new session. */
    public EventLog openLog(SessionId session) {
        return new EventLog(session, journals.open(session), agents.clock());
    }
}
