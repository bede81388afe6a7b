/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.journal;

import java.io.IOException;

/** Thrown when nobody can tell any more what of a log is on disk. */
final class BrokenLogException extends Exception {
    private static final long serialVersionUID = 1L;

    BrokenLogException(IOException cause) {
        super(cause.getMessage(), cause);
    }
}
