/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import java.io.Serial;

/** Thrown when a command line makes no sense; the message says how to correct it. */
final class UsageException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
