/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.journal;

import static java.util.Objects.requireNonNull;

import dev.helix.api.SessionId;

/**
 * A run of records that a journal no longer has. Immutable.
 *
 * @param session the session they belong to
 * @param firstSequence the first that is missing
 * @param lastSequence the last that is missing
 */
public record JournalGap(SessionId session, long firstSequence, long lastSequence) {
    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if the last comes before the first
     */
    public JournalGap {
        requireNonNull(session, "session");
        if (firstSequence < 1 || lastSequence < firstSequence) {
            throw new IllegalArgumentException("no gap: " + firstSequence + " to " + lastSequence);
        }
    }
}
