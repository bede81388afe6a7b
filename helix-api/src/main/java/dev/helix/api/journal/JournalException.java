/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.journal;

import dev.helix.api.HelixException;
import org.jspecify.annotations.Nullable;

/** Thrown when a journal cannot be opened, read or written. Its subclasses name conditions with a way out. */
public class JournalException extends HelixException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the error.
     *
     * @param message the journal, what failed, and the way out
     * @param cause the failure underneath, or null
     */
    public JournalException(String message, @Nullable Throwable cause) {
        this("journal-failed", message, cause);
    }

    JournalException(String code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
