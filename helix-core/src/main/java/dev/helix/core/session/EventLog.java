/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.session;

import dev.helix.api.AgentName;
import dev.helix.api.Registration;
import dev.helix.api.SessionId;
import dev.helix.api.TurnId;
import dev.helix.api.journal.Journal;
import dev.helix.api.journal.JournalRecord;
import dev.helix.api.session.EventBody;
import dev.helix.api.session.Progress;
import dev.helix.api.session.SessionEvent;
import dev.helix.api.session.SessionListener;
import dev.helix.core.agent.EventSink;
import dev.helix.core.json.EventJson;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log that keeps what happens in one session and tells it to listeners.
 *
 * <p><b>Threads.</b> Any thread may report. Numbering and journalling happen under the lock, so that both orders are
 * the same; listeners are called off the lock by whichever thread found the queue idle, one at a time, in order.
 *
 * <p><b>Failure.</b> An event that cannot be journalled is not told to anybody: the error goes to the reporter. A
 * listener that throws is logged once and keeps being called. When listeners fall {@value #PROGRESS_LIMIT} entries
 * behind, passing news is dropped; durable events never are.
 */
public final class EventLog implements EventSink, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventLog.class);
    private static final int PROGRESS_LIMIT = 10_000;

    private final SessionId session;
    private final Journal journal;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<SessionEvent> events = new ArrayList<>();
    private final Queue<Runnable> queue = new ArrayDeque<>();
    private final List<Subscriber> hearers = new CopyOnWriteArrayList<>();
    private final AtomicLong turns = new AtomicLong();
    private boolean telling;

    /** Starts an empty log; the journal is closed with it. */
    public EventLog(SessionId session, Journal journal, InstantSource clock) {
        this.session = session;
        this.journal = journal;
        this.clock = clock;
    }

    @Override
    public TurnId newTurn() {
        return new TurnId(turns.incrementAndGet());
    }

    @Override
    public void event(AgentName agent, EventBody body) {
        lock.lock();
        try {
            SessionEvent event = new SessionEvent(session, events.size() + 1L, clock.instant(), agent, body);
            journal.append(new JournalRecord(
                    event.sequence(), event.at(), body.getClass().getSimpleName(), EventJson.write(event)));
            events.add(event);
            queue.add(() -> hearers.forEach(hearer -> hearer.tell(listener -> listener.event(event))));
        } finally {
            lock.unlock();
        }
        tell();
    }

    @Override
    public void progress(Progress progress) {
        lock.lock();
        try {
            if (queue.size() < PROGRESS_LIMIT) {
                queue.add(() -> hearers.forEach(hearer -> hearer.tell(listener -> listener.progress(progress))));
            }
        } finally {
            lock.unlock();
        }
        tell();
    }

    /** Runs something once every listener has heard everything reported so far. */
    public void afterTelling(Runnable action) {
        lock.lock();
        try {
            queue.add(action);
        } finally {
            lock.unlock();
        }
        tell();
    }

    @Override
    public void force() {
        journal.force();
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
        Subscriber hearer = new Subscriber(listener);
        hearers.add(hearer);
        return () -> hearers.remove(hearer);
    }

    @Override
    public void close() {
        journal.close();
    }

    private void tell() {
        for (Runnable next = next(true); next != null; next = next(false)) {
            run(next);
        }
    }

    /** Runs an entry; one that fails must not keep the others from being told. */
    private void run(Runnable entry) {
        try {
            entry.run();
        } catch (RuntimeException | Error failure) {
            LOG.error("what follows an event of session {} failed", session, failure);
        }
    }

    /** Takes the next entry, or null when there is none or another thread is telling. */
    private @Nullable Runnable next(boolean starting) {
        lock.lock();
        try {
            if (starting && telling) {
                return null;
            }
            Runnable next = queue.poll();
            telling = next != null;
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** A listener that is complained about at most once. */
    private static final class Subscriber {
        private final SessionListener listener;
        private volatile boolean complained;

        Subscriber(SessionListener listener) {
            this.listener = listener;
        }

        void tell(Consumer<SessionListener> news) {
            try {
                news.accept(listener);
            } catch (RuntimeException | Error failure) {
                if (!complained) {
                    complained = true;
                    LOG.warn("a session listener failed; it keeps being called", failure);
                }
            }
        }
    }
}
