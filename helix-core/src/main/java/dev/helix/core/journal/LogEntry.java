/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.journal;

import dev.helix.api.SessionId;
import java.util.Optional;

/** A line to be written, before it has its place in the log. Immutable, when nobody changes its bytes. */
final class LogEntry {
    private final Optional<SessionId> session;
    private final long sequence;
    private final byte[] body;

    private LogEntry(Optional<SessionId> session, long sequence, byte[] body) {
        this.session = session;
        this.sequence = sequence;
        this.body = body;
    }

    /** {@return a record, whose line has this body in UTF-8} */
    static LogEntry of(SessionId session, long sequence, byte[] body) {
        return new LogEntry(Optional.of(session), sequence, body);
    }

    /** {@return the last line of a log that is closed} */
    static LogEntry closing() {
        return new LogEntry(Optional.empty(), 0, LogLine.body("close", ""));
    }

    /** {@return whose record it is, empty for a line that is none} */
    Optional<SessionId> session() {
        return session;
    }

    long sequence() {
        return sequence;
    }

    byte[] body() {
        return body;
    }
}
