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
import dev.helix.api.session.DeliveryEvents;
import dev.helix.api.session.EventBody;
import dev.helix.api.session.Progress;
import dev.helix.api.session.SessionEvent;
import dev.helix.api.session.SessionEvents;
import dev.helix.api.session.SessionListener;
import dev.helix.api.worktree.MergeOutcome;
import dev.helix.core.agent.EventSink;
import dev.helix.core.json.ApiJson;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The record of what happens in one session: numbered, journalled and passed on to listeners. The latest events are also
 * kept in memory; older ones are read back from the journal.
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
    /** Events kept in memory: screens and turns look at what just happened. */
    private static final int WINDOW = 256;

    private final SessionId session;
    private final Optional<TaskId> task;
    private final Journal journal;
    private final InstantSource clock;
    private final ListenerQueue listeners;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<SessionEvent> window = new ArrayDeque<>();
    private final Map<AgentName, TurnId> openTurns;
    private @Nullable JournalPosition last;
    private @Nullable SessionEvent lastMerge;
    private long sequence;
    private long turns;
    private long modelCalls;

    /**
     * Goes on with a log; the journal is closed with it.
     *
     * @param soFar what the journal holds, the state without events for an empty one
     */
    public EventLog(
            SessionState soFar,
            SessionId session,
            Optional<TaskId> task,
            Journal journal,
            InstantSource clock,
            ListenerQueue listeners) {
        this.sequence = journal.lastSequence();
        this.turns = soFar.turns();
        this.modelCalls = soFar.modelCalls();
        this.openTurns = soFar.openTurns();
        this.lastMerge = soFar.lastMerge().orElse(null);
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
    public void turnStarted(AgentName agent, TurnId turn, SessionEvents.TurnStarted start) {
        lock.lock();
        try {
            record(agent, Optional.of(turn), start);
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
                .sequence(sequence + 1)
                .at(clock.instant())
                .agent(agent)
                .turn(turn)
                .build(body);
        last = journal.append(JournalRecord.of(event.sequence(), event.at(), ApiJson.name(body), ApiJson.write(event)));
        sequence++;
        window.addLast(event);
        if (window.size() > WINDOW) {
            window.removeFirst();
        }
        if (body instanceof DeliveryEvents.MergeAttempted) {
            lastMerge = event;
        }
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

    /** {@return the sequence number of the last event, 0 for none} */
    public long size() {
        lock.lock();
        try {
            return sequence;
        } finally {
            lock.unlock();
        }
    }

    /** {@return how the latest attempt to merge after a position ended} */
    public Optional<MergeOutcome> lastMerge(long afterSequence) {
        lock.lock();
        try {
            return Optional.ofNullable(lastMerge)
                    .filter(event -> event.sequence() > afterSequence)
                    .map(event -> ((DeliveryEvents.MergeAttempted) event.body()).outcome());
        } finally {
            lock.unlock();
        }
    }

    /** {@return all events from a position on} */
    public List<SessionEvent> events(long fromSequence) {
        return events(fromSequence, Integer.MAX_VALUE);
    }

    /** {@return at most so many events from a position on} */
    public List<SessionEvent> events(long fromSequence, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("a page holds at least 1 event, not " + limit);
        }
        long from = Math.max(fromSequence, 1);
        List<SessionEvent> recent;
        lock.lock();
        try {
            recent = List.copyOf(window);
        } finally {
            lock.unlock();
        }
        List<SessionEvent> found = new ArrayList<>();
        long inMemory = recent.isEmpty() ? Long.MAX_VALUE : recent.get(0).sequence();
        if (from < inMemory) {
            readUpTo(inMemory, from, limit, found);
        }
        recent.stream()
                .filter(event -> event.sequence() >= from)
                .limit(limit - (long) found.size())
                .forEach(found::add);
        return List.copyOf(found);
    }

    private void readUpTo(long end, long from, int limit, List<SessionEvent> found) {
        for (SessionEvent event : new RecordedEvents(journal, from)) {
            if (event.sequence() >= end || found.size() == limit) {
                return;
            }
            found.add(event);
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
