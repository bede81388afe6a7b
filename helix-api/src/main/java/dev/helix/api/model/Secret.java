/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.model;

import static java.util.Objects.requireNonNull;

/**
 * A credential, held so that it cannot be printed by accident. Immutable.
 *
 * <p>{@link #toString()} never shows the value; {@link #reveal()} is called only where it goes on the wire.
 */
public final class Secret {
    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /**
     * Wraps a credential.
     *
     * @param value the credential, not blank
     * @return the holder
     * @throws IllegalArgumentException if the value is blank
     */
    public static Secret of(String value) {
        if (requireNonNull(value, "value").isBlank()) {
            throw new IllegalArgumentException("a secret must not be blank");
        }
        return new Secret(value);
    }

    /** {@return the credential itself, the value as it was given} */
    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "Secret[hidden]";
    }
}
