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
     * Finds an open session.
     *
     * @param id the session's id
     * @return empty when there is none, or it was closed
     */
    Optional<Session> find(SessionId id);
}
