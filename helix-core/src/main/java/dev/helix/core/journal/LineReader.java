/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.journal;

import java.io.IOException;
import java.util.Arrays;

/** A reader of the lines of a file, from a position on. Confined to one thread. */
final class LineReader {
    private static final int CHUNK = 1 << 16;

    private final LogFs.LogFile file;
    private final long limit;
    private byte[] bytes = new byte[CHUNK];
    private long bufferPosition;
    private int filled;
    private int start;
    private int end;
    private boolean complete;

    /** Reads from a position up to a limit; bytes beyond it are not there. */
    LineReader(LogFs.LogFile file, long position, long limit) {
        this.file = file;
        this.bufferPosition = position;
        this.limit = limit;
        this.end = -1;
    }

    /**
     * Goes on to the next line, or to what is left after the last line break.
     *
     * @return false at the end
     */
    boolean next() throws IOException {
        start = end < 0 ? 0 : Math.min(filled, end + 1);
        int searched = start;
        while (true) {
            for (int i = searched; i < filled; i++) {
                if (bytes[i] == '\n') {
                    end = i;
                    complete = true;
                    return true;
                }
            }
            searched = filled;
            int moved = start;
            if (!fill()) {
                end = filled;
                complete = false;
                return end > start;
            }
            searched -= moved;
        }
    }

    /** Reads more behind the line under way, which moves to the front. */
    private boolean fill() throws IOException {
        long position = bufferPosition + filled;
        if (position >= limit) {
            return false;
        }
        int kept = filled - start;
        if (start > 0) {
            System.arraycopy(bytes, start, bytes, 0, kept);
            bufferPosition += start;
            filled = kept;
            start = 0;
        } else if (filled == bytes.length) {
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
        }
        int read = file.read(position, bytes, filled, (int) Math.min(bytes.length - filled, limit - position));
        if (read <= 0) {
            return false;
        }
        filled += read;
        return true;
    }

    /** {@return the line, until the next one is read} */
    LogLine line() {
        return new LogLine(bytes, start, end);
    }

    /** {@return whether a line break ends it} */
    boolean complete() {
        return complete;
    }

    /** {@return where in the file it begins} */
    long position() {
        return bufferPosition + start;
    }

    /** {@return where in the file the next one begins} */
    long nextPosition() {
        return bufferPosition + end + (complete ? 1 : 0);
    }
}
