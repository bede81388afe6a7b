/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.anthropic;

import java.io.IOException;

/** Reports an answer that is JSON but not the protocol's. */
final class MalformedResponseException extends IOException {
    private static final long serialVersionUID = 1L;

    MalformedResponseException(String message) {
        super(message);
    }
}
