/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.replay;

import dev.helix.api.model.PermanentModelException;

/** Thrown when a request was held for others of its group, which did not arrive in time. */
public final class CassetteHoldException extends PermanentModelException {
    private static final long serialVersionUID = 1L;

    CassetteHoldException(String message) {
        super("cassette-hold-expired", message, null);
    }
}
