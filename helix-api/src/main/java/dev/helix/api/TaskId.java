/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api;

import static java.util.Objects.requireNonNull;

/**
 * The identity of a managed task; safe as a git ref component, a file name and a log field. Immutable.
 *
 * @param value 1 to 16 characters of lower-case base32: {@code a}-{@code z} and {@code 2}-{@code 7}
 */
public record TaskId(String value) {
    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException if the value has another form
     */
    public TaskId {
        SessionId.requireForm("task id", requireNonNull(value, "value"));
    }

    @Override
    public String toString() {
        return value;
    }
}
