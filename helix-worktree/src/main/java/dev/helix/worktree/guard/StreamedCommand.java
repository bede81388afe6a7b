/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.guard;

import dev.helix.api.workspace.CommandStreams;
import dev.helix.core.process.ProcessResult;
import dev.helix.core.process.StreamedProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The exchange of bytes with a running command: a thread for each direction, so that the caller can be interrupted.
 * Standard error is passed on when the command ended. Confined to one thread.
 */
final class StreamedCommand {
    private static final int PIECE_BYTES = 16 * 1024;

    private final StreamedProcess process;
    private final CommandStreams streams;
    private final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();

    StreamedCommand(StreamedProcess process, CommandStreams streams) {
        this.process = process;
        this.streams = streams;
    }

    ProcessResult run() throws InterruptedException {
        // Left behind when the caller's stream has nothing to give: nobody can interrupt a read.
        start("helix-command-input", this::feed);
        Thread reader = start("helix-command-output", this::drain);
        ProcessResult result = process.await();
        reader.join();
        try {
            streams.errors().write(result.stderr().bytes());
        } catch (IOException e) {
            failure.compareAndSet(null, e);
        }
        IOException failed = failure.get();
        if (failed != null) {
            throw new UncheckedIOException("the command ended because a stream of its caller failed", failed);
        }
        return result;
    }

    private static Thread start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void feed() {
        try (OutputStream input = process.input()) {
            byte[] piece = new byte[PIECE_BYTES];
            for (int count = streams.input().read(piece);
                    count >= 0;
                    count = streams.input().read(piece)) {
                input.write(piece, 0, count);
                // A command may answer each piece before the next one is there.
                input.flush();
            }
        } catch (IOException notTaken) {
            // The command stopped reading, which is its right.
        }
    }

    private void drain() {
        try {
            process.output().transferTo(streams.output());
        } catch (IOException callersStream) {
            failure.set(callersStream);
            process.close();
        }
    }
}
