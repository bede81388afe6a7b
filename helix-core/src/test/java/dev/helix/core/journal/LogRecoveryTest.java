/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.SessionId;
import dev.helix.api.journal.JournalGap;
import dev.helix.api.journal.JournalRecord;
import dev.helix.api.journal.JournalRecovery;
import dev.helix.api.journal.JournalUnreadableException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LogRecoveryTest {
    private static final Path LOG = Path.of("/home/journal/testlogg").toAbsolutePath();
    private static final SessionId SESSION = new SessionId("abc");
    private static final SessionId OTHER = new SessionId("xyz");
    private static final long ONE_SEGMENT = 1 << 20;

    private final CrashFs fs = new CrashFs();

    /** Writes records of two sessions in turn, each of them awaited, without closing the log. */
    private SegmentLog write(long segmentBytes, int count) throws IOException {
        fs.createDirectories(LOG);
        SegmentLog log = SegmentLog.open(fs, LOG, segmentBytes);
        for (int i = 1; i <= count; i++) {
            append(log, SESSION, i);
            append(log, OTHER, i);
        }
        return log;
    }

    private static void append(SegmentLog log, SessionId session, long sequence) {
        log.awaitDurable(log.append(LogEntry.of(session, sequence, LogLine.body(session, record(sequence)))));
    }

    private static JournalRecord record(long sequence) {
        return JournalRecord.of(sequence, Instant.EPOCH, "T", "{\"text\":\"record " + sequence + "\"}");
    }

    private static List<JournalRecord> records(long... sequences) {
        return Arrays.stream(sequences).mapToObj(LogRecoveryTest::record).toList();
    }

    private static List<JournalRecord> read(CrashFs from, SegmentLog log, SessionId session) throws IOException {
        return new RecordReader(from, session, 1, 1000).page(SessionRecords.sources(log.segments(), session));
    }

    private Path segment(int index) {
        return segments().get(index);
    }

    private List<Path> segments() {
        return fs.files().keySet().stream()
                .filter(path -> path.toString().endsWith(".jsonl"))
                .toList();
    }

    private List<byte[]> lines(Path segment) {
        List<byte[]> lines = new ArrayList<>();
        byte[] content = fs.files().get(segment);
        int start = 0;
        for (int i = 0; i < content.length; i++) {
            if (content[i] == '\n') {
                lines.add(Arrays.copyOfRange(content, start, i + 1));
                start = i + 1;
            }
        }
        return lines;
    }

    private void put(Path segment, List<byte[]> lines) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        lines.forEach(content::writeBytes);
        fs.put(segment, content.toByteArray());
    }

    private SegmentLog reopened() throws IOException {
        return SegmentLog.open(fs, LOG, ONE_SEGMENT);
    }

    @Test
    void everyFlippedBitOfAClosedLogIsDetected() throws IOException {
        write(400, 3).close();
        Map<Path, byte[]> files = new TreeMap<>(fs.files());
        int flips = 0;
        for (Map.Entry<Path, byte[]> file : files.entrySet()) {
            for (int bit = 0; bit < file.getValue().length * 8; bit++) {
                byte[] flipped = file.getValue().clone();
                flipped[bit / 8] ^= (byte) (1 << bit % 8);
                CrashFs damaged = fs.copy();
                damaged.put(file.getKey(), flipped);
                try {
                    SegmentLog log = SegmentLog.open(damaged, LOG, ONE_SEGMENT);
                    assertThat(log.recovery().isClean())
                            .as("bit %d of %s: %s", bit, file.getKey(), new String(flipped, UTF_8))
                            .isFalse();
                    assertThat(read(damaged, log, SESSION)).hasSizeGreaterThanOrEqualTo(1);
                } catch (JournalUnreadableException alsoDetected) {
                    assertThat(alsoDetected).hasMessageContaining("journal-");
                }
                flips++;
            }
        }
        assertThat(segments()).hasSizeGreaterThan(2);
        assertThat(flips).isGreaterThan(6_000);
    }

    @Test
    void logCutAtAnyByteOfItsTailIsAPrefixAndGoesOn() throws IOException {
        write(ONE_SEGMENT, 3);
        Path segment = segment(0);
        byte[] whole = fs.files().get(segment);
        List<byte[]> lines = lines(segment);
        int tail = lines.subList(3, 7).stream().mapToInt(line -> line.length).sum();
        for (int length = whole.length - tail; length < whole.length; length++) {
            CrashFs torn = fs.copy();
            torn.put(segment, Arrays.copyOf(whole, length));
            SegmentLog log = SegmentLog.open(torn, LOG, ONE_SEGMENT);
            List<JournalRecord> found = read(torn, log, SESSION);
            assertThat(found).isEqualTo(records(1, 2, 3).subList(0, found.size()));
            assertThat(log.recovery().damages()).isEmpty();
            append(log, SESSION, found.size() + 1);
            log.close();

            SegmentLog again = SegmentLog.open(torn, LOG, ONE_SEGMENT);
            assertThat(again.recovery().isClean()).as("cut at %d", length).isTrue();
            assertThat(read(torn, again, SESSION)).hasSize(found.size() + 1);
        }
    }

    @Test
    void tornTailIsReportedWithItsBytesAndLines() throws IOException {
        write(ONE_SEGMENT, 2);
        Path segment = segment(0);
        byte[] whole = fs.files().get(segment);
        byte[] last = lines(segment).get(4);
        fs.put(segment, Arrays.copyOf(whole, whole.length - 5));

        assertThat(reopened().recovery()).isEqualTo(JournalRecovery.of(last.length - 5, 1, List.of()));
    }

    @Test
    void damageThatALaterLineKnowsToBeDurableIsSetAside() throws IOException {
        write(ONE_SEGMENT, 4);
        Path segment = segment(0);
        List<byte[]> lines = lines(segment);
        lines.get(3)[40] ^= 1;
        put(segment, lines);

        SegmentLog log = reopened();

        assertThat(log.recovery().cutBytes()).isZero();
        assertThat(log.recovery().damages()).hasSize(1);
        assertThat(log.recovery().damages().get(0).bytes()).isEqualTo(lines.get(3).length);
        assertThat(log.recovery().damages().get(0).gaps()).containsExactly(new JournalGap(SESSION, 2, 2));
        assertThat(read(fs, log, SESSION)).isEqualTo(records(1, 3, 4));
        assertThat(read(fs, log, OTHER)).isEqualTo(records(1, 2, 3, 4));
        assertThat(fs.files().get(LOG.resolve("quarantine/journal-000000000001.jsonl-" + offset(lines, 3))))
                .isEqualTo(lines.get(3));
    }

    private static int offset(List<byte[]> lines, int index) {
        return lines.subList(0, index).stream().mapToInt(line -> line.length).sum();
    }

    @Test
    void appendAfterDamageGoesToANewSegment() throws IOException {
        write(ONE_SEGMENT, 4);
        List<byte[]> lines = lines(segment(0));
        lines.get(3)[40] ^= 1;
        put(segment(0), lines);
        byte[] damaged = fs.files().get(segment(0));

        SegmentLog log = reopened();
        append(log, SESSION, 5);
        log.close();

        assertThat(segments()).hasSize(2);
        assertThat(fs.files().get(segment(0))).isEqualTo(damaged);
        SegmentLog again = reopened();
        assertThat(again.recovery().damages()).hasSize(1);
        assertThat(read(fs, again, SESSION)).isEqualTo(records(1, 3, 4, 5));
    }

    @Test
    void lostLastRecordOfASessionIsAGapAndItsSequenceIsNotUsedAgain() throws IOException {
        write(ONE_SEGMENT, 2).close();
        List<byte[]> lines = lines(segment(0));
        byte[] last = lines.get(3); // the last record of the first session
        last[last.length - 30] ^= 1;
        put(segment(0), lines);

        SegmentLog log = reopened();

        assertThat(log.recovery().damages().get(0).gaps()).containsExactly(new JournalGap(SESSION, 2, 2));
        assertThat(log.lost(SESSION)).isEqualTo(2);
    }

    @Test
    void repeatedRemovedAndSwappedLinesAreDamage() throws IOException {
        write(ONE_SEGMENT, 6).close();
        List<byte[]> lines = lines(segment(0));

        List<byte[]> repeated = new ArrayList<>(lines);
        repeated.add(4, lines.get(3));
        List<byte[]> removed = new ArrayList<>(lines);
        removed.remove(4);
        List<byte[]> swapped = new ArrayList<>(lines);
        Collections.swap(swapped, 4, 5);

        assertThat(damaged(repeated)).isEqualTo(records(1, 2, 3, 4, 5, 6));
        assertThat(damaged(removed)).isEqualTo(records(1, 2, 4, 5, 6));
        assertThat(damaged(swapped)).isEqualTo(records(1, 2, 4, 5, 6));
    }

    /** {@return the first session's records in a log whose only segment has these lines, after a look at the report} */
    private List<JournalRecord> damaged(List<byte[]> lines) throws IOException {
        put(segment(0), lines);
        CrashFs copy = fs.copy();
        SegmentLog log = SegmentLog.open(copy, LOG, ONE_SEGMENT);
        assertThat(log.recovery().cutBytes()).isZero();
        assertThat(log.recovery().damages()).hasSizeBetween(1, 2);
        return read(copy, log, SESSION);
    }

    @Test
    void zerosBehindTheLastLineAreCut() throws IOException {
        write(ONE_SEGMENT, 2);
        byte[] content = fs.files().get(segment(0));
        fs.put(segment(0), Arrays.copyOf(content, content.length + 4096));

        SegmentLog log = reopened();

        assertThat(log.recovery()).isEqualTo(JournalRecovery.of(4096, 1, List.of()));
        assertThat(read(fs, log, SESSION)).isEqualTo(records(1, 2));
        assertThat(fs.files().get(segment(0))).isEqualTo(content);
    }

    @Test
    void changedLineEndsAreRefusedAndNothingIsCut() throws IOException {
        write(ONE_SEGMENT, 2).close();
        byte[] content = new String(fs.files().get(segment(0)), UTF_8)
                .replace("\n", "\r\n")
                .getBytes(UTF_8);
        fs.put(segment(0), content);

        assertThatThrownBy(this::reopened)
                .isInstanceOf(JournalUnreadableException.class)
                .hasMessageContaining(segment(0).toString())
                .hasMessageContaining("line ends")
                .hasMessageContaining("restore it from a copy");
        assertThat(fs.files().get(segment(0))).isEqualTo(content);
    }

    @Test
    void byteOrderMarkCostsTheHeaderOnly() throws IOException {
        write(ONE_SEGMENT, 2).close();
        fs.put(segment(0), ("\ufeff" + new String(fs.files().get(segment(0)), UTF_8)).getBytes(UTF_8));

        SegmentLog log = reopened();

        assertThat(log.recovery().damages()).hasSize(1);
        assertThat(read(fs, log, SESSION)).isEqualTo(records(1, 2));
    }

    @Test
    void emptyLastSegmentIsBegunAgain() throws IOException {
        write(ONE_SEGMENT, 2);
        fs.put(LOG.resolve(Segment.name(6)), new byte[0]);

        SegmentLog log = reopened();
        append(log, SESSION, 3);

        assertThat(log.recovery().damages()).isEmpty();
        assertThat(read(fs, log, SESSION)).isEqualTo(records(1, 2, 3));
    }

    @Test
    void missingSegmentIsNamedWithTheWayOut() throws IOException {
        write(400, 6).close();
        Path missing = segment(1);
        byte[] content = fs.files().get(missing);
        fs.delete(missing);

        assertThatThrownBy(this::reopened)
                .isInstanceOf(JournalUnreadableException.class)
                .hasMessageContaining(missing.getFileName().toString())
                .hasMessageContaining("put that file back, or an empty file");

        fs.put(missing, new byte[0]);
        CrashFs without = fs.copy();
        SegmentLog log = SegmentLog.open(without, LOG, ONE_SEGMENT);
        assertThat(log.recovery().damages()).hasSize(1);
        assertThat(read(without, log, OTHER)).hasSizeBetween(1, 5);

        fs.put(missing, content);
        assertThat(reopened().recovery().isClean()).isTrue();
    }

    @Test
    void missingFirstSegmentIsNamed() throws IOException {
        write(400, 6).close();
        fs.delete(segment(0));

        assertThatThrownBy(this::reopened)
                .isInstanceOf(JournalUnreadableException.class)
                .hasMessageContaining("journal-000000000001.jsonl, which is missing");
    }

    @Test
    void segmentOfAnotherLogIsRefused() throws IOException {
        write(ONE_SEGMENT, 2).close();
        Path other = LOG.resolveSibling("otherlog").resolve(segment(0).getFileName());
        fs.createDirectories(other.getParent());
        fs.put(other, fs.files().get(segment(0)));

        assertThatThrownBy(() -> SegmentLog.open(fs, other.getParent(), ONE_SEGMENT))
                .isInstanceOf(JournalUnreadableException.class)
                .hasMessageContaining("belongs to the log testlogg, not to otherlog");
    }

    @Test
    void segmentOfANewerReleaseIsRefused() throws IOException {
        write(ONE_SEGMENT, 1).close();
        String head = "{\"v\":2,\"n\":1,\"x\":true,\"prev\":\"00000000\",\"y\":[]";
        int checksum = LogLine.checksum(0, head.getBytes(UTF_8), 0, head.length());
        byte[] newer = (head + ",\"_c\":\"" + String.format("%08x", checksum) + "\"}\nwhat only it can read\n")
                .getBytes(UTF_8);
        fs.put(segment(0), newer);

        assertThatThrownBy(this::reopened)
                .isInstanceOf(JournalUnreadableException.class)
                .hasMessageContaining(segment(0).toString())
                .hasMessageContaining("has format 2, this release reads up to 1")
                .hasMessageContaining("open it with the release that wrote it");
        assertThat(fs.files().get(segment(0))).isEqualTo(newer);
    }

    @Test
    void filesThatAreNoSegmentsAreLeftAlone() throws IOException {
        write(ONE_SEGMENT, 1).close();
        fs.put(LOG.resolve("journal-1.jsonl.bak"), "x".getBytes(UTF_8));
        fs.put(LOG.resolve("notes.txt"), "y".getBytes(UTF_8));

        assertThat(reopened().recovery().isClean()).isTrue();
        assertThat(fs.files()).containsKeys(LOG.resolve("journal-1.jsonl.bak"), LOG.resolve("notes.txt"));
    }

    @Test
    void damageStaysKnownWhenASegmentIsWrittenAnew() throws IOException {
        write(ONE_SEGMENT, 4).close();
        List<byte[]> lines = lines(segment(0));
        lines.get(3)[40] ^= 1; // a record of the first session
        put(segment(0), lines);

        SegmentLog log = reopened();
        SessionDeletion.from(fs, log, OTHER);
        log.close();
        SegmentLog again = reopened();

        assertThat(again.recovery().damages()).hasSize(1);
        assertThat(again.recovery().damages().get(0).gaps()).containsExactly(new JournalGap(SESSION, 2, 2));
        assertThat(read(fs, again, SESSION)).isEqualTo(records(1, 3, 4));
        assertThat(read(fs, again, OTHER)).isEmpty();
        assertThat(new String(fs.files().get(segment(0)), UTF_8)).doesNotContain("xyz");
    }

    @Test
    void everyFlippedBitOfASegmentThatWasWrittenAnewIsDetected() throws IOException {
        SegmentLog log = write(ONE_SEGMENT, 4);
        SessionDeletion.from(fs, log, OTHER);
        log.close();
        assertThat(reopened().recovery().isClean()).isTrue();
        byte[] content = fs.files().get(segment(0));
        for (int bit = 0; bit < content.length * 8; bit++) {
            byte[] flipped = content.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            CrashFs damaged = fs.copy();
            damaged.put(segment(0), flipped);
            try {
                assertThat(SegmentLog.open(damaged, LOG, ONE_SEGMENT).recovery().isClean())
                        .as("bit %d: %s", bit, new String(flipped, UTF_8))
                        .isFalse();
            } catch (JournalUnreadableException alsoDetected) {
                assertThat(alsoDetected).hasMessageContaining("journal-");
            }
        }
    }

    @Test
    void contentThatLooksLikeTheFormatIsKept() throws IOException {
        List<String> hostile = List.of(
                "\",\\\"_c\\\":\\\"00000000\\\"}\"",
                "{\"record\":{\"s\":\"xyz\",\"seq\":9},\"_c\":\"00000000\"}",
                "{}",
                "\"\\u0000\\u2028\\ud800 \u2028 e\u0301 \u00e9\"",
                "\"" + "x".repeat(8 << 20) + "\"");
        fs.createDirectories(LOG);
        SegmentLog log = SegmentLog.open(fs, LOG, ONE_SEGMENT);
        List<JournalRecord> records = new ArrayList<>();
        for (String json : hostile) {
            JournalRecord record =
                    JournalRecord.of(records.size() + 1L, Instant.EPOCH, "\",\"record\":{\"future\":1}", json);
            log.append(LogEntry.of(SESSION, record.sequence(), LogLine.body(SESSION, record)));
            records.add(record);
        }
        log.close();

        assertThat(read(fs, reopened(), SESSION)).isEqualTo(records);
    }
}
