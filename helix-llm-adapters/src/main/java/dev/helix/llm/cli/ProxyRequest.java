/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
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
    /**
     * Reads the head, and not a byte more.
     *
     * @return empty if it is none, or too long
     */
    static Optional<ProxyRequest> read(InputStream from) throws IOException {
        return HttpHead.read(from).flatMap(ProxyRequest::of);
    }

    private static Optional<ProxyRequest> of(HttpHead head) {
        String[] line = head.start().split(" ", -1);
        if (line.length != 3 || !line[2].startsWith("HTTP/1.")) {
            return Optional.empty();
        }
        return line[0].equals("CONNECT") ? tunnel(line[1]) : plain(line[0], line[1], head);
    }

    private static Optional<ProxyRequest> tunnel(String authority) {
        int colon = authority.lastIndexOf(':');
        if (colon < 1 || !authority.substring(colon + 1).matches("[0-9]{1,5}")) {
            return Optional.empty();
        }
        int port = Integer.parseInt(authority.substring(colon + 1));
        String host = withoutBrackets(authority.substring(0, colon));
        return EgressRules.isHost(host) ? Optional.of(new ProxyRequest(host, port, true, "")) : Optional.empty();
    }

    /**
     * A plain request goes alone, so that the next one is looked at again, and to the host that was looked at: it is
     * named by the target, whatever the fields say.
     */
    private static Optional<ProxyRequest> plain(String method, String target, HttpHead head) {
        try {
            URI uri = new URI(target);
            if (!"http".equals(uri.getScheme()) || uri.getHost() == null || !head.isUnambiguous()) {
                return Optional.empty();
            }
            String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
            String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            String host = uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
            String forward = head.without("Host").asLast(method + " " + path + query + " HTTP/1.1\r\nHost: " + host);
            int port = uri.getPort() < 0 ? 80 : uri.getPort();
            return Optional.of(new ProxyRequest(withoutBrackets(uri.getHost()), port, false, forward));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }
}
