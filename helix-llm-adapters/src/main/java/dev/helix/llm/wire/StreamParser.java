/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.wire;

import java.io.IOException;

/** A parser that cuts a stream into its events, however the bytes arrive. Confined to one thread. */
public interface StreamParser {
    /**
     * Takes the next bytes.
     *
     * @param chunk any part of the stream
     * @param sink gets the events it completes, in order
     * @throws dev.helix.llm.http.HttpLimitException if an event is too long
     * @throws IOException if the sink throws it
     */
    void feed(byte[] chunk, EventSink sink) throws IOException;

    /**
     * Takes the end of the stream: an event counts although what should follow it is missing.
     *
     * @param sink gets the last event, if there is one
     * @throws IOException if the sink throws it
     */
    void end(EventSink sink) throws IOException;

    /** Where events go. */
    @FunctionalInterface
    interface EventSink {
        /**
         * Takes an event.
         *
         * @param bytes holds its text in UTF-8; not to be kept, the next event overwrites it
         * @param from the index of the first byte
         * @param to the index behind the last byte
         * @throws IOException if the event cannot be used
         */
        void event(byte[] bytes, int from, int to) throws IOException;
    }
}
