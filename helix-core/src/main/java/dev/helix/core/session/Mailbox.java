/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.session;

import dev.helix.api.SessionId;
import dev.helix.api.model.ModelId;
import dev.helix.api.session.RequestIdReusedException;
import dev.helix.api.session.SessionClosedException;
import dev.helix.api.session.UserTurn;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
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
    private final Map<String, QueuedTurn> byRequest = new HashMap<>();
    private @Nullable QueuedTurn running;
    private boolean working;
    private boolean closed;

    /**
     * A turn in its place.
     *
     * @param wasIdle whether nobody was emptying the mailbox
     */
    record Added(QueuedTurn turn, boolean wasIdle) {}

    /** Starts empty. */
    Mailbox(SessionId session) {
        this.session = session;
    }

    /** Knows a turn of an earlier process that ended. */
    void restore(QueuedTurn ended) {
        lock.lock();
        try {
            ended.turn().requestId().ifPresent(request -> byRequest.put(request, ended));
        } finally {
            lock.unlock();
        }
    }

    /** {@return the model that the last of the turns names which wait or run, empty when none names any} */
    Optional<ModelId> named() {
        lock.lock();
        try {
            Optional<ModelId> named = running == null || running.isDone() ? Optional.empty() : running.model();
            for (QueuedTurn turn : waiting) {
                named = turn.model().isPresent() ? turn.model() : named;
            }
            return named;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Finds the turn that was sent before with the request id of this one.
     *
     * @throws RequestIdReusedException if it says something else
     */
    Optional<QueuedTurn> sentBefore(UserTurn turn) {
        lock.lock();
        try {
            Optional<QueuedTurn> earlier = turn.requestId().map(byRequest::get);
            if (earlier.isPresent() && !earlier.get().turn().equals(turn)) {
                throw new RequestIdReusedException("an earlier turn of session " + session + " has the request id '"
                        + turn.requestId().orElseThrow() + "' and says something else; give each turn its own");
            }
            return earlier;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Adds a turn, unless it was sent before.
     *
     * @throws SessionClosedException if the mailbox takes no more turns
     */
    Added add(UserTurn said, Supplier<QueuedTurn> turn) {
        lock.lock();
        try {
            Optional<QueuedTurn> earlier = sentBefore(said);
            if (earlier.isPresent()) {
                return new Added(earlier.get(), false);
            }
            if (closed) {
                throw new SessionClosedException("session " + session + " is closed; create a new one");
            }
            QueuedTurn added = turn.get();
            waiting.add(added);
            said.requestId().ifPresent(id -> byRequest.put(id, added));
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
