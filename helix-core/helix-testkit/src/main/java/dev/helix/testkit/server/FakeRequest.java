/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.testkit.server;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that a client sent.
 *
 * @param line the request line
 * @param headers by name, in lower case
 * @param body as UTF-8
 */
public record FakeRequest(String line, Map<String, String> headers, String body) {
    /** Refuses null. */
    public FakeRequest {
        requireNonNull(line, "line");
        requireNonNull(headers, "headers");
        requireNonNull(body, "body");
    }

    /** {@return the address part of the request line} */
    public String path() {
        return line.split(" ")[1];
    }

    /** Reads the next request of a connection; null when the client has closed it. */
    static @Nullable FakeRequest read(InputStream in) throws IOException {
        String line = line(in);
        if (line == null) {
            return null;
        }
        Map<String, String> headers = new HashMap<>();
        for (String header = line(in); header != null && !header.isEmpty(); header = line(in)) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return new FakeRequest(line, Map.copyOf(headers), new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }

    private static @Nullable String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                return null;
            }
            line.write(b);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }
}
