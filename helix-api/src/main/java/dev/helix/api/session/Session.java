/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.session;

import dev.helix.api.Registration;
import dev.helix.api.SessionId;
import dev.helix.api.message.Message;
import dev.helix.api.model.ModelId;
import dev.helix.api.worktree.BindingInfo;
import dev.helix.api.worktree.SavedRef;
import java.util.List;
import java.util.Optional;

/**
 * One continuing conversation with an agent; models come and go, the session stays. Called by hosts; thread-safe.
 *
 * <p>Turns run one at a time in the order they were submitted.
 */
public interface Session extends AutoCloseable {
    /** {@return the session's id} */
    SessionId id();

    /** {@return the model that answers turns which name none: the one named last whose turn was not refused} */
    ModelId model();

    /**
     * Queues a turn. A model it names answers it and the turns after it; when it cannot, neither model nor conversation
     * change.
     *
     * <p>A turn with the request id of an earlier one is that turn, queued, running or ended in whatever way.
     *
     * @param turn what the user says
     * @return the handle to wait on
     * @throws RequestIdReusedException if an earlier turn with its request id says something else
     * @throws dev.helix.api.model.UnknownProviderException if the turn names a provider that was not configured
     * @throws dev.helix.api.model.UnknownModelException if no provider is known to serve the model
     * @throws dev.helix.api.model.AmbiguousModelException if several providers serve a model named without one
     * @throws dev.helix.api.model.MissingCredentialException if the model named needs a key and there is none
     * @throws SessionClosedException if the session was closed
     */
    TurnHandle submit(UserTurn turn);

    /**
     * Queues a turn and waits for its reply.
     *
     * @param turn what the user says
     * @return the reply
     * @throws dev.helix.api.HelixException if the turn failed; the type says how
     * @throws InterruptedException if the waiting thread was interrupted; the turn is cancelled
     */
    default Reply send(UserTurn turn) throws InterruptedException {
        TurnHandle handle = submit(turn);
        try {
            return handle.await();
        } catch (InterruptedException interrupted) {
            handle.cancel();
            throw interrupted;
        }
    }

    /** {@return the conversation so far, oldest first; a copy} */
    List<Message> history();

    /**
     * Returns the durable events from a position on.
     *
     * @param fromSequence the first sequence number wanted, at least 1
     * @return in order, possibly empty; a copy
     */
    List<SessionEvent> events(long fromSequence);

    /**
     * Returns a page of the durable events, so that a long record can be read without holding all of it.
     *
     * @param fromSequence the first sequence number wanted, at least 1
     * @param limit how many at most, at least 1
     * @return in order, empty when there are none from there on; a copy
     * @throws IllegalArgumentException if the limit is below 1
     */
    default List<SessionEvent> events(long fromSequence, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("a page holds at least 1 event, not " + limit);
        }
        return events(fromSequence).stream().limit(limit).toList();
    }

    /** {@return the worktrees that are bound now, in the order they were bound} */
    List<BindingInfo> bindings();

    /**
     * Subscribes to the session from its next event on.
     *
     * @param listener who wants to hear
     * @return the handle that ends it
     */
    Registration subscribe(SessionListener listener);

    /**
     * Ends the bound worktree without merging; its work is kept under a ref. What a running turn still tries to write
     * there is refused.
     *
     * @return where the work is kept; empty when no worktree is bound
     * @throws InterruptedException if the calling thread was interrupted
     */
    Optional<SavedRef> abandon() throws InterruptedException;

    /**
     * Cancels what runs and waits for it, at most a minute; bound worktrees and their branches stay. Idempotent; may be
     * called from a listener or tool of this session, and then returns before they have.
     *
     * @throws dev.helix.api.journal.JournalException if the journal could not be forced to disk; it is closed
     */
    @Override
    void close();
}
