/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.ndjson;

import dev.helix.llm.http.HttpLimitException;
import dev.helix.llm.http.HttpLimitException.Limit;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A parser that turns the bytes of newline-delimited JSON into lines, however the bytes are cut. Confined to one
 * thread.
 *
 * <p>Lines end with LF or CRLF; blank ones are skipped.
 */
public final class LineParser {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final int maxLineBytes;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    /**
     * Creates a parser at the start of a stream.
     *
     * @param maxLineBytes how long one line may be
     */
    public LineParser(int maxLineBytes) {
        this.maxLineBytes = maxLineBytes;
    }

    /**
     * Takes the next bytes.
     *
     * @param chunk any part of the stream
     * @return the lines it completes, in order, possibly none
     * @throws HttpLimitException if a line is too long
     */
    public List<String> feed(byte[] chunk) throws HttpLimitException {
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < chunk.length; i++) {
            if (chunk[i] == '\n') {
                append(chunk, start, i);
                lines.addAll(end());
                start = i + 1;
            }
        }
        append(chunk, start, chunk.length);
        return lines;
    }

    /** {@return the last line, if the stream ended without a line feed} */
    public List<String> end() {
        // Decoded whole, so that no character is cut in two.
        String text = line.toString(StandardCharsets.UTF_8).strip();
        line.reset();
        if (text.startsWith(BYTE_ORDER_MARK)) {
            text = text.substring(BYTE_ORDER_MARK.length()).strip();
        }
        return text.isEmpty() ? List.of() : List.of(text);
    }

    private void append(byte[] chunk, int from, int to) throws HttpLimitException {
        if (line.size() + (to - from) > maxLineBytes) {
            throw new HttpLimitException(Limit.SIZE, "one line is longer than the allowed " + maxLineBytes + " bytes");
        }
        line.write(chunk, from, to - from);
    }
}
