/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The head of a message of HTTP. Immutable.
 *
 * @param start the first line
 * @param fields the lines after it, possibly empty
 */
record HttpHead(String start, String fields) {
    /** Longer than any head an HTTP client sends to a proxy. */
    private static final int MAX_BYTES = 32 * 1024;

    private static final String END = "\r\n\r\n";
    private static final Pattern AMBIGUOUS = Pattern.compile("\\r(?!\\n)|(?<!\\r)\\n|\\n[ \\t]");

    /** Another head follows on these. */
    private static final Pattern INTERIM = Pattern.compile("HTTP/1\\.\\d 1\\d\\d( .*)?");

    /**
     * Reads a head, and not a byte more.
     *
     * @return empty if it is none, or too long
     */
    static Optional<HttpHead> read(InputStream from) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int matched = 0;
        while (matched < END.length()) {
            int next = from.read();
            if (next < 0 || head.size() == MAX_BYTES) {
                return Optional.empty();
            }
            head.write(next);
            matched = next == END.charAt(matched) ? matched + 1 : next == '\r' ? 1 : 0;
        }
        String text = head.toString(StandardCharsets.ISO_8859_1);
        int lineEnd = text.indexOf("\r\n");
        return Optional.of(new HttpHead(text.substring(0, lineEnd), text.substring(lineEnd + 2)));
    }

    boolean isInterim() {
        return INTERIM.matcher(start).matches();
    }

    /** {@return the head with another first line, as that of the last message on its connection} */
    String asLast(String newStart) {
        String kept = Stream.of(fields.split("\r\n"))
                .filter(field -> !field.isEmpty() && !isOfConnection(field))
                .map(field -> field + "\r\n")
                .collect(Collectors.joining());
        return newStart + "\r\n" + kept + (isInterim() ? "\r\n" : "Connection: close\r\n\r\n");
    }

    /** {@return the head without the fields of a name} */
    HttpHead without(String name) {
        String kept = fields.lines()
                .filter(field -> !field.split(":", 2)[0].strip().equalsIgnoreCase(name))
                .map(field -> field + "\r\n")
                .collect(Collectors.joining());
        return new HttpHead(start, kept);
    }

    /** {@return whether lines end as they should and none is folded, so that every reader sees the same fields} */
    boolean isUnambiguous() {
        return !AMBIGUOUS.matcher(start + "\r\n" + fields).find();
    }

    private static boolean isOfConnection(String field) {
        String lower = field.toLowerCase(Locale.ROOT);
        return lower.startsWith("connection:") || lower.startsWith("proxy-") || lower.startsWith("keep-alive:");
    }
}
