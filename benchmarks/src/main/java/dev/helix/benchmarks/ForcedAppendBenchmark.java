/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A benchmark of the floor no journal can go below: one line appended to a file, with and without forcing the disk. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 2)
@Fork(2)
@State(Scope.Benchmark)
public class ForcedAppendBenchmark {

    /** Bytes in one line: a short event, an assistant message, a large tool result. */
    @Param({"200", "2000", "20000"})
    int lineBytes;

    private Path file;
    private FileChannel channel;
    private ByteBuffer line;

    /**
     * Opens a fresh file in the temporary directory.
     *
     * @throws IOException if the file cannot be created
     */
    @Setup(Level.Trial)
    public void open() throws IOException {
        file = Files.createTempFile("helix-append", ".jsonl");
        channel = FileChannel.open(file, StandardOpenOption.APPEND);
        line = ByteBuffer.wrap(("x".repeat(lineBytes - 1) + "\n").getBytes(UTF_8));
    }

    /**
     * Closes and removes the file.
     *
     * @throws IOException if the file cannot be removed
     */
    @TearDown(Level.Trial)
    public void close() throws IOException {
        channel.close();
        Files.delete(file);
    }

    /**
     * Appends one line and leaves it to the kernel when to write it.
     *
     * @return bytes written
     * @throws IOException if the write fails
     */
    @Benchmark
    public int append() throws IOException {
        return channel.write(line.rewind());
    }

    /**
     * Appends one line and waits until the disk has it.
     *
     * @return bytes written
     * @throws IOException if the write fails
     */
    @Benchmark
    public int appendAndForce() throws IOException {
        int written = channel.write(line.rewind());
        channel.force(false);
        return written;
    }
}
