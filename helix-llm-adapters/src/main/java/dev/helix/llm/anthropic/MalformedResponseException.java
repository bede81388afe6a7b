/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.anthropic;

import java.io.IOException;

/** Thrown when an answer is JSON but does not follow the protocol. */
final class MalformedResponseException extends IOException {
    private static final long serialVersionUID = 1L;

    MalformedResponseException(String message) {
        super(message);
    }
}
