/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.http;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Map;

/** One POST request. Immutable as long as nobody writes to the body; never prints headers or body. */
public final class HttpPost {
    private final URI uri;
    private final Map<String, String> headers;
    private final byte[] body;

    /**
     * Describes a request.
     *
     * @param uri where to send it, {@code http} or {@code https}
     * @param headers names to values; values are printable ASCII
     * @param body what to send; not copied
     */
    public HttpPost(URI uri, Map<String, String> headers, byte[] body) {
        this.uri = requireNonNull(uri, "uri");
        this.headers = Map.copyOf(requireNonNull(headers, "headers"));
        this.body = requireNonNull(body, "body");
    }

    /** {@return where to send the request} */
    public URI uri() {
        return uri;
    }

    /** {@return the headers to send, names to values; they may hold credentials} */
    public Map<String, String> headers() {
        return headers;
    }

    /** {@return the body to send, the bytes themselves, not a copy; not to be written to} */
    public byte[] body() {
        return body;
    }

    @Override
    public String toString() {
        return "POST " + uri + " (" + body.length + " bytes)";
    }
}
