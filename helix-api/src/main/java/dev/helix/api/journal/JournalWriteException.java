/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.journal;

import org.jspecify.annotations.Nullable;

/** Thrown when records could not be written, as on a full disk, and the journal is usable all the same. */
public final class JournalWriteException extends JournalException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the error.
     *
     * @param message the journal, what failed, and the way out
     * @param cause the failure underneath, or null
     */
    public JournalWriteException(String message, @Nullable Throwable cause) {
        super("journal-write-failed", message, cause);
    }

    /** {@return true: nothing was lost, and the next call tries again} */
    @Override
    public boolean retriable() {
        return true;
    }
}
