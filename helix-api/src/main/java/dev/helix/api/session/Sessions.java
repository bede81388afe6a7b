/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.session;

import dev.helix.api.SessionId;
import java.util.Optional;

/** The factory and registry of the sessions of one Helix instance. Called by hosts; thread-safe. */
public interface Sessions {
    /**
     * Creates a session.
     *
     * @param spec what it is to be
     * @return the session, open
     * @throws dev.helix.api.InvalidRequestException if the directory does not exist or a tool's name is taken
     * @throws dev.helix.api.model.UnknownProviderException if the model's provider was not configured
     */
    Session create(SessionSpec spec);

    /**
     * Takes up a session again that was closed, or whose process ended, with its conversation, model and bound worktree. A
     * turn that ran then is settled as failed, its open calls are answered as interrupted.
     *
     * @param id the session's id
     * @param spec what cannot be read from the journal: the host's own tools, reviewers and listener
     * @return the session, open
     * @throws UnknownSessionException if there is no record of it
     * @throws dev.helix.api.journal.LeaseHeldException if it is open, here or in another process
     * @throws dev.helix.api.journal.JournalException if its journal cannot be read
     * @throws dev.helix.api.InvalidRequestException if a tool or reviewer it had is not named again, its directory is gone,
     *     or it belongs to a managed task
     * @throws dev.helix.api.model.UnknownProviderException if its model's provider is not configured and the spec names
     *     no other model
     */
    Session resume(SessionId id, ResumeSpec spec);

    /**
     * Takes up a session again that had no tools, reviewers, limits or routing of its own.
     *
     * @param id the session's id
     * @return the session, open
     * @throws dev.helix.api.HelixException as {@link #resume(SessionId, ResumeSpec)} does
     */
    default Session resume(SessionId id) {
        return resume(id, ResumeSpec.builder().build());
    }

    /**
     * Finds an open session.
     *
     * @param id the session's id
     * @return empty when there is none, or it was closed
     */
    Optional<Session> find(SessionId id);
}
