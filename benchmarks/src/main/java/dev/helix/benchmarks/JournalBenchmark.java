/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.helix.api.HelixHome;
import dev.helix.api.SessionId;
import dev.helix.api.journal.Journal;
import dev.helix.api.journal.JournalPosition;
import dev.helix.api.journal.JournalRecord;
import dev.helix.core.journal.SegmentJournals;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A benchmark of one durable record: appended to a session's journal and awaited, against the same bytes written to a file
 * of the thread's own and forced. With {@code -t 1} it shows what the journal adds, with {@code -t 16} what forcing once for
 * many sessions saves.
 */
@BenchmarkMode({Mode.SampleTime, Mode.Throughput})
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 1, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(1)
@Threads(1)
public class JournalBenchmark {
    private static final String JSON = "{\"text\":\"" + "x".repeat(200) + "\"}";

    /** The store of all threads. */
    @State(Scope.Benchmark)
    public static class Store {
        private final AtomicInteger sessions = new AtomicInteger();
        private Path home;
        private SegmentJournals journals;

        /**
         * Opens a store in a fresh directory.
         *
         * @throws IOException if it cannot be created
         */
        @Setup(Level.Trial)
        public void open() throws IOException {
            home = Files.createTempDirectory("helix-journal");
            journals = SegmentJournals.in(HelixHome.at(home));
        }

        /**
         * Closes and removes the store.
         *
         * @throws IOException if it cannot be removed
         */
        @TearDown(Level.Trial)
        public void close() throws IOException {
            journals.close();
            try (Stream<Path> files = Files.walk(home)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** The session of one thread, and its file. */
    @State(Scope.Thread)
    public static class Writer {
        private Journal journal;
        private long sequence;
        private Path file;
        private FileChannel channel;
        private ByteBuffer line;

        /**
         * Opens both.
         *
         * @param store where the journal is
         * @throws IOException if the file cannot be created
         */
        @Setup(Level.Trial)
        public void open(Store store) throws IOException {
            int number = store.sessions.getAndIncrement();
            journal = store.journals.open(new SessionId("s" + (char) ('a' + number / 26) + (char) ('a' + number % 26)));
            file = Files.createTempFile("helix-raw", ".jsonl");
            channel = FileChannel.open(file, StandardOpenOption.APPEND);
            line = ByteBuffer.wrap(("x".repeat(130) + JSON + "\n").getBytes(UTF_8));
        }

        /**
         * Closes both.
         *
         * @throws IOException if the file cannot be removed
         */
        @TearDown(Level.Trial)
        public void close() throws IOException {
            journal.close();
            channel.close();
            Files.delete(file);
        }
    }

    /**
     * Appends a record and waits until it is durable.
     *
     * @param writer the thread's session
     * @return where the record stands
     */
    @Benchmark
    public JournalPosition journal(Writer writer) {
        JournalPosition position =
                writer.journal.append(JournalRecord.of(++writer.sequence, Instant.EPOCH, "MessageAdded", JSON));
        writer.journal.awaitDurable(position);
        return position;
    }

    /**
     * Writes a line of that length to the thread's own file and forces it.
     *
     * @param writer the thread's file
     * @return bytes written
     * @throws IOException if that fails
     */
    @Benchmark
    public int rawFile(Writer writer) throws IOException {
        int written = writer.channel.write(writer.line.rewind());
        writer.channel.force(false);
        return written;
    }
}
