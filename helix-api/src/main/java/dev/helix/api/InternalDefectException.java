/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api;

import static java.util.Objects.requireNonNull;

/** The error of work that a defect ended, of the library or of a host's extension. */
public final class InternalDefectException extends HelixException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the error; the defect's message may hold anything, so only its type is named.
     *
     * @param defect what was thrown; becomes the cause
     */
    public InternalDefectException(Throwable defect) {
        super(
                "internal-defect",
                "an unexpected " + requireNonNull(defect, "defect").getClass().getSimpleName()
                        + " ended the work; see the cause",
                defect);
    }
}
