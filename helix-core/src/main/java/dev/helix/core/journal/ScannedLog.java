/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.journal;

import dev.helix.api.SessionId;
import dev.helix.api.journal.JournalDamage;
import dev.helix.api.journal.JournalRecovery;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a log holds, as its files say.
 *
 * @param segments in order; a segment that holds nothing that counts is left out
 * @param files the names of all segment files with their lengths when they were read
 * @param lastChecksum the checksum of the last good line
 * @param next the position of the line to be written next
 * @param damages the bad lines that are no unfinished tail, in order
 * @param lost the highest sequence of each session that damaged lines seem to have held behind its last good record
 * @param cut the unfinished tail
 */
record ScannedLog(
        Path directory,
        List<Segment> segments,
        Map<String, Long> files,
        int lastChecksum,
        long next,
        List<Damage> damages,
        Map<SessionId, Long> lost,
        Optional<Cut> cut) {

    /** {@return what it has lost} */
    JournalRecovery report() {
        return JournalRecovery.of(
                cut.map(Cut::bytes).orElse(0L),
                cut.map(Cut::lines).orElse(0L),
                damages.stream().map(Damage::report).toList());
    }

    /** {@return a report with what this log has lost} */
    JournalRecovery join(JournalRecovery report) {
        JournalRecovery more = report();
        List<JournalDamage> all = new ArrayList<>(report.damages());
        all.addAll(more.damages());
        return JournalRecovery.of(report.cutBytes() + more.cutBytes(), report.cutLines() + more.cutLines(), all);
    }

    /** Bad lines with the report on them. */
    record Damage(BadLines lines, JournalDamage report) {}

    /**
     * A tail that was never known to be durable.
     *
     * @param segment the segment it begins in
     * @param position where in that
     * @param bytes its length, later segments included
     * @param lines its lines, a torn one included
     */
    record Cut(Segment segment, long position, long bytes, long lines) {}
}
