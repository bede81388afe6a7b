/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.cli.relay;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A copier that passes pieces on as they come, then closes its target. */
final class Pump implements Runnable {
    /** How long output may still come once the agent has ended: something it started may hold the pipe open. */
    private static final long LAST_OUTPUT_MILLIS = 2_000;

    private final InputStream from;
    private final OutputStream to;
    private volatile boolean reading = true;

    Pump(InputStream from, OutputStream to) {
        this.from = from;
        this.to = to;
    }

    @Override
    public void run() {
        byte[] piece = new byte[16 * 1024];
        try (to) {
            for (int count = from.read(piece); count >= 0; count = from.read(piece)) {
                reading = false;
                to.write(piece, 0, count);
                to.flush();
                reading = true;
            }
        } catch (IOException ended) {
            // An end on either side is an end, which the other side learns by closing.
        }
    }

    /** Waits until everything is copied; a reader that is slow is waited for, a pipe that only stays open is not. */
    void awaitEnd(Thread thread) throws InterruptedException {
        do {
            thread.join(LAST_OUTPUT_MILLIS);
        } while (thread.isAlive() && !reading);
    }
}
