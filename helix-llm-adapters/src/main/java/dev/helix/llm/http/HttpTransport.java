/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.http;

import java.io.IOException;
import java.util.Objects;

/**
 * A transport that sends POST requests and streams the answers. Implemented by this module and by hosts that bring
 * their own client; thread-safe.
 *
 * <p>A transport sends each request once: it follows no redirect and repeats nothing by itself.
 */
public interface HttpTransport extends AutoCloseable {
    /**
     * Sends one request and blocks until status and headers of the answer are there.
     *
     * @param post what to send
     * @return the answer, to be closed by the caller
     * @throws HttpLimitException if the answer did not begin within the transport's limits
     * @throws IOException if the server could not be reached or broke off
     * @throws InterruptedException if the calling thread was interrupted; the request was cancelled
     * @throws IllegalStateException if the transport is closed
     */
    HttpAnswer post(HttpPost post) throws IOException, InterruptedException;

    /**
     * Creates the default transport: {@link OkHttpTransport}.
     *
     * @param limits bounds of each exchange
     * @return a transport, to be closed
     * @throws MissingTransportException if OkHttp is not there
     */
    static HttpTransport createDefault(HttpLimits limits) {
        try {
            return OkHttpTransport.create(Objects.requireNonNull(limits, "limits"));
        } catch (NoClassDefFoundError missing) {
            throw new MissingTransportException(missing);
        }
    }

    /** Cancels what is under way and releases connections and threads the transport owns. Idempotent. */
    @Override
    void close();
}
