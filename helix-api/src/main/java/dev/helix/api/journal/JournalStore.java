/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.journal;

import dev.helix.api.SessionId;

/** A store that opens the journals of sessions. Implemented by hosts or by the library; thread-safe. */
@FunctionalInterface
public interface JournalStore {
    /**
     * Opens the journal of a session, creating it when there is none.
     *
     * @param session the session
     * @return the journal, owned by the caller
     * @throws JournalException if it cannot be opened
     */
    Journal open(SessionId session);
}
