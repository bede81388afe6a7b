/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.helix.api.SessionId;
import dev.helix.api.journal.JournalDamage;
import dev.helix.api.journal.JournalGap;
import dev.helix.api.journal.JournalUnreadableException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The decision over the lines of a log: which belong to it, which are damage, which an unfinished tail. Pure; confined to
 * one thread.
 *
 * <p>A line is bad when it does not belong to the {@link LineChain}. It is damage when a later good line says that it was
 * durable; else it and everything behind it is a tail that nobody was promised. So what is found is a prefix of what was
 * written, it holds all that was promised, and where it does not, the damage is reported.
 */
final class LogRecovery {
    private final String log;
    private final LineChain chain = new LineChain(0, 1);
    private final List<Segment> segments = new ArrayList<>();
    private final List<BadLines> bad = new ArrayList<>();
    private final Map<SessionId, Seen> seen = new HashMap<>();
    private final Map<Integer, List<JournalGap>> gaps = new HashMap<>();
    private Optional<SegmentHeader> header = Optional.empty();
    private long lines;
    private long durable;
    private long linesOfSegment;
    private long goodOfSegment;
    private SessionId session = new SessionId("a");
    private byte[] sessionBytes = session.value().getBytes(UTF_8);

    /** The last record of a session so far, and the position of its line in the log. */
    private record Seen(long sequence, long position) {}

    LogRecovery(String log) {
        this.log = log;
    }

    /** Begins the next segment. */
    void segment(Segment segment) {
        segments.add(segment);
        segment.checksumBefore(chain.last());
        header = Optional.empty();
        linesOfSegment = 0;
        goodOfSegment = 0;
    }

    private Segment current() {
        return segments.get(segments.size() - 1);
    }

    /**
     * Judges the next line of the segment.
     *
     * @param complete whether a line break ends it
     * @param position where in the file it begins
     * @param length in bytes, with its line break
     */
    void line(LogLine line, boolean complete, long position, long length) {
        lines++;
        linesOfSegment++;
        if (linesOfSegment == 1 && complete) {
            header = SegmentHeader.of(line)
                    .filter(found -> line.position() == current().first());
            if (header.isPresent()) {
                begin(header.get(), line);
                good(line, position + length);
                return;
            }
            SegmentHeader.requireKnownVersion(line, current().file());
        }
        if (complete && chain.accept(line)) {
            good(line, position + length);
            if (line.isRecord()) {
                record(line, position);
            } else {
                line.damagedUntil().ifPresent(next -> missing(position, line.position(), next));
            }
        } else {
            bad(line, position, length);
        }
    }

    /** Takes up the chain at a segment's header, which is checked by itself. */
    private void begin(SegmentHeader header, LogLine line) {
        requireContinuation(header, line);
        boolean open = !bad.isEmpty() && bad.get(bad.size() - 1).isOpen();
        if (line.position() > chain.next() && !open) {
            // The segment before has lost its end, so cleanly that nothing bad is left of it.
            Segment before = segments.get(Math.max(0, segments.size() - 2));
            bad.add(new BadLines(before, before.end(), 0, lines - 1, chain.next(), BadLines.NONE, Map.of()));
        }
        chain.restart(line.stated(), line.position() + 1, header.original().isPresent());
    }

    private void requireContinuation(SegmentHeader header, LogLine line) {
        if (!header.log().equals(log)) {
            throw unreadable("belongs to the log " + header.log() + ", not to " + log, "move it back where it belongs");
        }
        long previous =
                segments.size() < 2 ? 0 : segments.get(segments.size() - 2).first();
        if (header.previousSegment() > previous) {
            throw unreadable(
                    "follows " + Segment.name(header.previousSegment()) + ", which is missing",
                    "put that file back, or an empty file in its place to go on without what it held");
        }
        boolean follows = line.position() > chain.next()
                || (line.position() == chain.next() && header.previousChecksum() == chain.last());
        if (header.previousSegment() < previous || !follows) {
            throw unreadable("does not continue the segment before it", "restore the whole directory from one copy");
        }
    }

    private JournalUnreadableException unreadable(String problem, String wayOut) {
        return new JournalUnreadableException(
                "the journal segment " + current().file() + " " + problem + "; nothing was changed: " + wayOut, null);
    }

    private void good(LogLine line, long end) {
        for (int i = bad.size() - 1; i >= 0 && bad.get(i).isOpen(); i--) {
            bad.set(i, bad.get(i).until(line.position()));
        }
        durable = Math.max(durable, line.durable());
        goodOfSegment++;
        current().end(end);
    }

