/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * The name of one agent of a session. Immutable.
 *
 * @param role what the agent is for
 * @param name unique within the session, for example {@code execution} or {@code subagent-2}
 */
public record AgentName(Role role, String name) {
    /** Refuses null. */
    public AgentName {
        requireNonNull(role, "role");
        requireNonNull(name, "name");
    }

    /** The agent of a plain session. */
    public static final AgentName CODER = new AgentName(Role.CODER, "coder");
    /** The agent that guards intent; it has no tools. */
    public static final AgentName MANAGER = new AgentName(Role.MANAGER, "manager");
    /** The agent that does the work of a managed task. */
    public static final AgentName EXECUTION = new AgentName(Role.EXECUTION, "execution");

    /** The role of an agent, that is, what it is for. Later releases add roles: keep a default branch. */
    public enum Role {
        /** Works alone in a plain session. */
        CODER,
        /** Guards the request and judges completion. */
        MANAGER,
        /** Does the work of a managed task. */
        EXECUTION,
        /** Does one part of the work, in parallel, one level deep. */
        SUBAGENT
    }

    /** Creates the name of the n-th SubAgent of a task, counted from 1. */
    public static AgentName subAgent(int number) {
        return new AgentName(Role.SUBAGENT, "subagent-" + number);
    }

    // Written out, since the JDK keeps generated ones, and with them this class's loader, until memory gets scarce.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AgentName agent && role == agent.role && name.equals(agent.name);
    }

    @Override
    public int hashCode() {
        return 31 * role.hashCode() + name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
