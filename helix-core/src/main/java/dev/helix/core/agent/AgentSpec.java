/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.agent;

import dev.helix.api.AgentName;
import dev.helix.api.SessionId;
import dev.helix.api.TaskId;
import dev.helix.api.workspace.Workspace;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The description of an agent: who it is, with which instructions, which tools and which view of the files.
 *
 * @param task the managed task it works for, empty in a plain session
 * @param depth 0 for an agent that answers a host, 1 for a SubAgent; there is no 2
 * @param workspace the view of the files, looked up for each call
 * @param afterTools told the names of the tools after each round of calls
 */
public record AgentSpec(
        SessionId session,
        Optional<TaskId> task,
        AgentName name,
        int depth,
        String instructions,
        Toolbox toolbox,
        Supplier<Workspace> workspace,
        Consumer<Set<String>> afterTools) {
    /** Holds the depth in bounds. */
    public AgentSpec {
        if (depth < 0 || depth > 1) {
            throw new IllegalArgumentException("agents nest one level deep: depth must be 0 or 1, was " + depth);
        }
    }
}
