/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.journal;

import org.jspecify.annotations.Nullable;

/** Thrown when a line is malformed, saying what is wrong with it; the reader of the file adds where it is. */
final class MalformedLineException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String complaint;

    MalformedLineException(String complaint, @Nullable Throwable cause) {
        super(complaint, cause);
        this.complaint = complaint;
    }

    String complaint() {
        return complaint;
    }
}
