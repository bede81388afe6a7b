/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.http;

import java.io.IOException;
import java.util.Optional;

/** The answer to one request while it arrives. Reading is confined to one thread; closing is thread-safe. */
public interface HttpAnswer extends AutoCloseable {
    /** {@return the status code, for example 200} */
    int status();

    /**
     * Returns a header.
     *
     * @param name the name, in any case
     * @return its value, or empty when the answer does not carry it
     */
    Optional<String> header(String name);

    /**
     * Returns the next bytes of the body as soon as there are any.
     *
     * @return the bytes, owned by the caller; an empty array at the end of the body, and ever after
     * @throws HttpLimitException if the body is too long, pauses too long or takes too long
     * @throws IOException if the connection broke before the end of the body
     * @throws InterruptedException if the calling thread was interrupted; the request was cancelled
     */
    byte[] read() throws IOException, InterruptedException;

    /**
     * Closes an answer of which everything that matters has been read.
     *
     * <p>Waits a moment for the end of the body, so that the connection can serve the next request; an interrupt cuts
     * the wait short and stays set.
     */
    void finish();

    /** Ends the exchange at once; what has not been read is lost and the connection with it. Idempotent. */
    @Override
    void close();
}
