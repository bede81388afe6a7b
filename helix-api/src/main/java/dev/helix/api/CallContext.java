/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * The circumstances in which the library calls a host's extension: on behalf of which session, task and agent.
 *
 * <p>Implemented by the library, thread-safe. Later releases add methods.
 */
public interface CallContext {
    /** {@return the session on whose behalf the call is made} */
    SessionId session();

    /** {@return the managed task the call belongs to, empty in a plain session} */
    Optional<TaskId> task();

    /** {@return the agent whose doing led to the call, empty when no agent's did} */
    Optional<AgentName> agent();

    /**
     * Creates the circumstances of a call that belongs to a session alone.
     *
     * @param session the session
     * @return a context without task and agent
     */
    static CallContext of(SessionId session) {
        requireNonNull(session, "session");
        return new CallContext() {
            @Override
            public SessionId session() {
                return session;
            }

            @Override
            public Optional<TaskId> task() {
                return Optional.empty();
            }

            @Override
            public Optional<AgentName> agent() {
                return Optional.empty();
            }
        };
    }
}
