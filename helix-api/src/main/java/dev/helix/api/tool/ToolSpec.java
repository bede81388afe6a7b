/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.tool;

import static java.util.Objects.requireNonNull;

import dev.helix.api.NamedParts;
import java.util.regex.Pattern;

/** The description of a tool for a model. Immutable. */
public final class ToolSpec extends NamedParts {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final String name;
    private final String description;
    private final String inputSchema;

    private ToolSpec(String name, String description, String inputSchema) {
        super("name, description, inputSchema", name, description, inputSchema);
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "tool name '" + name + "' must be 1 to 64 letters, digits, underscores or hyphens");
        }
        this.name = name;
        this.description = requireNonNull(description, "description");
        this.inputSchema = requireNonNull(inputSchema, "inputSchema");
    }

    /**
     * Creates a description.
     *
     * @param name 1 to 64 letters, digits, underscores or hyphens: what every known provider accepts
     * @param description what the tool does and when to use it
     * @param inputSchema JSON Schema of the arguments as JSON text, an object at its top
     * @throws IllegalArgumentException if the name has another form
     */
    public static ToolSpec of(String name, String description, String inputSchema) {
        return new ToolSpec(requireNonNull(name, "name"), description, inputSchema);
    }

    /** {@return the name, 1 to 64 letters, digits, underscores or hyphens} */
    public String name() {
        return name;
    }

    /** {@return what the tool does and when to use it} */
    public String description() {
        return description;
    }

    /** {@return JSON Schema of the arguments as JSON text} */
    public String inputSchema() {
        return inputSchema;
    }
}
