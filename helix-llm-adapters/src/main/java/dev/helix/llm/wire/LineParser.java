/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.wire;

import dev.helix.llm.http.HttpLimitException;
import dev.helix.llm.http.HttpLimitException.Limit;
import java.io.IOException;

/**
 * A parser of newline-delimited JSON: each line is an event. Lines end with LF, CR or CRLF; blank ones are skipped, and so
 * is white space around the others.
 */
public final class LineParser implements StreamParser {
    private final int maxLineBytes;
    /** The start of a line that the last chunk cut. */
    private final GrowingBytes line = new GrowingBytes();

    /**
     * Creates a parser at the start of a stream.
     *
     * @param maxLineBytes how long one line may be
     */
    public LineParser(int maxLineBytes) {
        this.maxLineBytes = maxLineBytes;
    }

    @Override
    public void feed(byte[] chunk, EventSink sink) throws IOException {
        int start = 0;
        int end = ByteSearch.lineEnd(chunk, start, chunk.length);
        while (end < chunk.length) {
            endLine(chunk, start, end, sink);
            start = end + 1;
            end = ByteSearch.lineEnd(chunk, start, chunk.length);
        }
        keep(chunk, start, chunk.length);
    }

    @Override
    public void end(EventSink sink) throws IOException {
        int length = line.size();
        line.clear();
        event(line.array(), 0, length, sink);
    }

    /** Reads a line where it stands unless it began in an earlier chunk. */
    private void endLine(byte[] chunk, int from, int to, EventSink sink) throws IOException {
        if (line.size() > 0) {
            keep(chunk, from, to);
            end(sink);
        } else {
            checkLength(to - from);
            event(chunk, from, to, sink);
        }
    }

    private void keep(byte[] chunk, int from, int to) throws HttpLimitException {
        checkLength(line.size() + to - from);
        line.append(chunk, from, to);
    }

    private void checkLength(int length) throws HttpLimitException {
        if (length > maxLineBytes) {
            throw new HttpLimitException(Limit.SIZE, "one line is longer than the allowed " + maxLineBytes + " bytes");
        }
    }

    private static void event(byte[] bytes, int from, int to, EventSink sink) throws IOException {
        int start = from;
        int end = to;
        while (start < end && isBlank(bytes[start])) {
            start++;
        }
        while (start < end && isBlank(bytes[end - 1])) {
            end--;
        }
        if (start < end) {
            sink.event(bytes, start, end);
        }
    }

    private static boolean isBlank(byte next) {
        return next == ' ' || next == '\t';
    }
}
