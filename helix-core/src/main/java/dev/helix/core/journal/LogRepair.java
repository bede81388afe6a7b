/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The repair of a log that was scanned: its unfinished tail is cut off, copies of bad bytes go to {@code quarantine/}, and
 * what is left is made durable. Confined to one thread; may be interrupted by a crash anywhere and run again.
 */
final class LogRepair {
    private final LogFs fs;
    private final ScannedLog log;

    LogRepair(LogFs fs, ScannedLog log) {
        this.fs = fs;
        this.log = log;
    }

    /**
     * Repairs the log and opens its end.
     *
     * @param segments those that were scanned, to which a new one is added where the last may not be used
     */
    SegmentWriter run(List<Segment> segments, long segmentBytes) throws IOException {
        for (ScannedLog.Damage damage : log.damages()) {
            if (damage.lines().bytes() > 0) {
                quarantine(
                        damage.lines().segment(),
                        damage.lines().position(),
                        damage.lines().bytes());
            }
        }
        if (log.cut().isPresent() && log.cut().get().lines() > 1) {
            quarantineTail(log.cut().get());
        }
        // That damage was durable may only be known from the tail. The header of a new segment keeps that knowledge.
        boolean headerFirst = log.cut().isPresent() && !log.damages().isEmpty() && !cutsWholeSegment();
        if (!headerFirst) {
            cut();
        }
        if (!segments.isEmpty()) {
            forceLast(segments);
        }
        if (headerFirst) {
            segments.get(segments.size() - 1).seal();
        }
        SegmentWriter writer = new SegmentWriter(fs, log, segmentBytes, segments);
        if (headerFirst) {
            cut();
        }
        return writer;
    }

    private boolean cutsWholeSegment() {
        return log.cut().filter(cut -> cut.position() == 0).isPresent();
    }

    private void cut() throws IOException {
        if (log.cut().isEmpty()) {
            return;
        }
        ScannedLog.Cut cut = log.cut().get();
        for (String name : log.files().keySet()) {
            long first = Segment.first(name).orElse(0);
            if (first > cut.segment().first() || (first == cut.segment().first() && cut.position() == 0)) {
                fs.delete(log.directory().resolve(name));
            }
        }
        fs.forceDirectory(log.directory());
        if (cut.position() > 0) {
            try (LogFs.LogFile file = fs.open(cut.segment().file())) {
                file.truncate(cut.position());
                file.force();
            }
        }
    }

    private void forceLast(List<Segment> segments) throws IOException {
        try (LogFs.LogFile file = fs.open(segments.get(segments.size() - 1).file())) {
            file.force();
        }
        fs.forceDirectory(log.directory());
    }

    private void quarantineTail(ScannedLog.Cut cut) throws IOException {
        long size = log.files().getOrDefault(Segment.name(cut.segment().first()), 0L);
        quarantine(cut.segment(), cut.position(), size - cut.position());
    }

    /** Copies bytes aside, unless that was done before. */
    private void quarantine(Segment segment, long position, long bytes) throws IOException {
        Path directory = log.directory().resolve("quarantine");
        fs.createDirectories(directory);
        String name = Segment.name(segment.first()) + "-" + position;
        if (fs.list(directory).contains(name)) {
            return;
        }
        Path aside = directory.resolve("new");
        fs.delete(aside);
        try (LogFs.LogFile from = fs.open(segment.file());
                LogFs.LogFile to = fs.create(aside)) {
            byte[] chunk = new byte[1 << 16];
            long done = 0;
            int read = 0;
            while (done < bytes && read >= 0) {
                read = from.read(position + done, chunk, 0, (int) Math.min(chunk.length, bytes - done));
                if (read > 0) {
                    to.write(done, chunk, 0, read);
                    done += read;
                }
            }
            to.force();
        }
        fs.rename(aside, directory.resolve(name));
        fs.forceDirectory(directory);
    }
}
