/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.worktree;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/**
 * The identity of a binding, never used twice within a session; safe as a file name and a log field. Immutable.
 *
 * @param value 1 to 64 characters of {@code a}-{@code z}, {@code 0}-{@code 9} and hyphens
 */
public record BindingId(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9-]{1,64}");

    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException if the value has another form
     */
    public BindingId {
        if (!FORM.matcher(requireNonNull(value, "value")).matches()) {
            throw new IllegalArgumentException(
                    "binding id '" + value + "' must be 1 to 64 characters of a-z, 0-9 and hyphens");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
