/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/**
 * The identifier of a session; safe as a git ref component, a file name and a log field. Immutable.
 *
 * @param value 1 to 16 characters of lower-case base32: {@code a}-{@code z} and {@code 2}-{@code 7}
 */
public record SessionId(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z2-7]{1,16}");

    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException if the value has another form
     */
    public SessionId {
        requireForm("session id", requireNonNull(value, "value"));
    }

    static void requireForm(String what, String value) {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(what + " '" + value + "' must be 1 to 16 characters of a-z and 2-7");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
