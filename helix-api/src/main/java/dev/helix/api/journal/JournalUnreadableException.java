/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.journal;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a journal as a whole is not what it should be: of a newer release, of another store, incomplete, or reached
 * through a link. Nothing was changed.
 */
public final class JournalUnreadableException extends JournalException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the error.
     *
     * @param message the journal, what is wrong with it, and the way out
     * @param cause the failure underneath, or null
     */
    public JournalUnreadableException(String message, @Nullable Throwable cause) {
        super("journal-unreadable", message, cause);
    }
}
