/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.session;

import dev.helix.api.AgentName;
import dev.helix.api.NamedParts;
import dev.helix.api.SessionId;
import dev.helix.api.TaskId;
import dev.helix.api.TurnId;
import java.time.Instant;
import java.util.Objects;
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
     *
     * @param session the session
     * @return a builder, confined to one thread
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
            this.session = Objects.requireNonNull(session, "session is null");
        }

        /**
         * Sets the managed task.
         *
         * @param id the task, empty for a plain session
         * @return this builder
         */
        public Builder task(Optional<TaskId> id) {
            this.task = Objects.requireNonNull(id, "task is null");
            return this;
        }

        /**
         * Sets the position in the session.
         *
         * @param number at least 1
         * @return this builder
         * @throws IllegalArgumentException if the number is less than 1
         */
        public Builder sequence(long number) {
            if (number < 1) {
                throw new IllegalArgumentException("events are counted from 1, was " + number);
            }
            this.sequence = number;
            return this;
        }

        /**
         * Sets when it happened.
         *
         * @param instant by the library's clock
         * @return this builder
         */
        public Builder at(Instant instant) {
            this.at = Objects.requireNonNull(instant, "at is null");
            return this;
        }

        /**
         * Sets whose doing it was.
         *
         * @param name the agent
         * @return this builder
         */
        public Builder agent(AgentName name) {
            this.agent = Objects.requireNonNull(name, "agent is null");
            return this;
        }

        /**
         * Sets the agent's turn.
         *
         * @param id the turn, empty between turns
         * @return this builder
         */
        public Builder turn(Optional<TurnId> id) {
            this.turn = Objects.requireNonNull(id, "turn is null");
            return this;
        }

        /**
         * Builds the entry.
         *
         * @param body what happened
         * @return the entry
         */
        public SessionEvent build(EventBody body) {
            return new SessionEvent(this, body);
        }
    }
}
