/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.helix.llm.wire.JsonValue;

/** The form in which a provider says what went wrong. Immutable and thread-safe. */
public interface ErrorShape {
    /**
     * Tells errors from other events.
     *
     * @param event the event
     * @return whether it says that the answer failed
     */
    boolean isError(JsonValue event);

    /**
     * Reads an error.
     *
     * @param body the body of a refusal, or an event
     * @return what it says
     */
    default ErrorReport read(JsonNode body) {
        return ErrorReport.of(body);
    }

    /**
     * Interprets an error.
     *
     * @param status the status code of the answer, 0 for an event
     * @param report what the provider says
     * @return what it means
     */
    ErrorKind kind(int status, ErrorReport report);
}
