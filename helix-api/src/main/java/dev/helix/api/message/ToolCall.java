/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.message;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A model's request to run a tool. Immutable. */
public final class ToolCall extends Content {
    private final String id;
    private final String name;
    private final String arguments;

    private ToolCall(String id, String name, String arguments, @Nullable Opaque providerData) {
        super(providerData);
        this.id = requireNonNull(id, "id");
        this.name = requireNonNull(name, "name");
        this.arguments = requireNonNull(arguments, "arguments");
    }

    /**
     * Creates a call.
     *
     * @param id the call's id, unique within its message
     * @param name the tool's name as the model wrote it
     * @param arguments the arguments as the model wrote them: JSON text, possibly malformed
     * @return the part
     */
    public static ToolCall of(String id, String name, String arguments) {
        return new ToolCall(id, name, arguments, null);
    }

    /**
     * Replaces the id.
     *
     * @param newId the call's id, unique within its message
     * @return a changed copy
     */
    public ToolCall withId(String newId) {
        return new ToolCall(newId, name, arguments, providerData().orElse(null));
    }

    /**
     * Attaches what the provider wants back with the call.
     *
     * @param data the provider's data, for example a signature or an item id
     * @return a changed copy
     */
    public ToolCall withProviderData(Opaque data) {
        return new ToolCall(id, name, arguments, requireNonNull(data, "data"));
    }

    /** {@return the call's id, unique within its message} */
    public String id() {
        return id;
    }

    /** {@return the tool's name as the model wrote it} */
    public String name() {
        return name;
    }

    /** {@return the arguments as the model wrote them: JSON text, possibly malformed} */
    public String arguments() {
        return arguments;
    }

    @Override
    List<Object> values() {
        return List.of(id, name, arguments);
    }

    @Override
    public String toString() {
        return "ToolCall[" + id + ", " + name + ", " + arguments + "]";
    }
}
