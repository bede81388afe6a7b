/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.model;

import org.jspecify.annotations.Nullable;

/** Thrown when the provider understood the request and will never accept it, or when its answer breaks the protocol. */
public final class RequestRejectedException extends PermanentModelException {
    private static final long serialVersionUID = 1L;

    /** Creates the error; its message says what the provider said. */
    public RequestRejectedException(String message, @Nullable Throwable cause) {
        super("model-request-rejected", message, cause);
    }
}
