/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The end of a log, where lines are added. Used by one thread at a time.
 *
 * <p>Failure: a batch is written whole or not at all; what a failed write left is cut off, and the batch may be written
 * again. When that fails too, or the disk cannot be forced, the log is broken: after a failed force the kernel may call
 * the next one a success without having written anything, so there is no next one.
 */
final class SegmentWriter {
    private static final int CHUNK_BYTES = 1 << 20;
    private static final int ENVELOPE_BYTES = 80;

    private final LogFs fs;
    private final Path directory;
    private final long segmentBytes;
    private final List<Segment> segments;
    private final LineBuffer buffer = new LineBuffer();
    private Optional<LogFs.LogFile> file = Optional.empty();
    private int checksum;
    private long next;
    private long durable;

    /**
     * Goes on behind what was scanned, all of which is durable.
     *
     * @param segments those of the log, to which new ones are added; thread-safe
     */
    SegmentWriter(LogFs fs, ScannedLog scanned, long segmentBytes, List<Segment> segments) throws IOException {
        this.fs = fs;
        this.directory = scanned.directory();
        this.segmentBytes = segmentBytes;
        this.segments = segments;
        this.checksum = scanned.lastChecksum();
        this.next = scanned.next();
        this.durable = next - 1;
        if (segments.isEmpty() || last().sealed()) {
            begin();
        } else {
            file = Optional.of(fs.open(last().file()));
        }
    }

    private Segment last() {
        return segments.get(segments.size() - 1);
    }

    /**
     * Writes lines without forcing them.
     *
     * @throws IOException if they could not be written; nothing of them was then
     */
    void write(List<LogEntry> batch) throws IOException, BrokenLogException {
        long bytes = batch.stream()
                .mapToLong(entry -> entry.body().length + ENVELOPE_BYTES)
                .sum();
        if (file.isEmpty() || (last().end() + bytes > segmentBytes && next > last().first() + 1)) {
            roll();
        }
        LogFs.LogFile to = file.orElseThrow();
        Segment segment = last();
        long start = segment.end();
        int checksumBefore = checksum;
        long nextBefore = next;
        try {
            List<Runnable> index = new ArrayList<>(batch.size());
            long end = write(to, batch, segment, index);
            segment.end(end);
            index.forEach(Runnable::run);
        } catch (IOException e) {
            checksum = checksumBefore;
            next = nextBefore;
            cutBack(to, start, e);
            throw e;
        } finally {
            buffer.clear();
        }
    }

    private long write(LogFs.LogFile to, List<LogEntry> batch, Segment segment, List<Runnable> index)
            throws IOException {
        long written = segment.end();
        for (LogEntry entry : batch) {
            long position = written + buffer.length();
            int before = checksum;
            entry.session()
                    .ifPresent(session -> index.add(() -> segment.add(session, entry.sequence(), position, before)));
            checksum = LogLine.write(buffer, next++, durable, entry.body(), checksum);
            if (buffer.length() >= CHUNK_BYTES) {
                to.write(written, buffer.array(), 0, buffer.length());
                written += buffer.length();
                buffer.clear();
            }
        }
        to.write(written, buffer.array(), 0, buffer.length());
        return written + buffer.length();
    }

    private static void cutBack(LogFs.LogFile file, long end, IOException cause) throws BrokenLogException {
        try {
            file.truncate(end);
            file.force();
        } catch (IOException e) {
            cause.addSuppressed(e);
            throw new BrokenLogException(cause);
        }
    }

    /** Makes everything written so far durable. */
    void force() throws BrokenLogException {
        if (durable == next - 1 || file.isEmpty()) {
            return;
        }
        try {
            file.get().force();
            durable = next - 1;
        } catch (IOException e) {
            throw new BrokenLogException(e);
        }
    }

    /**
     * Ends the segment and begins another.
     *
     * @throws IOException if there is no room for it; the next write tries again
     */
    void roll() throws IOException, BrokenLogException {
        force();
        if (file.isPresent()) {
            file.get().close();
            file = Optional.empty();
            last().seal();
        }
        begin();
    }

    /** Begins a segment, durably: no other line follows before its header is safe. */
    private void begin() throws IOException {
        Segment segment = new Segment(directory, next);
        segment.checksumBefore(checksum);
        long previous = segments.isEmpty() ? 0 : last().first();
        byte[] header =
                new SegmentHeader(String.valueOf(directory.getFileName()), previous, checksum, Optional.empty()).body();
        fs.delete(segment.file()); // what an earlier attempt left
        LogFs.LogFile begun = fs.create(segment.file());
        try {
            int headerChecksum = LogLine.write(buffer, next, durable, header, checksum);
            begun.write(0, buffer.array(), 0, buffer.length());
            begun.force();
            fs.forceDirectory(directory);
            segment.end(buffer.length());
            checksum = headerChecksum;
        } catch (IOException e) {
            try (begun) {
                fs.delete(segment.file());
            } catch (IOException suppressed) {
                e.addSuppressed(suppressed);
            }
            throw e;
        } finally {
            buffer.clear();
        }
        durable = next++;
        file = Optional.of(begun);
        segments.add(segment);
    }

    void close() throws IOException {
        if (file.isPresent()) {
            file.get().close();
        }
    }
}
