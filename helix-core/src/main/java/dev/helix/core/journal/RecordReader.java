/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.helix.api.SessionId;
import dev.helix.api.journal.JournalException;
import dev.helix.api.journal.JournalRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A reader of one session's records out of segments that were scanned. Every line is checked again. Confined to one
 * thread.
 */
final class RecordReader {
    private final LogFs fs;
    private final byte[] session;
    private final long from;
    private final int limit;
    private final List<JournalRecord> found = new ArrayList<>();
    private long next;

    RecordReader(LogFs fs, SessionId session, long from, int limit) {
        this.fs = fs;
        this.session = session.value().getBytes(UTF_8);
        this.from = from;
        this.limit = limit;
        this.next = from;
    }

    /** A run of the session's records in a segment. */
    record Source(Segment segment, RecordRun run) {}

    /**
     * Reads the page.
     *
     * @param sources in the order of their sequences
     * @throws JournalException if what stands there now is not what was scanned
     */
    List<JournalRecord> page(List<Source> sources) throws IOException {
        for (Source source : sources) {
            if (found.size() < limit && source.run().last() >= next) {
                read(source.segment(), source.run());
            }
        }
        return found;
    }

    private void read(Segment segment, RecordRun run) throws IOException {
        RecordRun.Point point = run.before(next);
        LineChain chain = new LineChain(point.checksum(), 1);
        chain.restart(point.checksum(), 1, true);
        try (LogFs.LogFile file = fs.open(segment.file())) {
            LineReader reader = new LineReader(file, point.position(), segment.end());
            while (next <= run.last() && found.size() < limit) {
                if (!reader.next()) {
                    throw damaged(segment, reader.nextPosition());
                }
                if (reader.complete() && chain.accept(reader.line())) {
                    take(reader.line());
                } else if (!segment.isBad(reader.position())) {
                    throw damaged(segment, reader.position());
                }
            }
        }
    }

    private void take(LogLine line) {
        if (line.isOf(session) && line.sequence() >= Math.max(from, next)) {
            found.add(line.record());
            next = line.sequence() + 1;
        }
    }

    private static JournalException damaged(Segment segment, long position) {
        return new JournalException(
                "the journal segment " + segment.file() + " was damaged at byte " + position
                        + " after it was opened; close this instance and open another, which sets the damage aside",
                null);
    }
}
