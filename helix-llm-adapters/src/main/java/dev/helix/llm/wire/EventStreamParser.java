/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.wire;

import dev.helix.llm.http.HttpLimitException;
import dev.helix.llm.http.HttpLimitException.Limit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A parser of event streams.
 *
 * <p>Follows the event stream format of the HTML standard: lines end with LF, CR or CRLF; {@code data} lines are joined
 * by line feeds; a blank line ends the event. Comments and all other fields are skipped, the event's name too: the data
 * of every protocol says what it is.
 */
public final class EventStreamParser implements StreamParser {
    private static final byte LF = '\n';
    private static final byte CR = '\r';
    private static final byte[] BLANK_LINE = {LF, LF};
    private static final byte[] BYTE_ORDER_MARK = "\uFEFF".getBytes(StandardCharsets.UTF_8);
    private static final byte[] DATA = "data".getBytes(StandardCharsets.UTF_8);

    private final int maxEventBytes;
    /** The start of a line that the last chunk cut. */
    private final GrowingBytes line = new GrowingBytes();

    private final GrowingBytes data = new GrowingBytes();
    private boolean hasData;
    private boolean afterCr;
    private boolean firstLine = true;

    /**
     * Creates a parser at the start of a stream.
     *
     * @param maxEventBytes how long one event may be
     */
    public EventStreamParser(int maxEventBytes) {
        this.maxEventBytes = maxEventBytes;
    }

    @Override
    public void feed(byte[] chunk, EventSink sink) throws IOException {
        int start = 0;
        int end = ByteSearch.lineEnd(chunk, start, chunk.length);
        while (end < chunk.length) {
            boolean isRestOfCrLf = chunk[end] == LF && afterCr && end == start && line.size() == 0;
            if (!isRestOfCrLf) {
                endLine(chunk, start, end, sink);
            }
            afterCr = chunk[end] == CR;
            start = end + 1;
            end = ByteSearch.lineEnd(chunk, start, chunk.length);
        }
        keep(chunk, start, chunk.length);
    }

    @Override
    public void end(EventSink sink) throws IOException {
        feed(BLANK_LINE, sink);
    }

    private void keep(byte[] chunk, int from, int to) throws HttpLimitException {
        checkLength(to - from);
        line.append(chunk, from, to);
    }

    private void checkLength(int more) throws HttpLimitException {
        if (line.size() + data.size() + more > maxEventBytes) {
            throw new HttpLimitException(
                    Limit.SIZE, "one event is longer than the allowed " + maxEventBytes + " bytes");
        }
    }

    /** Reads a line where it stands unless it began in an earlier chunk. */
    private void endLine(byte[] chunk, int from, int to, EventSink sink) throws IOException {
        if (line.size() == 0) {
            checkLength(to - from);
            line(chunk, from, to, sink);
            return;
        }
        keep(chunk, from, to);
        int length = line.size();
        line.clear();
        line(line.array(), 0, length, sink);
    }

    private void line(byte[] bytes, int from, int to, EventSink sink) throws IOException {
        int start = firstLine && startsWith(BYTE_ORDER_MARK, bytes, from, to) ? from + BYTE_ORDER_MARK.length : from;
        firstLine = false;
        if (start == to) {
            endEvent(sink);
            return;
        }
        int colon = start + DATA.length;
        if (startsWith(DATA, bytes, start, to) && (colon == to || bytes[colon] == ':')) {
            int value = Math.min(to, colon + 1);
            addData(bytes, value < to && bytes[value] == ' ' ? value + 1 : value, to);
        }
    }

    private static boolean startsWith(byte[] text, byte[] bytes, int from, int to) {
        return to - from >= text.length && Arrays.equals(text, 0, text.length, bytes, from, from + text.length);
    }

    private void addData(byte[] bytes, int from, int to) {
        if (hasData) {
            data.append(BLANK_LINE, 0, 1);
        }
        data.append(bytes, from, to);
        hasData = true;
    }

    private void endEvent(EventSink sink) throws IOException {
        if (hasData) {
            sink.event(data.array(), 0, data.size());
        }
        hasData = false;
        data.clear();
    }
}
