/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.process;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A process to talk with, line by line, while it runs. Thread-safe.
 *
 * <p>Close it to end the process: first its input, then, if it does not follow, the process and its whole tree.
 */
public final class RunningProcess implements AutoCloseable {
    private final ChildProcess child;
    private final InputQueue input;
    private final LineQueue lines;

    RunningProcess(ChildProcess child, LineQueue lines) {
        this.child = child;
        this.lines = lines;
        this.input = child.openInput();
    }

    /**
     * Queues text for the process's standard input and returns at once; a process that no longer reads is noticed by
     * {@link #readLine} and {@link #await}.
     *
     * @param text sent as UTF-8, exactly as given
     */
    public void send(String text) {
        input.send(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Ends the process's standard input after what was sent; further calls do nothing. */
    public void endInput() {
        input.end();
    }

    /**
     * Waits for the next line of standard output.
     *
     * @return the line without its line feed; empty at the end of the output, and from then on
     * @throws InterruptedException if the calling thread was interrupted; the process goes on until closed
     */
    public Optional<String> readLine() throws InterruptedException {
        return lines.next();
    }

    /**
     * Ends standard input and waits until the process and its tree are gone.
     *
     * @return how it ended, with all its output
     * @throws InterruptedException if the calling thread was interrupted; the process goes on until closed
     */
    public ProcessResult await() throws InterruptedException {
        input.end();
        lines.abandon();
        return child.await();
    }

    /** Ends the process and its whole tree, if they still run; returns when they are gone. Idempotent. */
    @Override
    public void close() {
        lines.abandon();
        child.cancel();
    }
}
