/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.session;

import static java.util.Objects.requireNonNull;

import dev.helix.api.AgentName;
import dev.helix.api.NamedParts;
import dev.helix.api.SessionId;
import dev.helix.api.TaskId;
import dev.helix.api.TurnId;
import java.time.Instant;
import java.util.Optional;

/**
 * A durable entry of a session's history: who did what, when, in which turn. Immutable.
 *
 * <p>A SubAgent's events are part of the session that dispatched it, told apart by {@link #agent()}. A tool call is
 * identified by agent, turn and the call's own id together.
 */
public final class SessionEvent extends NamedParts {
    private final SessionId session;
    private final Optional<TaskId> task;
    private final long sequence;
    private final Instant at;
    private final AgentName agent;
    private final Optional<TurnId> turn;
    private final EventBody body;

    private SessionEvent(Builder builder, EventBody body) {
        super(
                "session, task, sequence, at, agent, turn, body",
                builder.session,
                builder.task,
                builder.sequence,
                builder.at,
                builder.agent,
                builder.turn,
                body);
        this.session = builder.session;
        this.task = builder.task;
        this.sequence = builder.sequence;
        this.at = builder.at;
        this.agent = builder.agent;
        this.turn = builder.turn;
        this.body = body;
    }

    /**
     * Starts an entry.
     *
     * <p>Defaults: no task, sequence 1, the epoch, the coder, no turn.
     */
    public static Builder builder(SessionId session) {
        return new Builder(session);
    }

    /** {@return the session} */
    public SessionId session() {
        return session;
    }

    /** {@return the managed task the session belongs to, empty for a plain session} */
    public Optional<TaskId> task() {
        return task;
    }

    /** {@return the position in the session, counted from 1 without gaps} */
    public long sequence() {
        return sequence;
    }

    /** {@return when it happened, by the clock the library was given} */
    public Instant at() {
        return at;
    }

    /** {@return whose doing it was} */
    public AgentName agent() {
        return agent;
    }

    /** {@return the agent's turn it belongs to, empty for what happens between turns} */
    public Optional<TurnId> turn() {
        return turn;
    }

    /** {@return what happened} */
    public EventBody body() {
        return body;
    }

    /** A builder of entries. Confined to one thread. */
    public static final class Builder {
        private final SessionId session;
        private Optional<TaskId> task = Optional.empty();
        private long sequence = 1;
        private Instant at = Instant.EPOCH;
        private AgentName agent = AgentName.CODER;
        private Optional<TurnId> turn = Optional.empty();

        private Builder(SessionId session) {
            this.session = requireNonNull(session, "session");
        }

        /** Sets {@link SessionEvent#task()}. */
        public Builder task(Optional<TaskId> task) {
            this.task = requireNonNull(task, "task");
            return this;
        }

        /**
         * Sets {@link SessionEvent#sequence()}.
         *
         * @throws IllegalArgumentException if the number is less than 1
         */
        public Builder sequence(long sequence) {
            if (sequence < 1) {
                throw new IllegalArgumentException("events are counted from 1, was " + sequence);
            }
            this.sequence = sequence;
            return this;
        }

        /** Sets {@link SessionEvent#at()}. */
        public Builder at(Instant at) {
            this.at = requireNonNull(at, "at");
            return this;
        }

        /** Sets {@link SessionEvent#agent()}. */
        public Builder agent(AgentName agent) {
            this.agent = requireNonNull(agent, "agent");
            return this;
        }

        /** Sets {@link SessionEvent#turn()}. */
        public Builder turn(Optional<TurnId> turn) {
            this.turn = requireNonNull(turn, "turn");
            return this;
        }

        /** Builds the entry about what happened. */
        public SessionEvent build(EventBody body) {
            return new SessionEvent(this, body);
        }
    }
}
