/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.replay;

import dev.helix.api.model.PermanentModelException;

/** Thrown when the cassette has no answer for a request; repeating it cannot help. */
public final class CassetteMismatchException extends PermanentModelException {
    private static final long serialVersionUID = 1L;

    CassetteMismatchException(String message) {
        super("cassette-mismatch", message, null);
    }
}
