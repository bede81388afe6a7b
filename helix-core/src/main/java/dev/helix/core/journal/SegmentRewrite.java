/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.helix.api.SessionId;
import dev.helix.api.journal.JournalException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The rewriting of a segment without the records of one session. Confined to one thread.
 *
 * <p>The lines that stay keep their positions; their checksums are made anew. The header says where the segment ended, so
 * that the next one still follows. Damage stays known through a line in its place; its bytes go.
 */
final class SegmentRewrite {
    private final LogFs fs;
    private final Segment old;
    private final byte[] session;
    private final List<Kept> kept = new ArrayList<>();
    private final LineChain chain;

    /** A line that stays. */
    private static final class Kept {
        private final long position;
        private final long durable;
        private final byte[] body;

        private Kept(long position, long durable, byte[] body) {
            this.position = position;
            this.durable = durable;
            this.body = body;
        }
    }

    SegmentRewrite(LogFs fs, Segment old, SessionId session) {
        this.fs = fs;
        this.old = old;
        this.session = session.value().getBytes(UTF_8);
        this.chain = new LineChain(old.checksumBefore(), old.first());
    }

    /**
     * Writes the segment anew in place of the old one, durably.
     *
     * @param previous the first line of the segment before, 0 for none
     * @throws JournalException if it was damaged since it was scanned; it is left as it is then
     */
    Segment run(long previous) throws IOException {
        Optional<SegmentHeader> header = read();
        Path directory = old.directory();
        Path aside = old.file().resolveSibling("rewrite.new");
        Segment segment = new Segment(directory, old.first());
        segment.checksumBefore(old.checksumBefore());
        segment.seal();
        fs.delete(aside);
        try (LogFs.LogFile to = fs.create(aside)) {
            write(to, segment, header(header, previous));
            to.force();
        }
        fs.rename(aside, old.file());
        fs.forceDirectory(directory);
        return segment;
    }

    private SegmentHeader header(Optional<SegmentHeader> header, long previous) {
        SegmentHeader.Original end = header.flatMap(SegmentHeader::original)
                .map(original -> new SegmentHeader.Original(original.last(), original.checksum(), kept.size()))
                .orElseGet(() -> new SegmentHeader.Original(chain.next() - 1, chain.last(), kept.size()));
        String log = String.valueOf(old.directory().getFileName());
        return new SegmentHeader(log, previous, old.checksumBefore(), Optional.of(end));
    }

    /** Collects what stays; {@return the header, empty when it was damaged}. */
    private Optional<SegmentHeader> read() throws IOException {
        Optional<SegmentHeader> header = Optional.empty();
        Iterator<BadLines> bad = old.bad().iterator();
        try (LogFs.LogFile file = fs.open(old.file())) {
            LineReader reader = new LineReader(file, 0, Math.max(old.end(), file.size()));
            BadLines next = bad.hasNext() ? bad.next() : null;
            while (reader.next()) {
                while (next != null && next.position() <= reader.position()) {
                    damaged(next);
                    next = bad.hasNext() ? bad.next() : null;
                }
                LogLine line = reader.line();
                if (reader.position() == 0) {
                    header = SegmentHeader.of(line);
                    if (header.isPresent()) {
                        chain.restart(
                                line.stated(),
                                line.position() + 1,
                                header.get().original().isPresent());
                        continue;
                    }
                }
                if (reader.complete() && chain.accept(line)) {
                    keep(line);
                } else if (!old.isBad(reader.position())) {
                    throw new JournalException(
                            "the journal segment " + old.file() + " was damaged at byte " + reader.position()
                                    + " after it was opened; close this instance, open another and delete again",
                            null);
                }
            }
            if (next != null) {
                damaged(next);
            }
        }
        return header;
    }

    private void keep(LogLine line) {
        if (!line.isOf(session)) {
            kept.add(new Kept(line.position(), line.durable(), line.bodyBytes()));
        }
    }

    private void damaged(BadLines lines) {
        boolean header = lines.firstLost() == old.first();
        if (lines.lost() > (header ? 1 : 0) && !lines.isOpen()) {
            long position = header ? lines.firstLost() + 1 : lines.firstLost();
            kept.add(new Kept(position, position - 1, LogLine.damaged(lines.nextGood())));
        }
    }

    private void write(LogFs.LogFile to, Segment segment, SegmentHeader header) throws IOException {
        LineBuffer buffer = new LineBuffer();
        int checksum = LogLine.write(buffer, old.first(), old.first() - 1, header.body(), header.previousChecksum());
        long written = 0;
        for (Kept line : kept) {
            long position = written + buffer.length();
            int before = checksum;
            int start = buffer.length();
            checksum = LogLine.write(buffer, line.position, line.durable, line.body, checksum);
            LogLine copy = new LogLine(buffer.array(), start, buffer.length() - 1);
            if (copy.isRecord()) {
                segment.add(copy.session(), copy.sequence(), position, before);
            }
            if (buffer.length() > 1 << 20) {
                to.write(written, buffer.array(), 0, buffer.length());
                written += buffer.length();
                buffer.clear();
            }
        }
        to.write(written, buffer.array(), 0, buffer.length());
        segment.end(written + buffer.length());
    }
}
