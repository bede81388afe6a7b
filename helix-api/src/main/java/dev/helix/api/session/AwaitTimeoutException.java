/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.session;

import dev.helix.api.HelixException;

/** The error of a caller that waited for a turn or a task as long as it wanted to; the turn or task goes on. */
public final class AwaitTimeoutException extends HelixException {
    private static final long serialVersionUID = 1L;

    /** Creates the error. */
    public AwaitTimeoutException(String message) {
        super("await-timeout", message);
    }

    @Override
    public boolean retriable() {
        return true;
    }
}
