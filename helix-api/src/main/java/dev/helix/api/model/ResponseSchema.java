/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.model;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/**
 * The form an answer must have. Immutable.
 *
 * @param name a name for the form: 1 to 64 letters, digits, underscores or hyphens
 * @param json JSON Schema as JSON text, an object at its top
 */
public record ResponseSchema(String name, String json) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if the name has another form
     */
    public ResponseSchema {
        requireNonNull(json, "json");
        if (!NAME.matcher(requireNonNull(name, "name")).matches()) {
            throw new IllegalArgumentException(
                    "response schema name '" + name + "' must be 1 to 64 letters, digits, underscores or hyphens");
        }
    }
}
