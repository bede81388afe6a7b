/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.session;

import dev.helix.api.AgentName;
import dev.helix.api.ModelCallId;
import dev.helix.api.Registration;
import dev.helix.api.SessionId;
import dev.helix.api.TaskId;
import dev.helix.api.TurnId;
import dev.helix.api.journal.Journal;
import dev.helix.api.journal.JournalPosition;
import dev.helix.api.journal.JournalRecord;
import dev.helix.api.model.ModelId;
import dev.helix.api.session.EventBody;
import dev.helix.api.session.Progress;
import dev.helix.api.session.SessionEvent;
import dev.helix.api.session.SessionEvents;
import dev.helix.api.session.SessionListener;
import dev.helix.core.agent.EventSink;
import dev.helix.core.json.ApiJson;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The record of what happens in one session: numbered, journalled, kept in memory and passed on to listeners.
 *
 * <p><b>Threads.</b> Any thread may report. Numbering, journalling and queueing happen under the lock, so that all three
 * orders are the same; listeners are called by {@link ListenerQueue}, on another thread.
 *
 * <p><b>Turns.</b> An agent runs one turn at a time. What it reports between {@link #turnStarted} and
 * {@link #turnEnded} belongs to that turn.
 *
 * <p><b>Failure.</b> An event that cannot be journalled did not happen: nobody is told, the error goes to the reporter.
 */
public final class EventLog implements EventSink, AutoCloseable {
    private final SessionId session;
    private final Optional<TaskId> task;
    private final Journal journal;
    private final InstantSource clock;
    private final ListenerQueue listeners;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<SessionEvent> events = new ArrayList<>();
    private final Map<AgentName, TurnId> openTurns = new HashMap<>();
    private @Nullable JournalPosition last;
    private long turns;
    private long modelCalls;

    /** Starts an empty log; the journal is closed with it. */
    public EventLog(
            SessionId session, Optional<TaskId> task, Journal journal, InstantSource clock, ListenerQueue listeners) {
        this.session = session;
        this.task = task;
        this.journal = journal;
        this.clock = clock;
        this.listeners = listeners;
    }

    /** {@return the session} */
    public SessionId session() {
        return session;
    }

    /** {@return the managed task the session belongs to} */
    public Optional<TaskId> task() {
        return task;
    }

    /** Numbers the next turn of the session. */
    public TurnId nextTurn() {
        lock.lock();
        try {
            return new TurnId(++turns);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public ModelCallId nextModelCall() {
        lock.lock();
        try {
            return new ModelCallId(++modelCalls);
        } finally {
            lock.unlock();
        }
    }

    /** Reports that a turn began; what the agent reports from now on belongs to it. */
    public void turnStarted(AgentName agent, TurnId turn, ModelId model) {
        lock.lock();
        try {
            record(agent, Optional.of(turn), SessionEvents.TurnStarted.of(model));
            openTurns.put(agent, turn);
        } finally {
            lock.unlock();
        }
        listeners.wake();
    }

    /** Reports that a turn ended, begun or not. */
    public void turnEnded(AgentName agent, TurnId turn, EventBody end) {
        lock.lock();
        try {
            openTurns.remove(agent, turn);
            record(agent, Optional.of(turn), end);
        } finally {
            lock.unlock();
        }
        listeners.wake();
    }

    @Override
    public void event(AgentName agent, EventBody body) {
        lock.lock();
        try {
            record(agent, Optional.ofNullable(openTurns.get(agent)), body);
        } finally {
            lock.unlock();
        }
        listeners.wake();
    }

    private void record(AgentName agent, Optional<TurnId> turn, EventBody body) {
        SessionEvent event = SessionEvent.builder(session)
                .task(task)
                .sequence(events.size() + 1L)
                .at(clock.instant())
                .agent(agent)
                .turn(turn)
                .build(body);
        last = journal.append(JournalRecord.of(event.sequence(), event.at(), ApiJson.name(body), ApiJson.write(event)));
        events.add(event);
        listeners.event(event);
    }

    @Override
    public void progress(Progress progress) {
        listeners.progress(progress);
    }

    /** Runs something once every listener heard everything reported so far, or when that takes too long. */
    public void afterNotifying(Runnable action) {
        listeners.afterNotifying(action);
    }

    @Override
    public void force() {
        JournalPosition position;
        lock.lock();
        try {
            position = last;
        } finally {
            lock.unlock();
        }
        if (position != null) {
            journal.awaitDurable(position);
        }
    }

    /** {@return how many events there are, which is the sequence number of the last one} */
    public long size() {
        lock.lock();
        try {
            return events.size();
        } finally {
            lock.unlock();
        }
    }

    /** Finds the latest event of a kind after a position. */
    public <T extends EventBody> Optional<T> last(Class<T> kind, long afterSequence) {
        lock.lock();
        try {
            for (int i = events.size() - 1; i >= afterSequence; i--) {
                if (kind.isInstance(events.get(i).body())) {
                    return Optional.of(kind.cast(events.get(i).body()));
                }
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** {@return the events from a position on} */
    public List<SessionEvent> events(long fromSequence) {
        lock.lock();
        try {
            int from = (int) Math.min(Math.max(fromSequence, 1) - 1, events.size());
            return List.copyOf(events.subList(from, events.size()));
        } finally {
            lock.unlock();
        }
    }

    /** Lets a listener hear everything from now on. */
    public Registration subscribe(SessionListener listener) {
        return listeners.subscribe(listener);
    }

    @Override
    public void close() {
        journal.close();
    }
}
