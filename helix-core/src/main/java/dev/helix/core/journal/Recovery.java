/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.journal;

import static java.util.Objects.requireNonNull;

import dev.helix.api.SessionId;
import java.nio.file.Path;

/**
 * A report that a journal ended in an unfinished line, left by a crash, and that the line was cut off. Nothing that
 * was forced is lost by that. Immutable.
 *
 * @param session the session
 * @param file the journal's file
 * @param cutBytes how many bytes were cut off, at least 1
 * @param lastSequence the last record that is there, 0 for none
 */
public record Recovery(SessionId session, Path file, long cutBytes, long lastSequence) {
    /** Refuses null. */
    public Recovery {
        requireNonNull(session, "session");
        requireNonNull(file, "file");
    }
}
