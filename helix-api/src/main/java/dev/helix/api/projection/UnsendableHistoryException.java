/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.projection;

import dev.helix.api.HelixException;

/** Thrown when no request can be made of a history: nobody spoke, or calls are unpaired and the policy is to fail. */
public final class UnsendableHistoryException extends HelixException {
    private static final long serialVersionUID = 1L;

    /** Creates the error; its message says what the history lacks, and the way out. */
    public UnsendableHistoryException(String message) {
        super("unsendable-history", message);
    }
}
