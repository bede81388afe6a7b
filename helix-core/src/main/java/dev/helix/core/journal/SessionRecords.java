/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.journal;

import dev.helix.api.SessionId;
import dev.helix.api.journal.JournalDamage;
import dev.helix.api.journal.JournalGap;
import dev.helix.api.journal.JournalRecord;
import dev.helix.api.journal.JournalRecovery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where the records of one session are: in logs that were scanned, and in the one that is being written. Immutable; what
 * is in the latter is asked for anew each time.
 */
final class SessionRecords {
    private final LogFs fs;
    private final SessionId session;
    private final List<RecordReader.Source> elsewhere;
    private final long lostUpTo;
    private final JournalRecovery recovery;
    private final long lastSequence;

    /**
     * Joins what several logs hold.
     *
     * @param elsewhere the records in other logs
     * @param own the log that is being written
     * @param lostUpTo the highest sequence that damaged lines seem to have held
     * @param recovery what was cut from those logs, and their damage
     */
    SessionRecords(
            LogFs fs,
            SessionId session,
            List<RecordReader.Source> elsewhere,
            SegmentLog own,
            long lostUpTo,
            JournalRecovery recovery) {
        this.fs = fs;
        this.session = session;
        this.elsewhere = List.copyOf(elsewhere);
        this.lostUpTo = lostUpTo;
        List<JournalGap> gaps = new ArrayList<>();
        this.lastSequence = walk(own, gaps);
        this.recovery = recovery(recovery, gaps);
    }

    /** Finds the runs of sequences that no log has; {@return the last sequence}. */
    private long walk(SegmentLog own, List<JournalGap> gaps) {
        long last = 0;
        for (RecordReader.Source source : sources(own)) {
            if (source.run().first() > last + 1) {
                gaps.add(new JournalGap(session, last + 1, source.run().first() - 1));
            }
            last = Math.max(last, source.run().last());
        }
        if (lostUpTo > last) {
            gaps.add(new JournalGap(session, last + 1, lostUpTo));
        }
        return Math.max(last, lostUpTo);
    }

    private static JournalRecovery recovery(JournalRecovery logs, List<JournalGap> gaps) {
        List<JournalDamage> damages = new ArrayList<>();
        for (JournalGap gap : gaps) {
            JournalDamage of = logs.damages().stream()
                    .filter(damage -> damage.gaps().contains(gap))
                    .findFirst()
                    .orElseGet(() -> JournalDamage.of("no log has these records", 0, List.of()));
            damages.add(JournalDamage.of(of.place(), of.bytes(), List.of(gap)));
        }
        return JournalRecovery.of(logs.cutBytes(), logs.cutLines(), damages);
    }

    long lastSequence() {
        return lastSequence;
    }

    JournalRecovery recovery() {
        return recovery;
    }

    List<JournalRecord> page(SegmentLog own, long from, int limit) throws IOException {
        return new RecordReader(fs, session, from, limit).page(sources(own));
    }

    private List<RecordReader.Source> sources(SegmentLog own) {
        List<RecordReader.Source> all = new ArrayList<>(elsewhere);
        all.addAll(sources(own.segments(), session));
        all.sort(Comparator.comparingLong(source -> source.run().first()));
        return all;
    }

    static List<RecordReader.Source> sources(List<Segment> segments, SessionId session) {
        return segments.stream()
                .flatMap(segment -> segment.runs(session).stream().map(run -> new RecordReader.Source(segment, run)))
                .toList();
    }
}
