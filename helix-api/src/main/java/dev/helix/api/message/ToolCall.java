/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.message;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** A model's request to run a tool. Immutable. */
public final class ToolCall extends Content {
    private final String id;
    private final String name;
    private final String arguments;

    private ToolCall(String id, String name, String arguments, Optional<Opaque> providerData) {
        super(providerData, "id, name, arguments, providerData", id, name, arguments, providerData);
        this.id = id;
        this.name = name;
        this.arguments = arguments;
    }

    /** Creates a call. */
    public static ToolCall of(String id, String name, String arguments) {
        return new ToolCall(id, name, arguments, Optional.empty());
    }

    /** {@return a copy with another id, unique within its message} */
    public ToolCall withId(String id) {
        return new ToolCall(requireNonNull(id, "id"), name, arguments, providerData());
    }

    /** {@return the same call of a tool by another name} */
    public ToolCall withName(String name) {
        return new ToolCall(id, requireNonNull(name, "name"), arguments, providerData());
    }

    /** {@return a copy with what the provider wants back with the call, for example a signature or an item id} */
    public ToolCall withProviderData(Opaque data) {
        return new ToolCall(id, name, arguments, Optional.of(requireNonNull(data, "data")));
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
}
