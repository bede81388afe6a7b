/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.SessionId;
import dev.helix.api.journal.JournalException;
import dev.helix.api.journal.JournalRecord;
import dev.helix.api.journal.JournalWriteException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentLogTest {
    private static final Path LOG = Path.of("/home/journal/testlogg").toAbsolutePath();
    private static final long SEGMENT_BYTES = 400;

    private final CrashFs fs = new CrashFs();

    private SegmentLog open() throws IOException {
        fs.createDirectories(LOG);
        return SegmentLog.open(fs, LOG, SEGMENT_BYTES);
    }

    private static SessionId session(int number) {
        return new SessionId("s" + "abcdefghijklmnop".charAt(number));
    }

    private static long append(SegmentLog log, SessionId session, long sequence) {
        JournalRecord record = JournalRecord.of(sequence, Instant.EPOCH, "T", "\"text of " + sequence + "\"");
        return log.append(LogEntry.of(session, sequence, LogLine.body(session, record)));
    }

    private static List<Long> sequences(LogFs fs, SegmentLog log, SessionId session) throws IOException {
        return new RecordReader(fs, session, 1, 100_000)
                .page(SessionRecords.sources(log.segments(), session)).stream()
                        .map(JournalRecord::sequence)
                        .toList();
    }

    @Test
    void fullDiskAtAnyCallLosesNothingOnceThereIsRoom() throws IOException {
        boolean failed = true;
        for (int call = 1; failed; call++) {
            for (boolean once : new boolean[] {true, false}) {
                CrashFs disk = new CrashFs();
                disk.createDirectories(LOG);
                SegmentLog log = SegmentLog.open(disk, LOG, SEGMENT_BYTES);
                int from = call;
                // Forcing and cutting a file need no room.
                disk.failing((number, what) -> (once ? number == from : number >= from)
                        && what != CrashFs.Call.FORCE
                        && what != CrashFs.Call.TRUNCATE);
                failed = false;
                long promised = 0;
                for (int i = 1; i <= 12; i++) {
                    long ticket = append(log, session(0), i);
                    try {
                        log.awaitDurable(ticket);
                        promised = i;
                    } catch (JournalWriteException full) {
                        assertThat(full).hasMessageContaining("No space left").hasMessageContaining("make room");
                        assertThat(full.retriable()).isTrue();
                        failed = true;
                    }
                }
                assertThat(promised).as("call %d", call).isGreaterThanOrEqualTo(failed && !once ? 0 : 11);
                disk.failing((number, what) -> false);
                log.close();

                assertThat(sequences(disk, SegmentLog.open(disk, LOG, SEGMENT_BYTES), session(0)))
                        .as("call %d", call)
                        .isEqualTo(IntStream.rangeClosed(1, 12)
                                .mapToObj(Long::valueOf)
                                .toList());
            }
        }
    }

    @Test
    void logThatCannotBeForcedFailsForGoodAndNeverForcesAgain() throws IOException {
        SegmentLog log = open();
        log.awaitDurable(append(log, session(0), 1));
        AtomicInteger forces = new AtomicInteger();
        fs.failing((number, what) -> what == CrashFs.Call.FORCE && forces.incrementAndGet() == 1);

        assertThatThrownBy(() -> log.awaitDurable(append(log, session(0), 2)))
                .isInstanceOf(JournalException.class)
                .isNotInstanceOf(JournalWriteException.class)
                .hasMessageContaining("takes no more records");
        assertThatThrownBy(() -> append(log, session(0), 3)).isInstanceOf(JournalException.class);
        assertThatThrownBy(() -> log.awaitDurable(2)).isInstanceOf(JournalException.class);
        assertThatThrownBy(log::close).isInstanceOf(JournalException.class);
        assertThat(forces).hasValue(1);
    }

    @Test
    void failedWriteThatCannotBeCutBackEndsTheLog() throws IOException {
        SegmentLog log = open();
        fs.failing((number, what) -> what == CrashFs.Call.WRITE || what == CrashFs.Call.TRUNCATE);

        assertThatThrownBy(() -> log.awaitDurable(append(log, session(0), 1)))
                .isInstanceOf(JournalException.class)
                .isNotInstanceOf(JournalWriteException.class);
        fs.failing((number, what) -> false);
        assertThatThrownBy(() -> append(log, session(0), 2)).isInstanceOf(JournalException.class);
        assertThat(sequences(fs, open(), session(0))).isEmpty();
    }

    @Test
    void recordsOfManyThreadsAreAllThereInOrderAndForcedTogether(@TempDir Path directory) throws Exception {
        LogFs disk = new DiskFs();
        SegmentLog log = SegmentLog.open(disk, directory, 1 << 20);
        CountDownLatch go = new CountDownLatch(1);
        List<Throwable> failures = new ArrayList<>();
        List<Thread> threads = IntStream.range(0, 16)
                .mapToObj(t -> new Thread(() -> {
                    try {
                        go.await();
                        for (int i = 1; i <= 1000; i++) {
                            log.awaitDurable(append(log, session(t), i));
                        }
                    } catch (InterruptedException | RuntimeException e) {
                        synchronized (failures) {
                            failures.add(e);
                        }
                    }
                }))
                .toList();
        threads.forEach(Thread::start);

        go.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        log.close();

        assertThat(failures).isEmpty();
        SegmentLog again = SegmentLog.open(disk, directory, 1 << 20);
        assertThat(again.recovery().isClean()).isTrue();
        List<Long> expected =
                IntStream.rangeClosed(1, 1000).mapToObj(Long::valueOf).toList();
        for (int t = 0; t < 16; t++) {
            assertThat(sequences(disk, again, session(t))).isEqualTo(expected);
        }
        again.close();
    }

    @Test
    void stormOfInterruptsHarmsNothing(@TempDir Path directory) throws Exception {
        SegmentLog log = SegmentLog.open(new DiskFs(), directory, 1 << 16);
        AtomicInteger kept = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 1000; t++) {
            SessionId session = new SessionId("s" + "abcdefghij".charAt(t / 100) + "abcdefghij".charAt(t / 10 % 10)
                    + "abcdefghij".charAt(t % 10));
            threads.add(new Thread(() -> {
                Thread.currentThread().interrupt();
                log.awaitDurable(append(log, session, 1));
                kept.addAndGet(Thread.currentThread().isInterrupted() ? 1 : 0);
            }));
        }
        threads.forEach(Thread::start);
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            thread.join();
        }
        log.close();

        assertThat(kept).hasValue(1000);
        SegmentLog again = SegmentLog.open(new DiskFs(), directory, 1 << 16);
        assertThat(again.recovery().isClean()).isTrue();
        assertThat(again.segments().stream()
                        .mapToInt(segment -> segment.sessions().size())
                        .sum())
                .isEqualTo(1000);
        again.close();
    }

    @Test
    void manyPendingRecordsAreWrittenBeforeMoreAreTaken(@TempDir Path directory) throws IOException {
        SegmentLog log = SegmentLog.open(new DiskFs(), directory, 1 << 20);
        byte[] body =
                LogLine.body(session(0), JournalRecord.of(1, Instant.EPOCH, "T", "\"" + "x".repeat(1 << 20) + "\""));
        for (int i = 1; i <= 12; i++) {
            log.append(LogEntry.of(session(0), i, body.clone()));
        }

        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.mapToLong(file -> file.toFile().length()).sum()).isGreaterThan(8L << 20);
        }
        log.close();
    }

    @Test
    void openingAndClosingLeavesNoFileOpen(@TempDir Path directory) throws IOException {
        Path descriptors = Path.of("/proc/self/fd");
        org.junit.jupiter.api.Assumptions.assumeTrue(Files.isDirectory(descriptors), "needs /proc");
        SegmentLog.open(new DiskFs(), directory, 300).close();
        int rounds = 200 * Integer.getInteger("helix.loops", 1);
        for (int i = 1; i <= rounds; i++) {
            SegmentLog log = SegmentLog.open(new DiskFs(), directory, 1 << 20);
            log.awaitDurable(append(log, session(0), i));
            sequences(new DiskFs(), log, session(0));
            log.close();
        }

        try (Stream<Path> open = Files.list(descriptors)) {
            assertThat(open.filter(link -> pointsInto(link, directory))).isEmpty();
        }
    }

    private static boolean pointsInto(Path link, Path directory) {
        try {
            return Files.readSymbolicLink(link).startsWith(directory);
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }

    @Test
    void directoryThatCannotBeWrittenIsNamed(@TempDir Path directory) throws IOException {
        SegmentLog.open(new DiskFs(), directory, 1 << 20).close();
        CrashFs readOnly = new CrashFs();
        readOnly.createDirectories(LOG);
        readOnly.failing((number, what) -> what == CrashFs.Call.CREATE);

        assertThatThrownBy(() -> SegmentLog.open(readOnly, LOG, SEGMENT_BYTES)).isInstanceOf(IOException.class);
        assertThat(readOnly.files()).isEmpty();
    }

    @Test
    void sessionThatIsForgottenLeavesNothingPending() throws IOException {
        SegmentLog log = open();
        append(log, session(0), 1);
        long other = append(log, session(1), 1);

        log.forget(session(0));
        log.awaitDurable(other);

        assertThat(sequences(fs, log, session(0))).isEmpty();
        assertThat(sequences(fs, log, session(1))).isEqualTo(Arrays.asList(1L));
    }
}
