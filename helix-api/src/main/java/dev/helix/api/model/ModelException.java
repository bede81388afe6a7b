/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.model;

import dev.helix.api.HelixException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a model call fails: as a {@link TransientModelException} when the same call may succeed later, otherwise
 * as a {@link PermanentModelException}.
 */
public abstract class ModelException extends HelixException {
    private static final long serialVersionUID = 1L;

    ModelException(String code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
