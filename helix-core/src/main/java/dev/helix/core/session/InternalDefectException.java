/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.session;

import dev.helix.api.HelixException;

/** Thrown when a defect of the library or of a host's extension ended a turn. */
public final class InternalDefectException extends HelixException {
    private static final long serialVersionUID = 1L;

    /** Keeps the defect as cause; its message may hold anything, so only its type is named. */
    public InternalDefectException(Throwable defect) {
        super(
                "internal-defect",
                "an unexpected " + defect.getClass().getSimpleName() + " ended the turn; see the cause",
                defect);
    }
}
