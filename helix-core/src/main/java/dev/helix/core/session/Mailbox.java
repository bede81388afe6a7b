/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.session;

import dev.helix.api.SessionId;
import dev.helix.api.model.ModelId;
import dev.helix.api.session.SessionClosedException;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The turns of a session that wait and the one that runs, one at a time and in the order they were submitted.
 *
 * <p>Thread-safe. It has no thread: whoever is told that it was idle sees to it that it is emptied.
 */
final class Mailbox {
    private final SessionId session;
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<QueuedTurn> waiting = new ArrayDeque<>();
    private @Nullable QueuedTurn running;
    private ModelId model;
    private boolean working;
    private boolean closed;

    /**
     * A turn in its place.
     *
     * @param turn the turn
     * @param wasIdle whether nobody was emptying the mailbox
     */
    record Added(QueuedTurn turn, boolean wasIdle) {}

    /** Starts empty, with the model of a first turn that names none. */
    Mailbox(SessionId session, ModelId model) {
        this.session = session;
        this.model = model;
    }

    /** {@return the model of the next turn that names none} */
    ModelId model() {
        lock.lock();
        try {
            return model;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Adds a turn; the model it names is that of the turns after it, too.
     *
     * @throws SessionClosedException if the mailbox takes no more turns
     */
    Added add(Optional<ModelId> named, Function<ModelId, QueuedTurn> turn) {
        lock.lock();
        try {
            if (closed) {
                throw new SessionClosedException("session " + session + " is closed; create a new one");
            }
            model = named.orElse(model);
            QueuedTurn added = turn.apply(model);
            waiting.add(added);
            boolean idle = !working;
            working = true;
            return new Added(added, idle);
        } finally {
            lock.unlock();
        }
    }

    /** Takes the next turn, which runs from now on, in place of the one before; empty when there is none. */
    Optional<QueuedTurn> next() {
        lock.lock();
        try {
            running = waiting.poll();
            working = running != null;
            return Optional.ofNullable(running);
        } finally {
            lock.unlock();
        }
    }

    /** {@return the turn that runs} */
    Optional<QueuedTurn> running() {
        lock.lock();
        try {
            return Optional.ofNullable(running);
        } finally {
            lock.unlock();
        }
    }

    /** Takes out a turn that waits, and tells whether it did. */
    boolean remove(QueuedTurn turn) {
        lock.lock();
        try {
            return waiting.remove(turn);
        } finally {
            lock.unlock();
        }
    }

    /** {@return whether it takes no more turns and all it had ended} */
    boolean isDone() {
        lock.lock();
        try {
            return closed && !working;
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more turns and cancels those it has; does not wait for them. */
    void close() {
        lock.lock();
        try {
            closed = true;
            waiting.forEach(turn -> turn.work().cancel());
            if (running != null) {
                running.work().cancel();
            }
        } finally {
            lock.unlock();
        }
    }
}
