/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A scan of the files of a log. Utility class; it changes nothing. */
final class LogScan {
    private LogScan() {}

    /**
     * Scans the log in a directory.
     *
     * @throws dev.helix.api.journal.JournalUnreadableException if a segment is missing, of another log or of a newer
     *     release, or nothing of it can be checked
     * @throws IOException if a file cannot be read
     */
    static ScannedLog scan(LogFs fs, Path directory) throws IOException {
        List<Segment> segments = segments(fs, directory);
        Map<String, Long> sizes = sizes(fs, segments);
        String log = String.valueOf(directory.getFileName());
        LogRecovery whole = new LogRecovery(log);
        read(fs, whole, segments, sizes, Long.MAX_VALUE);
        Optional<BadLines> tail = whole.tail();
        if (tail.isEmpty()) {
            return whole.result(directory, sizes, Optional.empty());
        }
        ScannedLog.Cut cut = cut(tail.get(), whole.lines(), sizes);
        List<Segment> kept = segments(fs, directory).stream()
                .filter(segment -> segment.first() < cut.segment().first()
                        || (segment.first() == cut.segment().first() && cut.position() > 0))
                .toList();
        LogRecovery prefix = new LogRecovery(log);
        read(fs, prefix, kept, sizes, cut.segment().first() == last(kept) ? cut.position() : Long.MAX_VALUE);
        return prefix.result(directory, sizes, Optional.of(cut));
    }

    private static long last(List<Segment> segments) {
        return segments.isEmpty() ? 0 : segments.get(segments.size() - 1).first();
    }

    private static List<Segment> segments(LogFs fs, Path directory) throws IOException {
        List<Segment> segments = new ArrayList<>();
        for (String name : fs.list(directory)) {
            Segment.first(name).ifPresent(first -> segments.add(new Segment(directory, first)));
        }
        return segments;
    }

    /** {@return the lengths of a log's segment files by name} */
    static Map<String, Long> sizes(LogFs fs, Path directory) throws IOException {
        return sizes(fs, segments(fs, directory));
    }

    private static Map<String, Long> sizes(LogFs fs, List<Segment> segments) throws IOException {
        Map<String, Long> sizes = new LinkedHashMap<>();
        for (Segment segment : segments) {
            try (LogFs.LogFile file = fs.open(segment.file())) {
                sizes.put(Segment.name(segment.first()), file.size());
            }
        }
        return sizes;
    }

    /** Reads segments line by line, the last one up to a limit. */
    private static void read(
            LogFs fs, LogRecovery recovery, List<Segment> segments, Map<String, Long> sizes, long lastLimit)
            throws IOException {
        for (Segment segment : segments) {
            boolean last = segment == segments.get(segments.size() - 1);
            long size = sizes.getOrDefault(Segment.name(segment.first()), 0L);
            recovery.segment(segment);
            try (LogFs.LogFile file = fs.open(segment.file())) {
                LineReader reader = new LineReader(file, 0, last ? Math.min(size, lastLimit) : size);
                while (reader.next()) {
                    recovery.line(
                            reader.line(),
                            reader.complete(),
                            reader.position(),
                            reader.nextPosition() - reader.position());
                }
            }
            recovery.segmentEnd(last);
        }
    }

    private static ScannedLog.Cut cut(BadLines tail, long lines, Map<String, Long> sizes) {
        long bytes = -tail.position();
        for (Map.Entry<String, Long> file : sizes.entrySet()) {
            if (file.getKey().compareTo(Segment.name(tail.segment().first())) >= 0) {
                bytes += file.getValue();
            }
        }
        return new ScannedLog.Cut(tail.segment(), tail.position(), bytes, lines - tail.linesBefore());
    }
}
