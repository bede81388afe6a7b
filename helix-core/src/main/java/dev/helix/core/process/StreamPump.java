/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.process;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;

/** A task that reads one output stream to its end; it blocks its own thread only. */
final class StreamPump implements Runnable {
    private static final int CHUNK_BYTES = 16 * 1024;

    private final InputStream from;
    private final ByteSink to;
    private final CountDownLatch ended;

    StreamPump(InputStream from, ByteSink to, CountDownLatch ended) {
        this.from = from;
        this.to = to;
        this.ended = ended;
    }

    @Override
    public void run() {
        try (from) {
            byte[] chunk = new byte[CHUNK_BYTES];
            for (int n = from.read(chunk); n >= 0; n = from.read(chunk)) {
                to.take(chunk, n);
            }
        } catch (IOException closed) {
            // The JDK closes the stream under a reader when the process has ended: the same as its end.
        } finally {
            to.end();
            ended.countDown();
        }
    }
}
