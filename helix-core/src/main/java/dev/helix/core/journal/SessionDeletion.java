/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.helix.api.SessionId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The deletion of a session from a log that the caller owns. Utility class; may be run again after a crash anywhere. */
final class SessionDeletion {
    private SessionDeletion() {}

    static void from(LogFs fs, SegmentLog log, SessionId session) throws IOException {
        List<Segment> segments = log.segments();
        if (!segments.isEmpty() && segments.get(segments.size() - 1).sessions().contains(session)) {
            log.seal();
        }
        long previous = 0;
        for (Segment segment : log.segments()) {
            if (segment.sessions().contains(session)) {
                log.replace(segment, new SegmentRewrite(fs, segment, session).run(previous));
            }
            previous = segment.first();
        }
        deleteQuarantined(fs, log.directory().resolve("quarantine"), session);
    }

    /** Bytes that were set aside go too when they tell of the session. */
    private static void deleteQuarantined(LogFs fs, Path directory, SessionId session) throws IOException {
        byte[] wanted = ("\"s\":\"" + session.value() + "\"").getBytes(UTF_8);
        for (String name : fs.list(directory)) {
            if (holds(fs, directory.resolve(name), wanted)) {
                fs.delete(directory.resolve(name));
            }
        }
    }

    private static boolean holds(LogFs fs, Path file, byte[] wanted) throws IOException {
        try (LogFs.LogFile from = fs.open(file)) {
            LineReader reader = new LineReader(from, 0, from.size());
            while (reader.next()) {
                if (reader.line().text().contains(new String(wanted, UTF_8))) {
                    return true;
                }
            }
        }
        return false;
    }
}
