/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.journal;

import dev.helix.api.SessionId;
import org.jspecify.annotations.Nullable;

/**
 * A line to be written, before it has its place in the log.
 *
 * @param session whose record it is, null for a line that is none
 * @param sequence of the record
 * @param body what comes between its place and its checksum, in UTF-8
 */
record LogEntry(@Nullable SessionId session, long sequence, byte[] body) {
    static LogEntry closing() {
        return new LogEntry(null, 0, LogLine.body("close", ""));
    }
}
