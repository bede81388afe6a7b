/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.tool;

import java.util.regex.Pattern;

/**
 * The description of a tool for a model. Immutable.
 *
 * @param name 1 to 64 letters, digits, underscores or hyphens: what every known provider accepts
 * @param description what the tool does and when to use it
 * @param inputSchema JSON Schema of the arguments as JSON text, an object at its top
 */
public record ToolSpec(String name, String description, String inputSchema) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /**
     * Checks the name.
     *
     * @param name 1 to 64 letters, digits, underscores or hyphens
     * @param description what the tool does
     * @param inputSchema JSON Schema text
     * @throws IllegalArgumentException if the name has another form
     */
    public ToolSpec {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "tool name '" + name + "' must be 1 to 64 letters, digits, underscores or hyphens");
        }
    }
}
