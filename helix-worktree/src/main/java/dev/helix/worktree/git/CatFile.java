/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.git;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.helix.core.process.ProcessStartException;
import dev.helix.core.process.StreamedProcess;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A long-lived {@code git cat-file --batch-command} that reads the objects of one repository. Started when first needed,
 * and again should it have died. Thread-safe: one question at a time.
 *
 * <p>Protocol (git-cat-file, "batch output"): {@code info} or {@code contents} and an object id; the answer is a line
 * with id, type and size, and for contents the bytes and a line feed, or a line that ends in {@code missing}.
 */
final class CatFile implements AutoCloseable {
    private static final int LONGEST_LINE = 200;

    private final Supplier<StreamedProcess> starter;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable StreamedProcess process;
    private boolean closed;

    /** Reads through processes that are started by this. */
    CatFile(Supplier<StreamedProcess> starter) {
        this.starter = starter;
    }

    /** The type and size of an object. */
    record Header(String type, long size) {}

    /** Looks an object up; empty when the repository has none of that id. */
    Optional<Header> header(String id) throws IOException {
        return asking(() -> ask("info " + id));
    }

    /** A reading of one object. */
    @FunctionalInterface
    interface Reading<T> {
        /** Reads as much of the content as it wants. */
        T read(Header header, InputStream content) throws IOException;
    }

    /** Reads an object; what the reading leaves is skipped. Empty when the repository has none of that id. */
    <T> Optional<T> contents(String id, Reading<T> reading) throws IOException {
        return asking(() -> {
            Optional<Header> header = ask("contents " + id);
            if (header.isEmpty()) {
                return Optional.empty();
            }
            Bounded content = new Bounded(running().output(), header.get().size());
            T result = reading.read(header.get(), content);
            content.skipNBytes(content.left);
            running().output().skipNBytes(1);
            return Optional.of(result);
        });
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            end();
        } finally {
            lock.unlock();
        }
    }

    /** A question and its answer. */
    private interface Question<T> {
        T ask() throws IOException;
    }

    private <T> T asking(Question<T> question) throws IOException {
        lock.lock();
        boolean done = false;
        try {
            T answer = question.ask();
            done = true;
            return answer;
        } finally {
            if (!done) {
                // Half an answer may be left in the pipe.
                end();
            }
            lock.unlock();
        }
    }

    private Optional<Header> ask(String question) throws IOException {
        String line;
        try {
            line = exchange(question);
        } catch (IOException died) {
            end();
            line = exchange(question);
        }
        String[] words = line.split(" ", -1);
        if (words.length == 3) {
            return Optional.of(new Header(words[1], Long.parseLong(words[2])));
        }
        if (line.endsWith(" missing")) {
            return Optional.empty();
        }
        throw new IOException("git cat-file answered '" + line + "' to '" + question + "'");
    }

    private String exchange(String question) throws IOException {
        StreamedProcess git = running();
        git.input().write((question + "\n").getBytes(US_ASCII));
        git.input().flush();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = git.output().read(); next != '\n'; next = git.output().read()) {
            if (next < 0 || line.size() == LONGEST_LINE) {
                throw new EOFException("git cat-file ended before it answered '" + question + "'");
            }
            line.write(next);
        }
        return line.toString(US_ASCII);
    }

    private StreamedProcess running() throws IOException {
        if (closed) {
            throw new IOException("the worktree service is closed; open another one");
        }
        StreamedProcess git = process;
        if (git == null) {
            try {
                git = starter.get();
            } catch (ProcessStartException e) {
                throw new IOException(e.getMessage(), e);
            }
            process = git;
        }
        return git;
    }

    private void end() {
        if (process != null) {
            process.close();
            process = null;
        }
    }

    /** The content of one object within the stream of all answers. */
    private static final class Bounded extends InputStream {
        private final InputStream in;
        private long left;

        Bounded(InputStream in, long size) {
            this.in = in;
            this.left = size;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int count = in.read(target, offset, (int) Math.min(length, left));
            if (count < 0) {
                throw new EOFException("git cat-file ended within an object");
            }
            left -= count;
            return count;
        }
    }
}
