/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.sse;

import dev.helix.llm.http.HttpLimitException;
import dev.helix.llm.http.HttpLimitException.Limit;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final int maxEventBytes;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final StringBuilder data = new StringBuilder();
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
                append(chunk, start, i);
                endLine(events);
                start = i + 1;
            }
            afterCr = chunk[i] == CR;
        }
        append(chunk, start, chunk.length);
        return events;
    }

    private void append(byte[] chunk, int from, int to) throws HttpLimitException {
        if (line.size() + data.length() + (to - from) > maxEventBytes) {
            throw new HttpLimitException(
                    Limit.SIZE, "one event is longer than the allowed " + maxEventBytes + " bytes");
        }
        line.write(chunk, from, to - from);
    }

    /** Lines are decoded whole, so a character is never cut in two. */
    private void endLine(List<ServerSentEvent> events) {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        if (firstLine && text.startsWith(BYTE_ORDER_MARK)) {
            text = text.substring(BYTE_ORDER_MARK.length());
        }
        firstLine = false;
        if (text.isEmpty()) {
            dispatch(events);
            return;
        }
        int colon = text.indexOf(':');
        String field = colon < 0 ? text : text.substring(0, colon);
        String value = colon < 0 ? "" : text.substring(colon + 1);
        field(field, value.startsWith(" ") ? value.substring(1) : value);
    }

    private void field(String field, String value) {
        if (field.equals("event")) {
            name = value;
        } else if (field.equals("data")) {
            if (hasData) {
                data.append('\n');
            }
            hasData = true;
            data.append(value);
        }
    }

    private void dispatch(List<ServerSentEvent> events) {
        if (hasData) {
            events.add(new ServerSentEvent(name.isEmpty() ? "message" : name, data.toString()));
        }
        name = "";
        hasData = false;
        data.setLength(0);
    }
}
