/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.tool;

import dev.helix.api.HelixException;

/** Thrown when tool arguments are not a JSON object or do not fit the tool's schema; nothing was run. */
public final class InvalidArgumentsException extends HelixException {
    private static final long serialVersionUID = 1L;

    /** Creates the error; its message names the tool, the property, its actual value and what is expected. */
    public InvalidArgumentsException(String message) {
        super("tool-arguments-invalid", message);
    }
}
