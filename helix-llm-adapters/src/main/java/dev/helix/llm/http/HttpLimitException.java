/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.http;

import static java.util.Objects.requireNonNull;

import java.io.IOException;

/** Thrown when an exchange was ended because it went beyond one of the {@link HttpLimits}. */
public final class HttpLimitException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Limit limit;

    /** The limits an exchange may go beyond. */
    public enum Limit {
        /** The answer did not begin in time. */
        FIRST_BYTE,
        /** The body paused too long. */
        IDLE,
        /** The exchange as a whole took too long. */
        WHOLE_CALL,
        /** The body, or one event in it, is too long. */
        SIZE
    }

    /**
     * Creates the error.
     *
     * @param limit which limit
     * @param message the limit's value and what was observed
     */
    public HttpLimitException(Limit limit, String message) {
        super(requireNonNull(message, "message"));
        this.limit = requireNonNull(limit, "limit");
    }

    /** {@return which limit was passed} */
    public Limit limit() {
        return limit;
    }
}
