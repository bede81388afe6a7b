/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.process;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A queue of input that is written to a process's standard input from a thread of its own, so that no caller blocks
 * on a full pipe.
 */
final class InputQueue implements Runnable {
    private final OutputStream to;
    private final LinkedBlockingQueue<Optional<byte[]>> queued = new LinkedBlockingQueue<>();

    InputQueue(OutputStream to) {
        this.to = to;
    }

    /** Sends bytes and closes standard input after them. */
    void sendAll(byte[] bytes) {
        send(bytes);
        end();
    }

    void send(byte[] bytes) {
        queued.add(Optional.of(bytes.clone()));
    }

    /** Closes standard input after what is queued; may be called more than once. */
    void end() {
        queued.add(Optional.empty());
    }

    @Override
    public void run() {
        try (to) {
            for (Optional<byte[]> next = queued.take(); next.isPresent(); next = queued.take()) {
                to.write(next.get());
                to.flush();
            }
        } catch (IOException brokenPipe) {
            // The process stopped reading; how it ended tells the caller more than this would.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
