/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.process;

import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** A bounded queue that turns output as it arrives into a stream; whoever fills it waits for whoever reads. */
final class ByteQueue implements ByteSink {
    /** Pieces are as large as a pipe's buffer, so this is about 1 MiB. */
    private static final int PIECES = 16;

    private static final byte[] END = new byte[0];

    private final BlockingQueue<byte[]> pieces = new ArrayBlockingQueue<>(PIECES);
    private final InputStream stream = new Stream();
    private volatile boolean discarding;

    InputStream stream() {
        return stream;
    }

    /** Throws away what is there and what comes, so that whoever fills the queue never waits again. */
    void discard() {
        discarding = true;
        pieces.clear();
        // A reader that waits sees the end.
        pieces.offer(END);
    }

    @Override
    public void take(byte[] chunk, int length) {
        if (length > 0) {
            put(Arrays.copyOf(chunk, length));
        }
    }

    @Override
    public void end() {
        put(END);
    }

    private void put(byte[] piece) {
        try {
            if (!discarding) {
                pieces.put(piece);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            discard();
        }
    }

    /** The reading end. Confined to one thread. */
    private final class Stream extends InputStream {
        private byte[] piece = END;
        private int next;
        private boolean ended;

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (length == 0) {
                return 0;
            }
            if (next == piece.length && !advance()) {
                return -1;
            }
            int count = Math.min(length, piece.length - next);
            System.arraycopy(piece, next, target, offset, count);
            next += count;
            return count;
        }

        private boolean advance() {
            if (ended) {
                return false;
            }
            // The end of the process, which others see to, ends the wait.
            piece = Uninterruptibly.await(pieces::take);
            next = 0;
            ended = piece.length == 0;
            return !ended;
        }
    }
}
