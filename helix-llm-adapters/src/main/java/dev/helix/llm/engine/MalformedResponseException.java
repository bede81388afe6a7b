/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.engine;

import java.io.IOException;

/** Thrown when an answer is JSON but does not follow the protocol. */
public final class MalformedResponseException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the error.
     *
     * @param message what does not follow
     */
    public MalformedResponseException(String message) {
        super(message);
    }
}
