/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.testkit;

import dev.helix.api.model.PermanentModelException;

/**
 * Thrown when a cassette has no reply to a request. The message names the conversation and the reply that came nearest,
 * the first line that differs, and what to do.
 */
public final class CassetteMismatchException extends PermanentModelException {
    private static final long serialVersionUID = 1L;

    CassetteMismatchException(String message) {
        super("cassette-mismatch", message, null);
    }
}
