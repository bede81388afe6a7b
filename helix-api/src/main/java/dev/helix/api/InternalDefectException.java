/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api;

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
                "an unexpected " + defect.getClass().getSimpleName() + " ended the work; see the cause",
                defect);
    }
}
