/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.process;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;

/** A queue that cuts a stream into lines for a reader that waits for them. Fed by one thread, read by any. */
final class LineQueue implements ByteSink {
    private final LinkedBlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();
    private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream();
    private long budgetBytes;

    LineQueue(int limitBytes) {
        this.budgetBytes = limitBytes;
    }

    @Override
    public void take(byte[] chunk, int length) {
        for (int i = 0; i < length && budgetBytes > 0; i++, budgetBytes--) {
            if (chunk[i] == '\n') {
                lines.add(Optional.of(unfinished.toString(StandardCharsets.UTF_8)));
                unfinished.reset();
            } else {
                unfinished.write(chunk[i]);
            }
        }
    }

    @Override
    public void end() {
        if (unfinished.size() > 0) {
            lines.add(Optional.of(unfinished.toString(StandardCharsets.UTF_8)));
        }
        lines.add(Optional.empty());
    }

    /** Waits for the next line; empty at the end of the stream, and from then on. */
    Optional<String> next() throws InterruptedException {
        Optional<String> line = lines.take();
        if (line.isEmpty()) {
            lines.add(line);
        }
        return line;
    }
}
