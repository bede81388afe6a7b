/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * The head of a request to a proxy, see RFC 9112 section 3.2. Immutable.
 *
 * @param host where it wants to go, without brackets
 * @param port 1 to 65,535
 * @param tunnel whether it asks for a tunnel; otherwise it is one plain request
 * @param forward what the server gets of it; empty for a tunnel
 */
record ProxyRequest(String host, int port, boolean tunnel, String forward) {
    /** Longer than any head an HTTP client sends to a proxy. */
    private static final int MAX_HEAD_BYTES = 32 * 1024;

    private static final String END = "\r\n\r\n";

    /**
     * Reads the head, and not a byte more.
     *
     * @return empty if it is none, or too long
     */
    static Optional<ProxyRequest> read(InputStream from) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int matched = 0;
        while (matched < END.length()) {
            int next = from.read();
            if (next < 0 || head.size() == MAX_HEAD_BYTES) {
                return Optional.empty();
            }
            head.write(next);
            matched = next == END.charAt(matched) ? matched + 1 : next == '\r' ? 1 : 0;
        }
        return parse(head.toString(StandardCharsets.ISO_8859_1));
    }

    private static Optional<ProxyRequest> parse(String head) {
        int lineEnd = head.indexOf("\r\n");
        String[] line = head.substring(0, lineEnd).split(" ", -1);
        if (line.length != 3 || !line[2].startsWith("HTTP/1.")) {
            return Optional.empty();
        }
        return line[0].equals("CONNECT") ? tunnel(line[1]) : plain(line, head.substring(lineEnd + 2));
    }

    private static Optional<ProxyRequest> tunnel(String authority) {
        int colon = authority.lastIndexOf(':');
        if (colon < 1 || !authority.substring(colon + 1).matches("[0-9]{1,5}")) {
            return Optional.empty();
        }
        int port = Integer.parseInt(authority.substring(colon + 1));
        return Optional.of(new ProxyRequest(withoutBrackets(authority.substring(0, colon)), port, true, ""));
    }

    /** A plain request goes alone, so that the next one on the connection is looked at again. */
    private static Optional<ProxyRequest> plain(String[] line, String fields) {
        try {
            URI uri = new URI(line[1]);
            if (!"http".equals(uri.getScheme()) || uri.getHost() == null) {
                return Optional.empty();
            }
            StringBuilder forward = new StringBuilder();
            String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
            String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            forward.append(line[0]).append(' ').append(path).append(query).append(" HTTP/1.1\r\n");
            for (String field : fields.split("\r\n")) {
                if (!field.isEmpty() && !isForProxy(field)) {
                    forward.append(field).append("\r\n");
                }
            }
            forward.append("Connection: close\r\n\r\n");
            int port = uri.getPort() < 0 ? 80 : uri.getPort();
            return Optional.of(new ProxyRequest(withoutBrackets(uri.getHost()), port, false, forward.toString()));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean isForProxy(String field) {
        String lower = field.toLowerCase(Locale.ROOT);
        return lower.startsWith("connection:") || lower.startsWith("proxy-") || lower.startsWith("keep-alive:");
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }
}