    private void record(LogLine line, long position) {
        if (!line.isOf(sessionBytes)) {
            session = line.session();
            sessionBytes = session.value().getBytes(UTF_8);
        }
        long sequence = line.sequence();
        Seen before = seen.put(session, new Seen(sequence, line.position()));
        if (before != null && sequence > before.sequence() + 1) {
            explain(before, sequence, line.position());
        }
        current().add(session, sequence, position, chain.seed());
    }

    /** Puts a jump in a session's sequences down to damage between the two; without any, it went on in another log. */
    private void explain(Seen before, long sequence, long position) {
        for (int i = bad.size() - 1; i >= 0 && bad.get(i).firstLost() > before.position(); i--) {
            if (bad.get(i).firstLost() < position
                    && sequence - before.sequence() - 1 <= bad.get(i).lost()) {
                gaps.computeIfAbsent(i, unused -> new ArrayList<>())
                        .add(new JournalGap(session, before.sequence() + 1, sequence - 1));
                return;
            }
        }
    }

    private void bad(LogLine line, long position, long length) {
        int last = bad.size() - 1;
        if (last < 0
                || !bad.get(last).isOpen()
                || bad.get(last).segment() != current()
                || bad.get(last).position() + bad.get(last).bytes() != position) {
            bad.add(new BadLines(current(), position, 0, lines - 1, chain.next(), BadLines.NONE, Map.of()));
            last = bad.size() - 1;
        }
        bad.set(last, bad.get(last).with(line, length));
    }

    /** Notes damage that was found before the segment was written anew. */
    private void missing(long position, long firstLost, long nextGood) {
        bad.add(new BadLines(current(), position, 0, lines - 1, firstLost, nextGood, Map.of()));
    }

    /**
     * Ends the segment.
     *
     * @param last whether it is the last one of the log
     * @throws JournalUnreadableException if no line of it can be checked though it has several: no crash leaves that
     */
    void segmentEnd(boolean last) {
        if (linesOfSegment == 0) {
            bad.add(new BadLines(current(), 0, 0, lines, chain.next(), BadLines.NONE, Map.of()));
        }
        if (last && linesOfSegment > 1 && goodOfSegment == 0) {
            throw unreadable(
                    "has no line that can be checked, as after a change of its line ends or its encoding",
                    "restore it from a copy, or move the directory away to begin a new journal");
        }
        header.flatMap(SegmentHeader::original).ifPresent(original -> {
            current().seal();
            if (goodOfSegment - 1 < original.lines()) {
                missing(current().end(), chain.next(), original.last() + 1);
            }
            chain.restart(original.checksum(), original.last() + 1, false);
        });
    }

    /** {@return the first bad lines of an unfinished tail} */
    Optional<BadLines> tail() {
        return bad.stream().filter(lost -> lost.firstLost() > durable).findFirst();
    }

    long lines() {
        return lines;
    }

    /** {@return what was found; there is no tail in it} */
    ScannedLog result(Path directory, Map<String, Long> files, Optional<ScannedLog.Cut> cut) {
        Map<SessionId, Long> lost = new HashMap<>();
        List<ScannedLog.Damage> damages = new ArrayList<>();
        for (int i = 0; i < bad.size(); i++) {
            List<JournalGap> missing = gaps.computeIfAbsent(i, unused -> new ArrayList<>());
            BadLines lines = bad.get(i);
            lines.hints().forEach((of, sequence) -> hint(of, sequence, lines, missing, lost));
            lines.segment().bad(lines);
            damages.add(new ScannedLog.Damage(lines, JournalDamage.of(place(lines), lines.bytes(), missing)));
        }
        return new ScannedLog(directory, segments, files, chain.last(), chain.next(), damages, lost, cut);
    }

    /** Believes a damaged line what it was when that fits to what went before. */
    private void hint(
            SessionId of, long sequence, BadLines lines, List<JournalGap> missing, Map<SessionId, Long> lost) {
        Seen before = seen.getOrDefault(of, new Seen(0, 0));
        if (sequence > before.sequence()
                && sequence <= before.sequence() + lines.lost()
                && before.position() < lines.firstLost()) {
            missing.add(new JournalGap(of, before.sequence() + 1, sequence));
            lost.put(of, sequence);
        }
    }

    private static String place(BadLines lines) {
        return lines.segment().file() + ", " + lines.bytes() + " bytes at " + lines.position() + ", " + lines.lost()
                + " lines from line " + lines.firstLost() + " of the log on";
    }
}
