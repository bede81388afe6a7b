/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A reader of lines that can be interrupted while it waits for one, which reading a stream cannot be.
 *
 * <p>The reading thread starts with the first question and ends with the stream or the process. Thread-safe.
 */
final class LineReader {
    private final InputStream in;
    private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();
    private boolean reading;

    LineReader(InputStream in) {
        this.in = in;
    }

    /** Waits for the next line; empty at the end of the input, from then on for ever. */
    Optional<String> next() throws InterruptedException {
        startReading();
        Optional<String> line = lines.take();
        if (line.isEmpty()) {
            lines.add(line);
        }
        return line;
    }

    private synchronized void startReading() {
        if (!reading) {
            reading = true;
            Thread reader = new Thread(this::read, "helix-delivery-answers");
            reader.setDaemon(true);
            reader.start();
        }
    }

    private void read() {
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, Charset.defaultCharset()));
        try {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(Optional.of(line));
            }
        } catch (IOException closed) {
            // Nobody can answer any more, the same as the end of the input.
        }
        lines.add(Optional.empty());
    }
}
