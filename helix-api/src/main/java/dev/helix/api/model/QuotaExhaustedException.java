/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.model;

/**
 * Thrown when the account behind a credential has no quota or money left. Waiting does not help, unlike after
 * {@link RateLimitedException}; another credential or another model may.
 */
public final class QuotaExhaustedException extends PermanentModelException {
    private static final long serialVersionUID = 1L;

    /** Creates the error; its message says what the provider said. */
    public QuotaExhaustedException(String message) {
        super("model-quota-exhausted", message, null);
    }
}
