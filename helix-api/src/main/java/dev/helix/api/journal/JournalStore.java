/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.journal;

import dev.helix.api.SessionId;
import java.util.List;
import java.util.Optional;

/**
 * A store of the journals of sessions. Implemented by hosts or by the library; thread-safe.
 *
 * <p>Several processes may share what a store keeps; a {@link Lease} gives each session one owner at a time. What every
 * implementation promises is tested by {@code JournalStoreContract} of the test kit.
 */
public interface JournalStore extends AutoCloseable {
    /** {@return the leases that guard what is kept here} */
    LeaseStore leases();

    /**
     * Opens the journal of a session, creating it when there is none.
     *
     * @param session the session
     * @return the journal, owned by the caller
     * @throws LeaseHeldException if the session has another owner, in this process or elsewhere
     * @throws JournalUnreadableException if what is kept is from a newer release, or of another store, or incomplete
     * @throws JournalException if it cannot be opened
     */
    Journal open(SessionId session);

    /**
     * Lists sessions that have a journal, open or not.
     *
     * @param after list those whose id comes after this one; empty to begin
     * @param limit at most so many, at least 1
     * @return by id, ascending; fewer than the limit only at the end
     * @throws JournalException if the store cannot be read
     */
    List<SessionId> sessions(Optional<SessionId> after, int limit);

    /**
     * Deletes all records of a session for good.
     *
     * @param session the session
     * @return whether every copy is gone; false when another process still holds one, which then removes it
     * @throws LeaseHeldException if the session is open
     * @throws JournalException if the store cannot be changed; call again
     */
    boolean delete(SessionId session);

    /**
     * Closes every journal that is open and releases the store. Idempotent.
     *
     * @throws JournalException if the last records could not be made durable; everything is released all the same
     */
    @Override
    void close();
}
