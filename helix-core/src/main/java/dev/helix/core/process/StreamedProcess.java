/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.process;

import java.io.InputStream;
import java.io.OutputStream;

/**
 * A running process whose standard input and output are byte streams of the caller. Streams are confined to one thread
 * each; all else is thread-safe.
 *
 * <p>Reading waits for the process, writing waits until it reads; neither can be interrupted, but both end when the
 * process does, which its time limit and {@link #close} see to.
 */
public final class StreamedProcess implements AutoCloseable {
    private final ChildProcess child;
    private final ByteQueue output;
    private final OutputStream input;

    StreamedProcess(ChildProcess child, ByteQueue output) {
        this.child = child;
        this.output = output;
        this.input = child.rawInput();
    }

    /** {@return standard input; closing it shows the process its end} */
    public OutputStream input() {
        return input;
    }

    /** {@return standard output, up to its end} */
    public InputStream output() {
        return output.stream();
    }

    /**
     * Waits until the process and its tree are gone.
     *
     * @return how it ended, with standard error but without standard output
     * @throws InterruptedException if the calling thread was interrupted; the process goes on until closed
     */
    public ProcessResult await() throws InterruptedException {
        return child.await();
    }

    /** Ends the process and its whole tree, if they still run; returns when they are gone. Idempotent. */
    @Override
    public void close() {
        output.discard();
        child.cancel();
    }
}
