/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.manager;

import static java.util.Objects.requireNonNull;

import dev.helix.api.AgentName;
import dev.helix.api.model.Usage;

/**
 * A summary of what one agent cost. Immutable.
 *
 * @param agent the agent
 * @param modelCalls how many model calls it made
 * @param toolCalls how many tool calls it made
 * @param usage their tokens
 */
public record AgentUsage(AgentName agent, int modelCalls, int toolCalls, Usage usage) {
    /** Refuses null. */
    public AgentUsage {
        requireNonNull(agent, "agent");
        requireNonNull(usage, "usage");
    }
}
