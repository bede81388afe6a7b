/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.sse;

import dev.helix.llm.http.HttpLimitException;
import dev.helix.llm.http.HttpLimitException.Limit;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A parser that turns the bytes of an event stream into events, however the bytes are cut. Confined to one thread.
 *
 * <p>Follows the event stream format of the HTML standard: lines end with LF, CR or CRLF; {@code data} lines add up;
 * a blank line ends the event; comments and unknown fields are skipped; an event without its blank line at the end of
 * the stream does not count.
 */
public final class EventStreamParser {
    private static final byte LF = '\n';
    private static final byte CR = '\r';
    private static final byte[] BYTE_ORDER_MARK = "\uFEFF".getBytes(StandardCharsets.UTF_8);
    private static final byte[] EVENT = "event".getBytes(StandardCharsets.UTF_8);
    private static final byte[] DATA = "data".getBytes(StandardCharsets.UTF_8);

    private final int maxEventBytes;
    /** The start of a line that the last chunk cut. */
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    private String data = "";
    private String name = "";
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

    /**
     * Takes the next bytes.
     *
     * @param chunk any part of the stream
     * @return the events it completes, in order, possibly none
     * @throws HttpLimitException if an event is too long
     */
    public List<ServerSentEvent> feed(byte[] chunk) throws HttpLimitException {
        List<ServerSentEvent> events = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < chunk.length; i++) {
            if (afterCr && chunk[i] == LF) {
                // The second half of a CRLF whose first half already ended the line.
                start = i + 1;
            } else if (chunk[i] == LF || chunk[i] == CR) {
                endLine(chunk, start, i, events);
                start = i + 1;
            }
            afterCr = chunk[i] == CR;
        }
        keep(chunk, start, chunk.length);
        return events;
    }

    private void keep(byte[] chunk, int from, int to) throws HttpLimitException {
        checkLength(to - from);
        line.write(chunk, from, to - from);
    }

    private void checkLength(int more) throws HttpLimitException {
        if (line.size() + data.length() + more > maxEventBytes) {
            throw new HttpLimitException(
                    Limit.SIZE, "one event is longer than the allowed " + maxEventBytes + " bytes");
        }
    }

    /** Reads a line where it stands unless it began in an earlier chunk. */
    private void endLine(byte[] chunk, int from, int to, List<ServerSentEvent> events) throws HttpLimitException {
        if (line.size() == 0) {
            checkLength(to - from);
            line(chunk, from, to, events);
            return;
        }
        keep(chunk, from, to);
        byte[] whole = line.toByteArray();
        line.reset();
        line(whole, 0, whole.length, events);
    }

    private void line(byte[] bytes, int from, int to, List<ServerSentEvent> events) {
        int markEnd = Math.min(to, from + BYTE_ORDER_MARK.length);
        int start = firstLine && isText(BYTE_ORDER_MARK, bytes, from, markEnd) ? markEnd : from;
        firstLine = false;
        if (start == to) {
            dispatch(events);
            return;
        }
        int colon = start;
        while (colon < to && bytes[colon] != ':') {
            colon++;
        }
        int value = Math.min(to, colon + 1);
        if (value < to && bytes[value] == ' ') {
            value++;
        }
        if (isText(DATA, bytes, start, colon)) {
            addData(text(bytes, value, to));
        } else if (isText(EVENT, bytes, start, colon)) {
            name = text(bytes, value, to);
        }
    }

    private static boolean isText(byte[] text, byte[] bytes, int from, int to) {
        return Arrays.equals(text, 0, text.length, bytes, from, to);
    }

    /** Lines are decoded whole, so a character is never cut in two. */
    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    private void addData(String value) {
        data = hasData ? data + '\n' + value : value;
        hasData = true;
    }

    private void dispatch(List<ServerSentEvent> events) {
        if (hasData) {
            events.add(new ServerSentEvent(name.isEmpty() ? "message" : name, data));
        }
        name = "";
        hasData = false;
        data = "";
    }
}
